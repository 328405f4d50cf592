/**
 * A new pick marks each of its events, so that the provider is asked for them more often.
 * Replay contract: a record that comes again within the hour changes nothing; a later one moves the mark, and a little more is asked.
 */
import { markDemand } from '#core/events';
import { projection } from '#platform/projection';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { pickOfImage } from './pick-images.ts';

export const markPickedEvents = projection({
  name: 'mark-picked-events',
  entity: 'pick',
  row: pickOfImage,
  when: ({ before, after }) => (before || !after ? null : after.legs),
  run: async (legs, now) => {
    const events = new Map(legs.map((leg) => [leg.eventId, leg]));
    await Promise.all(
      [...events.values()].map(({ eventId, league, acceptedStart }) =>
        markDemand('pickedAt', { eventId: eventId as EventId, league: league as League, startsAt: acceptedStart }, now),
      ),
    );
  },
});
