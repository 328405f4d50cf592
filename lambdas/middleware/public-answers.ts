import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { CallContext, Route } from './route.ts';

/** The answers that a function keeps; beyond them the oldest is dropped. Of 50 KB each they take 5 MB. */
const MOST_ANSWERS = 100;

interface Answer {
  readonly reply: APIGatewayProxyStructuredResultV2;
  /** Epoch milliseconds. */
  readonly until: number;
}

const kept = new Map<string, Answer>();

/** Forgets all answers: for tests and the bench, which ask again at once. */
export const forgetAnswers = (): void => kept.clear();

/**
 * Runs a route. The answer to a caller without a token is the same for all of them: it may be kept for the contract's `publicSeconds`, in
 * this function and by the caches on its way. Callers with a token never get a kept answer, and theirs are never kept.
 */
export async function runOrRepeat(
  { contract, run }: Route,
  event: APIGatewayProxyEventV2,
  context: CallContext,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { publicSeconds } = contract;
  if (publicSeconds === undefined) return run(event, context);
  // A cache on the way must not answer a caller with a token by what it keeps for the others.
  const vary = { vary: 'Authorization' };
  if (context.actor.kind !== 'public') return withHeaders(await run(event, context), vary);
  const [key, at] = [`${event.routeKey} ${event.rawPath}?${event.rawQueryString}`, context.now.getTime()];
  const known = kept.get(key);
  if (known && known.until > at) return withHeaders(known.reply, { ...vary, ...publicFor((known.until - at) / 1000) });
  const reply = await run(event, context);
  kept.delete(key);
  kept.set(key, { reply, until: at + publicSeconds * 1000 });
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_ANSWERS) break;
    kept.delete(oldest);
  }
  return withHeaders(reply, { ...vary, ...publicFor(publicSeconds) });
}

const publicFor = (seconds: number) => ({ 'cache-control': `public, max-age=${Math.ceil(seconds)}` });

const withHeaders = (reply: APIGatewayProxyStructuredResultV2, headers: Readonly<Record<string, string>>) => ({
  ...reply,
  headers: { ...reply.headers, ...headers },
});
