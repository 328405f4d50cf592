import { hintOfPick } from '#core/content';
import { idsByAuthor, picksByIds } from '#core/picks';
import { transact } from '#data/transaction';
import { noteBucket, trendPart } from '../../core/feed/trend.store.ts';
import { bucketOf, trendSportOf } from '../../core/feed/trend-rules.ts';
import type { CoveredSport } from '../../schemas/sports.ts';
import type { Person } from '../client/people.ts';
import { enter } from './cloud/enter.ts';
import { PICKS_PER_DAY } from './history.ts';

/** Game days of the history, of each of which one pick of each person trends: they have different sports. */
const GAME_DAYS = 4;

/**
 * Has picks of each game day of a new stack trend. The accounts are too young for their reactions to count, so that the people of a closed bucket are
 * written as the reader of the stream writes them; `update-trends` then makes the lists.
 */
export async function playTrends(people: readonly Person[], now: Date): Promise<void> {
  await enter('local');
  const at = new Date(now.getTime() - 10 * 60_000);
  const ids = await Promise.all(people.map(({ userId }) => idsByAuthor(userId, null, GAME_DAYS * PICKS_PER_DAY)));
  const chosen = ids.flatMap((own) => own.filter((_, i) => i % PICKS_PER_DAY === 0));
  for (const [i, pick] of (await picksByIds(chosen)).entries()) {
    const sports = [...new Set(pick.legs.map(({ sport }) => sport as CoveredSport))];
    const ref = { type: 'pick' as const, id: pick.pickId, authorId: pick.authorId, hint: hintOfPick(pick) };
    await noteBucket(trendSportOf(sports), bucketOf(at), at);
    await transact({ trend: trendPart({ ref, sports, people: 3 + (i % 7) }, bucketOf(at), at) });
  }
}
