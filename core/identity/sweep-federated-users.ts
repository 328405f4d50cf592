import type { System } from '#actor';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import type { LinkMessage } from './align-link.ts';
import { dueFederatedUsers } from './federated-user.store.ts';

/** Users of one run: what is left waits for the next. */
const MOST = 500;

/** Every hour: has the users go that Cognito made of its own a day ago, and whose people have not registered. One Query where there is none. */
export async function sweepFederatedUsers(_actor: System, now: Date): Promise<{ users: number }> {
  const due = await dueFederatedUsers(now, MOST);
  const messages = due.map(({ identityKey, provider, sealed }): LinkMessage => ({ identityKey, provider, sealed }));
  if (messages.length > 0) await enqueue(env('SIGN_OUTS_QUEUE_URL'), messages);
  return { users: messages.length };
}
