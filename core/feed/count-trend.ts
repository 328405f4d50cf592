/**
 * The part that a trend adds to the transaction which counts reactions (core/content): the people who react to the item for the first time.
 * It is written with the mark that they are counted, so that a record of the stream which comes again adds nothing.
 */
import { type BesideCounters, hintOfPick, hintOfPost, type ItemRef, postById } from '#core/content';
import { pickById } from '#core/picks';
import type { CoveredSport } from '#schemas/sports';
import { noteBucket, trendPart } from './trend.store.ts';
import { bucketOf, countsForTrend, type TrendCount, type TrendSport, trendSportOf } from './trend-rules.ts';

/** Costs a trip and 0.5 RRU for the item, and 2 WRU; 1 WRU and a trip more for the first count of a bucket and sport in this process. */
export const countTrend: BesideCounters = async ({ item, ownerId, newcomers }, now) => {
  const people = newcomers.filter((userId) => countsForTrend(userId, ownerId, now)).length;
  const counted = people > 0 ? await itemOfTrend(item) : null;
  if (!counted) return null;
  const bucket = bucketOf(now);
  await noteOnce(trendSportOf(counted.sports), bucket, now);
  return trendPart({ ...counted, people }, bucket, now);
};

/** Null for an item that is in no feed. */
async function itemOfTrend(item: ItemRef): Promise<Omit<TrendCount, 'people'> | null> {
  const consistent = false;
  if (item.type === 'pick') {
    const pick = await pickById(item.id, { consistent });
    if (!pick || pick.unshared || pick.withdrawnAt !== undefined) return null;
    const ref = { type: 'pick' as const, id: pick.pickId, authorId: pick.authorId, hint: hintOfPick(pick) };
    return { ref, sports: distinct(pick.legs.map(({ sport }) => sport)) };
  }
  const post = await postById(item.id, { consistent });
  if (!post || post.deletedAt !== undefined || post.hiddenAt !== undefined) return null;
  const ref = { type: 'post' as const, id: post.postId, authorId: post.authorId, hint: hintOfPost(post) };
  return { ref, sports: distinct(post.quotes?.flatMap(({ sports }) => sports) ?? []) };
}
const distinct = (sports: readonly string[]): CoveredSport[] => [...new Set(sports as CoveredSport[])];

/** The buckets that this process has noted, by sport: of each the newest one. */
const noted = new Map<TrendSport, string>();

async function noteOnce(sport: TrendSport, bucket: string, now: Date): Promise<void> {
  if (noted.get(sport) === bucket) return;
  await noteBucket(sport, bucket, now);
  noted.set(sport, bucket);
}
