/**
 * A new pick marks each of its events, so that the provider is asked for them more often.
 * Replay contract: a record that comes again within the hour changes nothing; a later one moves the mark, and a little more is asked.
 */
import { findEvents, markDemand } from '#core/events';
import { projection } from '#platform/projection';
import type { EventId } from '#schemas/common';
import { pickOfImage } from './pick-images.ts';

export const markPickedEvents = projection({
  name: 'mark-picked-events',
  entity: 'pick',
  row: pickOfImage,
  when: ({ before, after }) => (before || !after ? null : after.legs.map(({ eventId }) => eventId as EventId)),
  run: async (eventIds, now) => {
    const events = await findEvents(eventIds);
    await Promise.all([...events.values()].map((event) => markDemand('pickedAt', event, now)));
  },
});
