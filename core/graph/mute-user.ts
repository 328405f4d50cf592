import type { User } from '#actor';
import { deadline, tooBusy, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import { MOST_HIDDEN } from './follow-rules.ts';
import { hiddenRows, hidePart, idsIn, showPart } from './hidden.store.ts';
import { namedUserId, otherNamed, seePerson } from './load-sights.ts';

/**
 * Mutes a person for the actor alone. A second call changes nothing. 4.5 RRU, 2 WRU.
 * @throws NOT_FOUND; INVALID_INPUT for oneself; LIMIT_REACHED at 5,000; UNAVAILABLE
 */
export async function muteUser(actor: User, user: string, now: Date): Promise<void> {
  const otherId = await otherNamed(actor, user);
  await seePerson(actor, otherId, now);
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const rows = await hiddenRows(actor.userId);
    const muted = idsIn(rows, 'muted');
    if (muted.length >= MOST_HIDDEN && !muted.includes(otherId))
      throw new DomainError('LIMIT_REACHED', `You can mute at most ${MOST_HIDDEN} people.`);
    const part = hidePart(actor.userId, 'muted', otherId, rows);
    if (!part || (await transact({ part }, until)).size === 0) return;
  }
  throw tooBusy();
}

/** Takes a mute back. A second call changes nothing. 1 RRU, 2 WRU. @throws NOT_FOUND for a handle that nobody has */
export async function unmuteUser(actor: User, user: string): Promise<void> {
  const otherId = await namedUserId(user);
  const part = showPart(actor.userId, 'muted', otherId, await hiddenRows(actor.userId));
  if (part) await transact({ part });
}
