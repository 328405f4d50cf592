import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { listPicks, placePick, type StoredLeg, type StoredPick, withdrawPick } from '#core/picks';
import { MOST_READS, MOST_UNITS } from '#data/page';
import { newId } from '#platform/ids';
import type { EventId, PickId } from '#schemas/common';
import type { PickView } from '#schemas/pick-views';
import { ListPicks, PlacePick } from '#schemas/picks';
import { legEntity } from '../../core/picks/leg.entity.ts';
import { pickEntity } from '../../core/picks/pick.entity.ts';
import { legRowsOf } from '../../core/picks/pick.store.ts';
import { facetsOf, phaseOf } from '../../core/picks/pick-facets.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { storedLeg, storedPick } from '../support/make/stored-picks.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { readsOf } from '../support/read-units.ts';

const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
/** Index rows of one call, of some 500 bytes at most, and the picks. */
const BOUND = (MOST_READS * 200 * 500) / 4096 / 2 + MOST_READS * 4 + MOST_UNITS;

let games: EventId[];
let soccer: EventId;
beforeAll(async () => {
  games = await Promise.all(Array.from({ length: 12 }, () => storedGame('nfl', at(600))));
  soccer = await storedGame('epl', at(600));
});

/** Stores picks of a bettor as their rows, the newest last. */
async function storePicks(author: User, count: number, terms: (i: number) => Partial<StoredPick>): Promise<StoredPick[]> {
  const picks = Array.from({ length: count }, (_, i) =>
    storedPick({
      authorId: author.userId,
      pickId: newId<PickId>(at(i / 1000)),
      placedAt: at(i / 1000).toISOString(),
      ...terms(i),
    }),
  );
  await pickEntity()
    .put(picks.map((pick) => ({ ...pick, facets: facetsOf(pick), phase: phaseOf(pick) })))
    .go({ concurrent: 4 });
  await legEntity()
    .put(picks.flatMap((pick) => legRowsOf(pick)))
    .go({ concurrent: 4 });
  return picks;
}
const leg = (n: number, terms: Partial<StoredLeg> = {}) => storedLeg(0, { eventId: games[n % 12], ...terms });
const onSoccer = () => storedLeg(0, { eventId: soccer, sport: 'soccer', league: 'epl' });
const settled = { result: 'win', profit: 1, rule: 'test', legs: [], reviews: 0, gradedAt: '', settledAt: '' };

/** Every page of a list, with the most units that one of them took. */
async function everyPage(query: Record<string, unknown>): Promise<{ items: PickView[]; pages: number; most: number }> {
  const items: PickView[] = [];
  let [cursor, pages, most]: [string | undefined, number, number] = [undefined, 0, 0];
  do {
    const { result, units } = await readsOf(() => listPicks(anyone, ListPicks.query.parse({ ...query, cursor }), at(0)));
    items.push(...result.items);
    cursor = result.cursor ?? undefined;
    pages += 1;
    most = Math.max(most, units);
  } while (cursor !== undefined);
  return { items, pages, most };
}

