import { describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { countReactions, type ItemRef } from '#core/content';
import { countTrend, trendUpkeep, updateTrends } from '#core/feed';
import { placePick } from '#core/picks';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { ReactionName } from '#schemas/item-counts';
import { PlacePick } from '#schemas/picks';
import type { CoveredSport } from '#schemas/sports';
import { reactionOf, reactPart, unreactPart } from '../../core/content/reaction.store.ts';
import type { FeedRef } from '../../core/feed/feed-ref.ts';
import { trendPointerEntity } from '../../core/feed/trend.entity.ts';
import {
  countsIn,
  noteBucket,
  openBuckets,
  swapTrend,
  trendPart,
  trendPointers,
  trendRows,
} from '../../core/feed/trend.store.ts';
import { bucketOf, type TrendList, trendSportOf } from '../../core/feed/trend-rules.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { tokenHolder } from '../support/make/users.ts';

const job = system('update-trends');
const start = Date.parse('2026-03-10T12:00:00.000Z');
const at = (minutes: number) => new Date(start + minutes * 60_000);

const ref = (now = at(0)): FeedRef => ({
  type: 'post',
  id: newId(now),
  authorId: newId<UserId>(now),
  hint: null,
});
/** The names of the calls that a piece of work makes. */
async function callsOf(work: () => Promise<unknown>): Promise<string[]> {
  const names: string[] = [];
  const end = intercept(async ({ name }, send) => {
    names.push(name);
    return send();
  });
  await work().finally(end);
  return names;
}

/** Counts people for an item, as the projection of reactions does. */
async function count(of: FeedRef, people: number, now: Date, sports: readonly CoveredSport[] = ['soccer']) {
  await noteBucket(trendSportOf(sports), bucketOf(now), now);
  await transact({ trend: trendPart({ ref: of, sports, people }, bucketOf(now), now) });
}
/** The items of a list, with their scores. */
async function listed(list: TrendList): Promise<(readonly [string, number])[]> {
  const pointer = (await trendPointers([list], { consistent: true })).get(list);
  const found = pointer && (await trendRows(pointer));
  return found?.rows.map(({ ref: { id }, score }) => [id, score] as const) ?? [];
}

describe('the lists of trending items', () => {
  const [goal, both, football, words] = [ref(), ref(), ref(), ref()];

  it('have the closed buckets of their sport; the list of everything has all of them', async () => {
    await count(goal, 2, at(0));
    await count(goal, 1, at(4));
    await count(both, 2, at(1), ['soccer', 'american_football']);
    await count(football, 1, at(2), ['american_football']);
    await count(words, 4, at(3), []);
    await count(football, 90, at(5), ['american_football']);
    expect(await updateTrends(job, at(6))).toEqual({ buckets: 0, lists: 0, items: 0 });
    expect(await updateTrends(job, at(7))).toEqual({ buckets: 1, lists: 3, items: 8 });
    expect(await listed('soccer')).toEqual([
      [goal.id, 3],
      [both.id, 2],
    ]);
    expect(await listed('american_football')).toEqual([
      [both.id, 2],
      [football.id, 1],
    ]);
    expect((await listed('all')).map(([id]) => id)).toEqual([words.id, goal.id, both.id, football.id]);
    expect((await openBuckets()).map(({ bucket }) => bucket)).toEqual([bucketOf(at(5))]);
  });

  it('keep half of a score after six hours, and add what is new', async () => {
    await count(goal, 1, at(360));
    expect(await updateTrends(job, at(367))).toMatchObject({ buckets: 2 });
    expect(await listed('soccer')).toEqual([
      [goal.id, 2.5],
      [both.id, 1],
    ]);
    const [[first, score] = ['', 0]] = await listed('american_football');
    expect([first, score]).toEqual([football.id, 90 + 1 * 2 ** (-5 / 360)]);
  });

  it('are not touched while nothing is counted: one read, and no write', async () => {
    const calls = await callsOf(() => updateTrends(job, at(400)));
    expect(calls).toEqual(['QueryCommand']);
    await count(goal, 1, at(401));
    expect(await callsOf(() => updateTrends(job, at(402)))).toHaveLength(1);
    await updateTrends(job, at(410));
  });

  it('count nothing twice and leave nothing out when a run dies at any of its calls', async () => {
    const item = ref();
    let people = 0;
    let minute = 500;
    for (let calls = 0, survived = false; !survived; calls++, minute += 10) {
      await count(item, 1, at(minute), ['soccer', 'american_football']);
      people = people * 2 ** (-10 / 360) + 1;
      let left = calls;
      const end = intercept(async (_, send) => {
        if (left-- <= 0) throw new Error('this process is dead');
        return send();
      });
      survived = await updateTrends(job, at(minute + 8))
        .then(
          () => true,
          () => false,
        )
        .finally(end);
      await updateTrends(job, at(minute + 9));
      for (const list of ['all', 'soccer', 'american_football'] as const) {
        const [, score] = (await listed(list)).find(([id]) => id === item.id) ?? [];
        expect(score, `${list} after a death at call ${calls}`).toBeCloseTo(people, 9);
      }
      expect(await openBuckets()).toEqual([]);
    }
    expect(minute).toBeGreaterThan(560);
  });

  it('count nothing twice when several runs build at once', async () => {
    const item = ref();
    await count(item, 5, at(1_000));
    await count(item, 3, at(1_005));
    await Promise.all(Array.from({ length: 6 }, (_, i) => updateTrends(job, at(i < 3 ? 1_007 : 1_012))));
    await updateTrends(job, at(1_013));
    const [, score] = (await listed('soccer')).find(([id]) => id === item.id) ?? [];
    expect(score).toBeCloseTo(5 * 2 ** (-5 / 360) + 3, 9);
    expect(await openBuckets()).toEqual([]);
  });

  it('have ten people who react at once, each in a transaction of their own', async () => {
    const item = ref();
    await Promise.all(Array.from({ length: 10 }, () => count(item, 1, at(1_100))));
    await updateTrends(job, at(1_107));
    expect((await listed('soccer'))[0]).toEqual([item.id, 10]);
  });
});

describe('the reactions that count for a trend', () => {
  const [author, young, ...people] = [0, 3, 100, 101, 102, 103].map((days) => tokenHolder(at(2_000 - (days || 50) * 24 * 60)));
  const now = at(2_000);

  /** Counts the reactions of these people as the stream's reader does: each record comes twice, and in two batches. */
  async function project(itemId: string, of: readonly (User | undefined)[], on: Date): Promise<void> {
    const rows = await Promise.all(of.map((person) => reactionOf(itemId, person?.userId ?? '')));
    const { when, runAll } = countReactions(countTrend);
    const uncounted = rows.flatMap((row) => (row ? (when({ before: null, after: row }) ?? []) : []));
    if (uncounted.length === 0) return;
    await Promise.all([runAll([...uncounted, ...uncounted], on), runAll(uncounted, on)]);
  }
  const peopleIn = async (itemId: string) => {
    const lists = await Promise.all(
      (await openBuckets()).flatMap(({ bucket, sports }) => sports.map((sport) => countsIn(sport, bucket))),
    );
    return lists.flat().reduce((sum, { ref: { id }, people: counted }) => sum + (id === itemId ? counted : 0), 0);
  };
  const itemOf = async (body: object): Promise<ItemRef> => {
    const [user] = [author ?? tokenHolder(now)];
    const { id } = await placePick(
      user,
      PlacePick.body.parse({ ...singleBody(await storedGame('epl', at(9_000), { seenAt: at(0) })), ...body }),
      undefined,
      now,
    );
    return { type: 'pick', id };
  };
  const reactAll = (item: ItemRef, name: ReactionName, of = [author, young, ...people]) =>
    Promise.all(
      of.map((user) => transact({ reaction: reactPart(item, author?.userId as UserId, user?.userId as UserId, name, now) })),
    );

  it('are each person’s first to an item, of accounts of 7 days, and not the author’s', async () => {
    const item = await itemOf({});
    await reactAll(item, 'fire');
    await project(item.id, [author, young, ...people], now);
    expect(await peopleIn(item.id)).toBe(4);
    await Promise.all(people.map(({ userId }) => transact({ reaction: unreactPart(item, userId, 'fire') })));
    await project(item.id, people, at(2_001));
    await reactAll(item, 'wow');
    await project(item.id, [author, young, ...people], at(2_010));
    expect(await peopleIn(item.id)).toBe(4);
    expect((await openBuckets()).map(({ sports }) => sports)).toEqual([['soccer']]);
  });
  it('are not those to a pick that its author keeps out of feeds', async () => {
    const item = await itemOf({ shareToFeed: false });
    await reactAll(item, 'fire');
    await project(item.id, people, now);
    expect(await peopleIn(item.id)).toBe(0);
  });
});

describe('the audit of trends', () => {
  const audit = async (now: Date) => trendUpkeep.audit((await trendUpkeep.subjects(null)).items, now);
  it('finds nothing where all is well, and a bucket that no list contains', async () => {
    await updateTrends(job, at(3_000));
    expect(await audit(at(3_000))).toEqual([]);
    await count(ref(), 1, at(3_001));
    expect(await audit(at(3_030))).toEqual([]);
    expect(await audit(at(3_036))).toEqual([expect.objectContaining({ subject: 'trend#buckets' })]);
    await updateTrends(job, at(3_037));
    expect(await audit(at(3_037))).toEqual([]);
  });
  it('finds a list that is not in order, and a pointer that is not the list’s', async () => {
    const [first, second] = [ref(at(3_040)), ref(at(3_041))];
    const rows = [
      { ref: first, score: 1 },
      { ref: second, score: 3 },
    ];
    const before = (await trendPointers(['soccer'], { consistent: true })).get('soccer');
    await swapTrend({ list: 'soccer', version: newId(at(3_042)), through: bucketOf(at(3_035)) }, before, rows, at(3_042));
    const found = (await audit(at(3_043))).flatMap(({ differences }) => differences);
    expect(found.map(({ field }) => field)).toEqual(['follows']);
    await trendPointerEntity().patch({ list: 'soccer' }).set({ size: 3 }).go();
    expect((await audit(at(3_043))).flatMap(({ differences }) => differences).map(({ field }) => field)).toEqual([
      'size',
      'follows',
    ]);
  });
});
