import type * as z from 'zod';
import type { User } from '#actor';
import { knownLeagues, lockPart } from '#core/events';
import { commitOnce } from '#core/requests';
import { count } from '#platform/log';
import type { PickView } from '#schemas/pick-views';
import { PlacePick } from '#schemas/picks';
import { analysisPart } from './analysis.store.ts';
import { assertOffered } from './assert-offered.ts';
import { stakeChangePart, stakesNow } from './count-stakes.ts';
import { eventsNamed, newPick, pricesNamed } from './new-pick.ts';
import { eventsOf, newPickPart, pickById } from './pick.store.ts';
import { assertTakesPicks, pickLocked } from './pick-rules.ts';
import { showPick } from './show-pick.ts';
import { assertMayWrite } from './words-rules.ts';

type Body = z.output<typeof PlacePick.body>;

/**
 * Places a pick once. The locks of all its events are conditions of the transaction that writes it, with the hour's limit and the
 * idempotency key, and of somebody who limits their stakes with the sums of these. The polls of the events' leagues are read beside the
 * events, where this function has read the events before, else after them. Cost: 2 reads and one for each event, and a transaction of 4 to
 * 7 items for a single, of at most 29 for a ticket of twelve. Limits on stakes cost 1 RRU and 2 WRU, and nothing for people without.
 * @throws NOT_FOUND for an unknown event, BANNED for words of somebody who is banned from posting, INVALID_INPUT, PICK_LOCKED, STAKE_LIMIT_REACHED,
 * RATE_LIMITED, IDEMPOTENCY_KEY_REUSED, UNAVAILABLE
 */
export const placePick = (actor: User, body: Body, key: string | undefined, now: Date): Promise<PickView> =>
  commitOnce(
    { contract: PlacePick, actor, key, input: body, now },
    {
      load: () => Promise.all([termsNamed(body, now), stakesNow(actor, now)]),
      async decide([[events, prices], stakes]) {
        assertMayWrite(actor, body, now);
        const pick = newPick(actor, body, { events, prices }, now);
        await assertOffered([...body.legs.entries()]);
        assertTakesPicks(events.values(), now);
        return {
          parts: {
            lock: lockPart(eventsOf(pick), now),
            pick: newPickPart(pick),
            analysis: analysisPart(pick.pickId, 1, body.analysis),
            stakes: stakeChangePart(stakes, null, pick),
          },
          stale: ['stakes'],
          refusals: { lock: pickLocked },
          resourceIds: [pick.pickId],
          committed() {
            count('pick.placed', 1, { kind: pick.kind });
            return showPick(actor, pick, now);
          },
        };
      },
      async replay({ resourceIds: [pickId] }) {
        const pick = await pickById(pickId);
        if (!pick) throw new Error(`an idempotency mark names the pick ${pickId}, which does not exist`);
        return showPick(actor, pick, now);
      },
    },
  );

async function termsNamed(body: Body, now: Date) {
  const leagues = knownLeagues(body.legs.map(({ eventId }) => eventId));
  if (leagues) return Promise.all([eventsNamed(body), pricesNamed(body, now, leagues)]);
  const events = await eventsNamed(body);
  return [events, await pricesNamed(body, now, [...new Set([...events.values()].map(({ league }) => league))])] as const;
}