describe('a list of picks', () => {
  it('takes 25 RRU for another, and is consistent in the own picks of its reader alone', async () => {
    const [ann, ben] = [await bettor('ann', noon), await bettor('ben', noon)];
    await storePicks(ann, 25, (i) => ({ legs: [leg(i)] }));
    await storePicks(ben, 5, () => ({ legs: [leg(0)] }));
    const query = ListPicks.query.parse({ author: ann.userId });
    const forBen = await readsOf(() => listPicks(ben, query, at(0)));
    expect(forBen.result.items).toHaveLength(20);
    expect(forBen.units).toBeLessThanOrEqual(25);
    const forAnn = await readsOf(() => listPicks(ann, query, at(0)));
    expect(forAnn.units).toBeLessThanOrEqual(32);

    const consistent: unknown[] = [];
    const stop = intercept(({ name, input }, send) => {
      for (const { Keys, ConsistentRead } of Object.values(
        (input.RequestItems ?? {}) as Record<string, { Keys: { pk: string }[]; ConsistentRead?: boolean }>,
      ))
        if (name.startsWith('BatchGet'))
          consistent.push(...Keys.flatMap(({ pk }) => (ConsistentRead && pk.includes('pickid') ? [pk] : [])));
      return send();
    });
    try {
      const { items } = await listPicks(ben, ListPicks.query.parse({ event: games[0], limit: 50 }), at(0));
      const own = items.filter(({ author }) => author.id === ben.userId).map(({ id }) => `$youbet#pickid_${id}`);
      expect(own).toHaveLength(5);
      expect(items.length).toBeGreaterThan(5);
      expect(consistent.toSorted()).toEqual(own.toSorted());
    } finally {
      stop();
    }
  });

  it('of an event reads the share of each shard that the page needs, and no pick is missed where the shards differ', async () => {
    const [cat, event] = [await bettor('cat', noon), await storedGame('nfl', at(600))];
    const legs = [storedLeg(0, { eventId: event })];
    const picks = await storePicks(cat, 60, () => ({ legs }));
    const { items, most } = await everyPage({ event });
    expect(items.map(({ id }) => id)).toEqual(picks.map(({ pickId }) => pickId as string).toReversed());
    expect(most).toBeLessThanOrEqual(4 + 4 + 21);
    // The newest forty lie in one shard: their ids end alike.
    const late = Array.from({ length: 40 }, (_, i) => newId<PickId>(at(1 + i / 1000)).replace(/..$/, '08') as PickId);
    await storePicks(cat, 40, (i) => ({ legs, pickId: late[i] as PickId }));
    const again = await everyPage({ event, limit: 30 });
    expect(again.items.map(({ id }) => id)).toEqual([...picks.map(({ pickId }) => pickId as string), ...late].toReversed());
  });

  it('with a filter that leaves one pick in a hundred reads the index for it, and those picks', async () => {
    const dan = await bettor('dan', noon);
    const outcome = (i: number) => (i % 100 === 50 ? {} : { outcomes: 1, outcome: settled });
    const picks = await storePicks(dan, 1_500, (i) => ({ legs: [i % 100 === 7 ? onSoccer() : leg(i)], ...outcome(i) }));
    const ids = (of: (i: number) => boolean) => picks.flatMap(({ pickId }, i) => (of(i) ? [pickId as string] : [])).toReversed();
    for (const [filter, expected] of [
      [{ sport: 'soccer' }, ids((i) => i % 100 === 7)],
      [{ sport: 'epl', market: 'moneyline' }, ids((i) => i % 100 === 7)],
      [{ event: soccer }, ids((i) => i % 100 === 7)],
      [{ status: 'open' }, ids((i) => i % 100 === 50)],
      [{ status: 'withdrawn' }, []],
      [{ kind: 'parlay' }, []],
    ] as const) {
      const { items, pages, most } = await everyPage({ author: dan.userId, ...filter });
      expect(items.map(({ id }) => id)).toEqual(expected);
      expect(pages).toBeLessThanOrEqual(2);
      expect(most).toBeLessThan(80);
    }
  });

  it('takes a bounded number of units whatever is asked: full tickets, and filters that only the pick itself answers', async () => {
    const [eve, event] = [await bettor('eve', noon), await storedGame('nfl', at(600))];
    const twelve = Array.from({ length: 12 }, (_, i) => leg(i));
    const long = 'x'.repeat(300);
    await storePicks(eve, 120, () => ({ legs: twelve, book: long, kind: 'parlay' }));
    const full = await everyPage({ author: eve.userId, limit: 100 });
    expect(full.items).toHaveLength(120);
    expect(full.most).toBeLessThanOrEqual(BOUND);
    await storePicks(eve, 400, (i) => ({ legs: [storedLeg(0, { eventId: event })], ...(i === 3 && { withdrawnAt: 'then' }) }));
    const rare = await everyPage({ event, status: 'withdrawn' });
    expect(rare.items).toHaveLength(1);
    expect(rare.most).toBeLessThanOrEqual(BOUND);
  });

  it('shows a withdrawal and an edit to their author at once, under the filters that they change', async () => {
    const fay = await bettor('fay', noon);
    const { id } = await placePick(fay, PlacePick.body.parse(singleBody(games[0] as string)), undefined, noon);
    const listed = async (status: string) =>
      (await listPicks(fay, ListPicks.query.parse({ author: fay.userId, status }), at(1))).items.map((pick) => pick.id);
    expect([await listed('open'), await listed('withdrawn')]).toEqual([[id], []]);
    await withdrawPick(fay, id as PickId, at(1));
    expect([await listed('open'), await listed('withdrawn')]).toEqual([[], [id]]);
  });
});
