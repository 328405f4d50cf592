import { conditionHeld } from '#data/transaction';
import { eventEntity } from './event.entity.ts';
import { stored } from './event.store.ts';
import type { StoredEvent } from './event-facts.ts';

/** Sorts after every id. */
const PAST_IDS = '~';
/** Events of one page: one query of the index, and one batch of the events. */
const PER_PAGE = 100;

/**
 * Events that are due for the sweep, the longest due first, page by page: 0.5 RRU a page and 0.5 an event, whatever else there is. The
 * index and the events are a moment behind. An event that a busy table leaves out is due again.
 * @param from the sweep looks back no further; ISO 8601, inclusive
 */
export async function* eventsToSweep(from: string, now: Date): AsyncGenerator<StoredEvent[]> {
  let cursor: string | null = null;
  do {
    const page: { data: Parameters<typeof stored>[0][]; cursor: string | null } = await eventEntity()
      .query.bySweep({ sweepList: 'all' })
      .between({ sweepAt: from }, { sweepAt: now.toISOString(), eventId: PAST_IDS })
      .go({ hydrate: true, limit: PER_PAGE, cursor });
    yield page.data.map(stored);
    cursor = page.cursor;
  } while (cursor !== null);
}

/**
 * Notes when the sweep has to look at an event again, and what it graded. 1 WRU, and 2 in the index.
 * @param event as the sweep read it
 * @returns false when it has been graded or moved since; what was noted then stays
 */
export const markSwept = (
  { eventId, sweepAt, gradingVersion }: StoredEvent,
  next: Pick<StoredEvent, 'sweepAt' | 'sweptVersion'>,
): Promise<boolean> =>
  conditionHeld(
    eventEntity()
      .patch({ eventId })
      .set({ sweepAt: next.sweepAt, sweptVersion: next.sweptVersion })
      .where((attr, op) => `${op.eq(attr.sweepAt, sweepAt)} AND ${op.eq(attr.gradingVersion, gradingVersion)}`)
      .go(),
  );
