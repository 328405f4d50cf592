import { auditEach, type Difference, differencesOf, type Upkeep } from '#data/upkeep';
import { deleteWishes, streamWishes } from './feedback.store.ts';
import { deleteSessions, sessionsOf } from './home-session.store.ts';
import { openBuckets, trendPointers, trendRows } from './trend.store.ts';
import { BEST, endOf, isTrending, TREND_LISTS, type TrendList, type TrendRow } from './trend-rules.ts';

/** The subject that stands for the buckets which no list contains yet. */
const BUCKETS = 'trend#buckets';
const subjectOf = (list: TrendList): string => `trend#${list}`;
/** Milliseconds after which a bucket that no list contains is late: six runs of the job. */
const LATE = 30 * 60_000;

/**
 * Compares each list of trending items with the ranking of its own rows, and its pointer with the list: two reads. A closed bucket that no
 * list contains is late. Buckets expire, so that a list cannot be built again; the next reactions mend it. The wishes of readers are facts,
 * and their ranked lists end by themselves within 30 minutes.
 */
export const trendUpkeep: Upkeep = {
  kind: 'board',
  subjects: async () => ({ items: [...TREND_LISTS.map(subjectOf), BUCKETS], cursor: null }),
  audit: (subjects, now) =>
    auditEach(subjects, async (subject) => {
      if (subject === BUCKETS) return auditBuckets(now);
      const list = TREND_LISTS.find((each) => subjectOf(each) === subject);
      return list === undefined ? [] : auditList(list);
    }),
  erase: async (userId) => void (await Promise.all([deleteWishes(userId), deleteSessions(userId)])),
  export: async (userId) => ({ feedback: streamWishes(userId), rankedLists: await sessionsOf(userId) }),
};

async function auditBuckets(now: Date): Promise<Difference[]> {
  const late = (await openBuckets()).filter(({ bucket }) => endOf(bucket).getTime() + LATE < now.getTime());
  return late.flatMap(({ bucket }) => differencesOf(`trend bucket ${bucket}`, { counted: false }, { counted: true }));
}

async function auditList(list: TrendList): Promise<Difference[]> {
  const pointer = (await trendPointers([list], { consistent: true })).get(list);
  const found = pointer && (await trendRows(pointer));
  if (!pointer || !found) return [];
  const { rows } = found;
  const of = `trend ${list}`;
  return [
    ...differencesOf(of, { size: pointer.size, through: pointer.through }, { size: rows.length, through: found.through }),
    ...differencesOf(of, { best: idsOf(pointer.best) }, { best: idsOf(rows.slice(0, BEST)) }),
    ...orderOf(of, rows),
  ];
}

const idsOf = (rows: readonly TrendRow[]): string[] => rows.map(({ ref }) => ref.id);

function orderOf(of: string, rows: readonly TrendRow[]): Difference[] {
  const places = new Map(rows.map(({ ref }, i) => [ref.id, i]));
  return rows.flatMap(({ ref, score }, i) => {
    const is = { place: places.get(ref.id), trending: isTrending(score), follows: score <= (rows[i - 1]?.score ?? score) };
    return differencesOf(`${of} ${ref.id}`, is, { place: i, trending: true, follows: true });
  });
}
