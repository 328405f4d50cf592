import { hintOfPick } from '#core/content';
import { idsByAuthor, picksByIds } from '#core/picks';
import { transact } from '#data/transaction';
import { noteBucket, trendPart } from '../../core/feed/trend.store.ts';
import { bucketOf, trendSportOf } from '../../core/feed/trend-rules.ts';
import type { CoveredSport } from '../../schemas/sports.ts';
import type { Person } from '../client/people.ts';
import { enter } from './cloud/enter.ts';
import { DAYS, PICKS_PER_DAY } from './history.ts';

/**
 * Has a pick of each person and game day of a new stack trend, so that all sports do. The accounts are too young for their reactions to
 * count, so that the people of a closed bucket are written as the reader of the stream writes them; `update-trends` then makes the lists.
 */
export async function playTrends(people: readonly Person[], now: Date): Promise<void> {
  await enter('local');
  const at = new Date(now.getTime() - 10 * 60_000);
  const ids = await Promise.all(people.map(({ userId }) => idsByAuthor(userId, null, DAYS.length * PICKS_PER_DAY)));
  const chosen = ids.flatMap((own) => own.filter((_, i) => i % PICKS_PER_DAY === 0));
  for (const [i, pick] of (await picksByIds(chosen)).entries()) {
    const sports = [...new Set(pick.legs.map(({ sport }) => sport as CoveredSport))];
    const ref = { type: 'pick' as const, id: pick.pickId, authorId: pick.authorId, hint: hintOfPick(pick) };
    await noteBucket(trendSportOf(sports), bucketOf(at), at);
    await transact({ trend: trendPart({ ref, sports, people: 3 + (i % 7) }, bucketOf(at), at) });
  }
}
