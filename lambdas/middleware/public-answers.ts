import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { newestPrivacy } from '#core/users';
import type { CallContext, Route } from './route.ts';

/** The answers that a function keeps; beyond them the oldest is dropped. Of 50 KB each they take 5 MB. */
const MOST_ANSWERS = 100;

/** Milliseconds after which every read sees that an account has become private. Answers of this time are not kept. */
const SETTLING = 2_000;

interface Answer {
  readonly reply: APIGatewayProxyStructuredResultV2;
  /** Epoch milliseconds. */
  readonly until: number;
  /** The newest hiding that the answer knows of. */
  readonly privacy: number;
}

const kept = new Map<string, Answer>();

/** Forgets all answers: for tests and the bench, which ask again at once. */
export const forgetAnswers = (): void => kept.clear();

/**
 * Runs a route. The answer to a caller without a token is the same for all of them: this function may keep it for the contract's
 * `publicSeconds`, until any account becomes private: a read of 1 RRU beside each such answer. Callers with a token never
 * get a kept answer, and theirs are never kept. Caches on the way keep nothing: they would show what has been hidden since.
 */
export async function runOrRepeat(
  { contract, run }: Route,
  event: APIGatewayProxyEventV2,
  context: CallContext,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { publicSeconds } = contract;
  if (publicSeconds === undefined || context.actor.kind !== 'public') return run(event, context);
  const [key, at] = [`${event.routeKey} ${event.rawPath}?${event.rawQueryString}`, context.now.getTime()];
  const known = kept.get(key);
  if (known && known.until > at && known.privacy === (await newestPrivacy())) return known.reply;
  // Reads at the same time may each be before or after a hiding: then it is not older than this call, and the answer is not kept.
  const [privacy, reply] = await Promise.all([newestPrivacy(), run(event, context)]);
  kept.delete(key);
  if (at - privacy > SETTLING) kept.set(key, { reply, until: at + publicSeconds * 1000, privacy });
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_ANSWERS) break;
    kept.delete(oldest);
  }
  return reply;
}
