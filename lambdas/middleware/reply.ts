import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Page } from '#data/cursor';
import type { DomainError } from '#errors';
import type { Contract, Replies } from '#schemas/contract';
import { ERROR_STATUS } from '#schemas/errors';

const NOT_STORED = { 'cache-control': 'no-store' };

const json = (statusCode: number, body: object, headers: Readonly<Record<string, string>> = {}) => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...NOT_STORED, ...headers },
  body: JSON.stringify(body),
});

/** The error envelope. `details.retryAfter` is also the header. */
export function refusal({ code, message, details = {} }: DomainError): APIGatewayProxyStructuredResultV2 {
  const { retryAfter } = details;
  const error = { success: false, error: { code, message, details }, meta: { timestamp: new Date().toISOString() } };
  return json(ERROR_STATUS[code], error, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
}

/**
 * Makes the reply that a contract describes.
 * @param data what the handler returned: `data` of the envelope or a page of it, the text of a raw reply, the URL of a redirect
 * @param limit of a page, in items
 * @throws Error for a status or a shape that the contract does not have, which is a fault of ours
 */
export function replyOf(
  contract: Contract,
  status: keyof Replies,
  data: unknown,
  limit: number | undefined,
  now: Date,
): APIGatewayProxyStructuredResultV2 {
  const reply = contract.replies[status];
  if (reply === undefined) throw new Error(`${contract.name} does not promise ${status}`);
  if (reply === 'empty') return { statusCode: status, headers: NOT_STORED };
  if (reply === 'redirect') return { statusCode: status, headers: { location: data as string, ...NOT_STORED } };
  if ('contentType' in reply) {
    return { statusCode: status, headers: { 'content-type': reply.contentType, ...NOT_STORED }, body: data as string };
  }
  const timestamp = now.toISOString();
  if (!contract.paged) return json(status, { success: true, data: reply.parse(data), meta: { timestamp } });
  const { items, cursor, meta } = data as Page<unknown> & { readonly meta?: unknown };
  const pagination = { limit, cursor, hasMore: cursor !== null };
  const own = contract.meta?.parse(meta);
  return json(status, { success: true, data: reply.parse(items), meta: { timestamp, pagination, ...own } });
}
