import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { connection } from '#data/connection';

type Row = Record<string, unknown>;

/** Callers' rows in memory, by subject. They take the updates that core/limits makes of them, as DynamoDB would. */
export const callerRows = new Map<string, Row>();

/** Puts the rows in the place of the table, in this process. @param before runs before each update, and may throw in its place */
export function useCallerRows(before: (input: UpdateCommandInput) => Promise<void> = async () => {}): void {
  const send = async ({ input }: { input: UpdateCommandInput }) => {
    await before(input);
    return { Attributes: structuredClone(updated(input)) };
  };
  connection.inject({ client: { send } as never, table: 'unit-tests' });
}

function updated(input: UpdateCommandInput): Row {
  const { UpdateExpression = '', ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = input;
  const nameOf = (token: string) => names[token] ?? token;
  const subject = String(values[':subject_u0']);
  const row = callerRows.get(subject) ?? {};
  callerRows.set(subject, row);
  for (const [, clause, text = ''] of UpdateExpression.matchAll(
    /(SET|ADD|REMOVE|DELETE) (.+?)(?= (?:SET|ADD|REMOVE|DELETE) |$)/g,
  )) {
    for (const one of text.split(', ')) {
      const [token = '', ...rest] = one.split(/ = | /);
      const [name, value] = [nameOf(token), values[rest[0] ?? '']];
      if (clause === 'SET') row[name] = value;
      else if (clause === 'REMOVE') delete row[name];
      else if (clause === 'ADD') row[name] = Number(row[name] ?? 0) + Number(value);
      else if (clause === 'DELETE')
        row[name] = new Set([...(row[name] as Set<string>)].filter((one) => !(value as Set<string>).has(one)));
      else throw new Error(`no such clause here: ${clause}`);
    }
  }
  return row;
}
