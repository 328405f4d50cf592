import type { Part } from '#data/transaction';

interface Request {
  ConditionExpression?: string;
  UpdateExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
}

/** The same part, written whatever stands there: to see what its condition is good for. */
export const withoutCondition = (part: Part | null): Part | null =>
  part && {
    params: () => ({
      TransactItems: part
        .params()
        .TransactItems.map((item) =>
          Object.fromEntries(Object.entries(item).map(([action, request]) => [action, unconditional(request as Request)])),
        ),
    }),
  };

function unconditional({ ConditionExpression: _, ...request }: Request): Request {
  const used = new Set(request.UpdateExpression?.match(/[#:]\w+/g));
  const left = <T>(named: Record<string, T> | undefined) =>
    Object.fromEntries(Object.entries(named ?? {}).filter(([name]) => used.has(name)));
  const names = left(request.ExpressionAttributeNames);
  const values = left(request.ExpressionAttributeValues);
  const { ExpressionAttributeNames: __, ExpressionAttributeValues: ___, ...rest } = request;
  return {
    ...rest,
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
