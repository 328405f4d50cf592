import { announcePick } from '#core/feed';
import { markPickedEvents, type StoredPick } from '#core/picks';
import { countPick } from '../../core/stats/count.projection.ts';

process.env.FEED_FANOUT_QUEUE_URL ??= 'feed-fanout';

/**
 * All that the stream's reader does when a pick was placed and, perhaps, withdrawn. A file of tests that calls it stands in for SQS
 * (sent-messages.ts) or has the queue of the fan-out.
 */
export async function followPick(pick: StoredPick, now: Date): Promise<void> {
  await countPick(pick, 'placed');
  if (pick.withdrawnAt !== undefined) await countPick(pick, 'withdrawn');
  const legs = markPickedEvents.when({ before: null, after: pick });
  if (legs) await markPickedEvents.run(legs, now);
  const ref = announcePick.when({ before: null, after: pick });
  if (ref) await announcePick.run(ref, now);
}
