import { createHash } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Page } from '#data/cursor';
import type { DomainError } from '#errors';
import { type Contract, hasTag, type Replies } from '#schemas/contract';
import { ERROR_STATUS } from '#schemas/errors';

const NOT_STORED = { 'cache-control': 'no-store' };

const json = (statusCode: number, body: object, headers: Readonly<Record<string, string>> = {}) => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...NOT_STORED, ...headers },
  body: JSON.stringify(body),
});

/** The address of a redirect, alone or with the whole header `Set-Cookie`. */
export type Redirect = string | { readonly url: string; readonly cookie?: string };

/** The error as HTTP and sockets show it. */
export const shownError = ({ code, message, details, faults }: DomainError) => ({
  code,
  message,
  details: { ...details, ...(faults && { fields: [...faults] }) },
});

/** The error envelope. `details.retryAfter` is also the header. */
export function refusal(error: DomainError): APIGatewayProxyStructuredResultV2 {
  const retryAfter = error.details?.retryAfter;
  const body = { success: false, error: shownError(error), meta: { timestamp: new Date().toISOString() } };
  return json(ERROR_STATUS[error.code], body, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
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
  if (reply === 'redirect') {
    const { url, cookie } = typeof data === 'string' ? { url: data } : (data as Exclude<Redirect, string>);
    return { statusCode: status, headers: { location: url, ...NOT_STORED }, ...(cookie !== undefined && { cookies: [cookie] }) };
  }
  if ('contentType' in reply) {
    const headers = { 'content-type': reply.contentType, ...NOT_STORED, ...reply.headers };
    if (!reply.bytes) return { statusCode: status, headers, body: data as string };
    return { statusCode: status, headers, body: (data as Buffer).toString('base64'), isBase64Encoded: true };
  }
  const timestamp = now.toISOString();
  const { meta, ...rest } = contract.meta ? (data as { readonly meta: unknown }) : { meta: undefined };
  const own = contract.meta?.parse(meta);
  if (!contract.paged) {
    const shown = reply.parse(contract.meta ? rest : data);
    return json(status, { success: true, data: shown, meta: { timestamp, ...own } }, tagged(contract, [shown, own]));
  }
  const { items, cursor } = data as Page<unknown>;
  const shown = reply.parse(items);
  const pagination = { limit, cursor, hasMore: cursor !== null };
  const headers = tagged(contract, [shown, pagination, own]);
  return json(status, { success: true, data: shown, meta: { timestamp, pagination, ...own } }, headers);
}

/**
 * Headers by which a client asks again for nothing but a change. The tag is weak, since it leaves out the timestamp. `no-cache` lets a client
 * keep the reply and makes it ask each time: blocks, bans, region and age change what a caller sees. `private` keeps it from caches on the way,
 * unless the contract says that all callers have one reply.
 */
function tagged(contract: Contract, content: readonly unknown[]): Readonly<Record<string, string>> {
  if (!hasTag(contract)) return {};
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
  const etag = `W/"${hash}"`;
  const { sharedSeconds } = contract;
  if (sharedSeconds !== undefined) return { etag, 'cache-control': `public, max-age=${sharedSeconds}` };
  return { etag, 'cache-control': 'private, no-cache', vary: 'authorization' };
}
