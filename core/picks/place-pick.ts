import type * as z from 'zod';
import type { User } from '#actor';
import { lockPart } from '#core/events';
import { countCallPart, stateOf, type Window, windowAt } from '#core/limits';
import { patience, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { digest } from '#platform/canonical';
import { count } from '#platform/log';
import type { PickView } from '#schemas/pick-views';
import { PlacePick } from '#schemas/picks';
import { assertOffered, eventsNamed, newPick } from './new-pick.ts';
import {
  eventsOf,
  type Idempotency,
  idempotencyOf,
  idempotencyPart,
  newPickPart,
  pickById,
  type StoredPick,
} from './pick.store.ts';
import { assertTakesPicks, pickLocked } from './pick-rules.ts';
import { showPick } from './show-pick.ts';

type Body = z.output<typeof PlacePick.body>;
const [HOURLY] = PlacePick.limits;

/**
 * Load, decide, commit. The locks of all its events, the hour's limit and the idempotency key are conditions of the one transaction that
 * writes the pick, so that none of them can be raced. Cost: 2 reads and one for each event, and a transaction of 4 to 6 items for a single,
 * of at most 28 for a ticket of twelve.
 * @throws NOT_FOUND for an unknown event, INVALID_INPUT, PICK_LOCKED, RATE_LIMITED, IDEMPOTENCY_KEY_REUSED, UNAVAILABLE
 */
export async function placePick(actor: User, body: Body, key: string | undefined, now: Date): Promise<PickView> {
  const [events, window, replay] = await Promise.all([
    eventsNamed(body),
    windowAt(`user#${actor.userId}`, PlacePick.name, HOURLY, now),
    key === undefined ? null : idempotencyOf(actor.userId, key, now),
  ]);
  const bodyHash = digest(body);
  if (replay) return replayed(actor, replay, bodyHash, now);
  const pick = newPick(actor, body, events, now);
  await assertOffered(body);
  assertTakesPicks(events.values(), now);
  const mark = key === undefined ? null : { userId: actor.userId, key, bodyHash, pickId: pick.pickId };
  const earlier = await commit(pick, mark, window, now);
  if (earlier) return replayed(actor, earlier, bodyHash, now);
  count('pick.placed', 1, { kind: pick.kind });
  return showPick(actor, pick, now);
}

/**
 * Tries again when another pick of the same user opened or moved the hour's window meanwhile. All attempts have one patience together, since
 * they hold the lock against the same `now`.
 * @returns null when the pick is written; else the mark of whoever used this idempotency key in the meantime
 */
async function commit(pick: StoredPick, mark: Idempotency | null, first: Window | null, now: Date): Promise<Idempotency | null> {
  const subject = `user#${pick.authorId}`;
  const until = patience();
  let window = first;
  do {
    if (window && window.calls >= HOURLY.calls) throw tooMany(window, now);
    const parts = {
      lock: lockPart(eventsOf(pick), now),
      limit: countCallPart(subject, PlacePick.name, HOURLY, window, now),
      pick: newPickPart(pick),
      idempotency: mark && idempotencyPart(mark, now),
    };
    const refused = await transact(parts, until);
    if (refused.size === 0) return null;
    const earlier = mark && refused.has('idempotency') && (await idempotencyOf(mark.userId, mark.key, now));
    if (earlier) return earlier;
    if (refused.has('lock')) throw pickLocked();
    window = await windowAt(subject, PlacePick.name, HOURLY, now);
  } while (performance.now() < until);
  throw new DomainError('UNAVAILABLE', 'Too busy to save this right now. Nothing was written; please try again.');
}

async function replayed(actor: User, earlier: Idempotency, bodyHash: string, now: Date): Promise<PickView> {
  if (earlier.bodyHash !== bodyHash) {
    throw new DomainError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another pick.', {
      field: 'idempotency-key',
    });
  }
  const pick = await pickById(earlier.pickId);
  if (!pick) throw new Error(`idempotency mark without its pick ${earlier.pickId}`);
  return showPick(actor, pick, now);
}

const tooMany = (window: Window, now: Date): DomainError => {
  const retryAfter = stateOf(HOURLY, window, now).resetSeconds;
  return new DomainError('RATE_LIMITED', `At most ${HOURLY.calls} picks an hour. Try again in ${retryAfter} s.`, {
    retryAfter,
  });
};
