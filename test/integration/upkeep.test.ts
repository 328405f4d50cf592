import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { system, type User } from '#actor';
import { eventsOf, outcomesOf, pickById, placePick, type StoredPick, withdrawPick } from '#core/picks';
import { updateBoards } from '#core/stats';
import { runUpkeep, startUpkeep, UpkeepMessage } from '#core/upkeep';
import { shardOf } from '#data/shard';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import { log } from '#platform/log';
import type { EventId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { eventEntity } from '../../core/events/event.entity.ts';
import { eventLockEntity } from '../../core/events/event-lock.entity.ts';
import { NEVER } from '../../core/events/sweep-rules.ts';
import { legEntity } from '../../core/picks/leg.entity.ts';
import { pickEntity } from '../../core/picks/pick.entity.ts';
import { newPickPart } from '../../core/picks/pick.store.ts';
import { writeReview } from '../../core/reviews/open-review.store.ts';
import { searchRowEntity } from '../../core/search/search-row.entity.ts';
import { settlePick } from '../../core/settlement/settle-pick.ts';
import { boardSumEntity } from '../../core/stats/board-sum.entity.ts';
import { countOutcome, countPick } from '../../core/stats/count.projection.ts';
import { statsEntity } from '../../core/stats/stats.entity.ts';
import { UPKEEP_NAMES, UPKEEPS, type UpkeepName } from '../../core/upkeep/upkeeps.ts';
import { cardEntity } from '../../core/users/card.entity.ts';
import { handleEntity } from '../../core/users/handle.entity.ts';
import { userEntity } from '../../core/users/user.entity.ts';
import { changeEvent } from '../support/change-event.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { storedPick } from '../support/make/stored-picks.ts';
import { bettor } from '../support/make/users.ts';
import { allDifferences, differencesIn } from '../support/upkeep.ts';
import {
  at,
  deliver,
  isAudit,
  isRepair,
  job,
  noon,
  now,
  placeAtNoon,
  type Work,
  waitingMessages,
  walk,
} from '../support/upkeep-walks.ts';

/** Counted metrics. */
const world = vi.hoisted(() => ({ counted: [] as [string, number][] }));
vi.mock('#platform/log', async (original) => ({
  ...(await original<typeof import('#platform/log')>()),
  count: (metric: string, value = 1, dimensions?: object) => {
    if (dimensions === undefined) world.counted.push([metric, value]);
  },
}));

beforeEach(() => {
  waitingMessages.length = 0;
  world.counted.length = 0;
});

const looks = (work: readonly Work[]): string[] => [
  ...new Set(work.flatMap(({ message }) => ('look' in message && isRepair(message) ? [message.upkeep] : []))),
];

let [ann, eventId, waiting] = [] as unknown as [User, EventId, EventId];
let [won, withdrawn, open] = [] as unknown as [StoredPick, StoredPick, StoredPick];

const settled = async ({ pickId }: StoredPick): Promise<void> => {
  await settlePick((await pickById(pickId)) as StoredPick, new Map(), at(201));
  for (const outcome of await outcomesOf(pickId)) await countOutcome(outcome, new Date(outcome.writtenAt));
};

beforeAll(async () => {
  ann = await bettor('ann', noon);
  [eventId, waiting] = [await storedGame('nfl', at(60)), await storedGame('nfl', at(90))];
  [won, withdrawn, open] = [await placeAtNoon(ann, eventId), await placeAtNoon(ann, waiting), await placeAtNoon(ann, waiting)];
  await withdrawPick(ann, withdrawn.pickId, at(1));
  await countPick(withdrawn, 'withdrawn');
  await changeEvent(system('ingest-scores'), eventId, { score: { home: 24, away: 10 } }, at(200));
  await settled(won);
  await updateBoards(job, now);
});

describe('a walk over a table in which all follows from the facts', () => {
  it('finds nothing, and looks nowhere a second time', async () => {
    const work = await walk(() => 2);
    expect(looks(work)).toEqual([]);
    expect(new Set(work.flatMap(({ message }) => ('upkeep' in message ? [message.upkeep] : [])))).toEqual(new Set(UPKEEP_NAMES));
    expect(world.counted).toEqual([]);
    expect(await allDifferences(now)).toEqual([]);
  });

  it('of what changed recently covers events, their decisions and reviews, and the records of those who settled', async () => {
    const recentAt = async (minutes: number) => {
      await startUpkeep(job, { scope: 'recent', secondLookAfter: 0 });
      const work = await deliver(at(minutes));
      return Object.fromEntries(
        work.flatMap(({ message }) => ('subjects' in message ? [[message.upkeep, message.subjects.toSorted()]] : [])),
      );
    };
    const day = `${ann.userId}/2026-09-13`;
    const graded = { events: [eventId], decisions: [eventId], 'event-reviews': [eventId], records: [day] };
    // Both events were recorded in the hour before noon, and one was graded at 200 minutes past noon.
    const both = [eventId, waiting].toSorted();
    expect(await recentAt(59)).toMatchObject({ events: both, decisions: both, 'event-reviews': both });
    expect(await recentAt(201)).toEqual(graded);
    expect(await recentAt(200 + 120)).toEqual(graded);
    expect(await recentAt(200 + 121)).toEqual({ records: [day] });
    // Past midnight, as long as what was settled before it is recent.
    expect(await recentAt(13 * 60)).toEqual({ records: [day] });
    expect(await recentAt(14 * 60 + 1)).toEqual({});
    expect(world.counted).toEqual([]);
  });
});

/** One row made wrong, the upkeep that finds it, and whether it can be repaired. */
interface Fault {
  readonly upkeep: UpkeepName;
  readonly repairs: boolean;
  readonly subject: () => string;
  readonly make: () => Promise<unknown>;
  readonly undo?: () => Promise<unknown>;
}
const FAULTS: Readonly<Record<string, Fault>> = {
  'a copy of a lock': {
    upkeep: 'events',
    repairs: true,
    subject: () => eventId,
    make: () =>
      eventLockEntity()
        .patch({ eventId, copy: 3 })
        .set({ startsAt: at(999).toISOString() })
        .go(),
  },
  'a lost copy of a lock': {
    upkeep: 'events',
    repairs: true,
    subject: () => eventId,
    make: () => eventLockEntity().delete({ eventId, copy: 5 }).go(),
  },
  'a sweep that comes too late': {
    upkeep: 'events',
    repairs: true,
    subject: () => eventId,
    make: () => eventEntity().patch({ eventId }).set({ sweepAt: NEVER }).go(),
  },
  'a pick that its event does not list': {
    upkeep: 'picks',
    repairs: true,
    subject: () => won.pickId,
    make: () =>
      legEntity()
        .delete({ authorId: won.authorId, pickId: won.pickId, eventId: eventsOf(won)[0] as string })
        .go(),
  },
  'a review of an event for which nobody waits': {
    upkeep: 'event-reviews',
    repairs: true,
    subject: () => eventId,
    make: () => writeReview({ eventId, pickId: null }, { reason: 'disputed', openedAt: noon.toISOString() }),
  },
  'a review of a pick for which nobody waits': {
    upkeep: 'pick-reviews',
    repairs: true,
    subject: () => won.pickId,
    make: () => writeReview({ eventId, pickId: won.pickId }, { reason: 'PERIODS_NEEDED', openedAt: noon.toISOString() }),
  },
  'a record': {
    upkeep: 'records',
    repairs: true,
    subject: () => ann.userId,
    make: () => statsEntity().patch({ userId: ann.userId, period: '2026' }).add({ wins: 2 }).go(),
  },
  'the sums of a bettor on boards': {
    upkeep: 'boards',
    repairs: true,
    subject: () => `sums#${shardOf(ann.userId, 64)}`,
    make: () =>
      boardSumEntity()
        .patch({ countedOn: '2026-09-13', shard: shardOf(ann.userId, 2), userId: ann.userId, settledOn: '2026-09-13' })
        .add({ wins: 2, profit: -7 })
        .go(),
  },
  'a card': {
    upkeep: 'users',
    repairs: true,
    subject: () => ann.userId,
    make: () =>
      cardEntity()
        .patch({ userId: ann.userId })
        .set({ displayName: 'Anna', bannedUntil: at(1).toISOString() })
        .go(),
  },
  'a row by which people are found': {
    upkeep: 'search',
    repairs: true,
    subject: () => ann.userId,
    make: () => searchRowEntity().delete({ letters: 'an', field: 'h', term: 'ann', userId: ann.userId }).go(),
  },
  'the copy of an outcome on its pick': {
    upkeep: 'picks',
    repairs: false,
    subject: () => won.pickId,
    make: () =>
      pickEntity()
        .patch({ pickId: won.pickId })
        .set({ outcome: { ...outcome(), profit: 5 } })
        .go(),
    undo: () => pickEntity().patch({ pickId: won.pickId }).set({ outcome: outcome() }).go(),
  },
  'a handle that is somebody else’s': {
    upkeep: 'users',
    repairs: false,
    subject: () => ann.userId,
    make: () =>
      handleEntity()
        .patch({ handle: 'ann' })
        .set({ userId: newId(noon) })
        .go(),
    undo: () => handleEntity().patch({ handle: 'ann' }).set({ userId: ann.userId }).go(),
  },
  'a role that nobody gave': {
    upkeep: 'accounts',
    repairs: false,
    subject: () => ann.userId,
    make: () => userEntity().patch({ userId: ann.userId }).set({ role: 'admin' }).go(),
    undo: () => userEntity().patch({ userId: ann.userId }).set({ role: 'user' }).go(),
  },
};
/** The differences in everything that a fault is made in. */
const ownDifferences = () =>
  differencesIn({ event: [eventId], pick: [won.pickId], user: [ann.userId], board: [`sums#${shardOf(ann.userId, 64)}`] }, now);
let kept: NonNullable<StoredPick['outcome']>;
const outcome = () => kept;
beforeAll(async () => {
  kept = (await pickById(won.pickId))?.outcome as typeof kept;
});

describe.each(Object.entries(FAULTS))('%s', (_, { upkeep, repairs, make, undo }) => {
  it(`is found by ${upkeep}, looked at again a quarter of an hour later, and ${repairs ? 'repaired' : 'left to a person'}`, async () => {
    await make();
    // A repair comes twice.
    const work = await walk((message) => (isRepair(message) ? 2 : 1));
    const second = work.filter(({ message }) => isRepair(message));
    expect(looks(work)).toEqual([upkeep]);
    expect(second.map(({ delay }) => delay)).toEqual([900, 900]);
    const metrics = Map.groupBy(world.counted, ([metric]) => metric);
    // The second delivery finds nothing any more after a repair, and the same without one.
    expect(metrics.get('upkeep.differences')?.length).toBe(repairs ? 1 : 2);
    expect(metrics.get('upkeep.unrepaired')?.length ?? 0).toBe(repairs ? 0 : 2);
    expect((await ownDifferences()).length > 0).toBe(!repairs);
    await undo?.();
    expect(await ownDifferences()).toEqual([]);
  });
});

it('a night audits all bettors and the fresh picks, and in seven nights each older pick once', async () => {
  const auditedIn = async (scope: 'night' | 'all', days: number) => {
    await startUpkeep(job, { scope, secondLookAfter: 900 });
    const work = await deliver(new Date(now.getTime() + days * 86_400_000), (message) => (isAudit(message) ? 0 : 1));
    return Map.groupBy(
      work.flatMap(({ message }) =>
        'subjects' in message && message.look === 'first'
          ? message.subjects.map((subject) => ({ upkeep: message.upkeep, subject }))
          : [],
      ),
      ({ upkeep }) => upkeep,
    );
  };
  const all = await auditedIn('all', 0);
  const fresh = await auditedIn('night', 0);
  for (const [upkeep, audited] of all) expect(fresh.get(upkeep), upkeep).toEqual(audited);
  const nights: (typeof all)[] = [];
  for (let days = 10; days < 17; days++) nights.push(await auditedIn('night', days));
  for (const [upkeep, audited] of all) {
    const times = 'nights' in UPKEEPS[upkeep] ? 1 : 7;
    const seen = nights.flatMap((night) => night.get(upkeep) ?? []).map(({ subject }) => subject);
    expect(seen.toSorted(), upkeep).toEqual(audited.flatMap(({ subject }) => Array<string>(times).fill(subject)).toSorted());
  }
});

it('a difference is logged by its field, and never with a value, which may be a name', async () => {
  const lines = vi.spyOn(log, 'error');
  await FAULTS['a card']?.make();
  await startUpkeep(job, { scope: 'all', secondLookAfter: 0 });
  await deliver();
  const logged = JSON.stringify(lines.mock.calls);
  lines.mockRestore();
  expect(logged).toContain(`card ${ann.userId} displayName`);
  expect(logged).not.toContain('Anna');
  expect(await allDifferences(now)).toEqual([]);
});

const REPAIRED = Object.entries(FAULTS).filter(([, { repairs }]) => repairs);
describe.each(REPAIRED)('%s', (_, { upkeep, subject, make }) => {
  it('is repaired by the next delivery, whenever the process that repairs it dies', async () => {
    const message: UpkeepMessage = { upkeep, look: 'second', subjects: [subject()], secondLookAfter: 0 };
    // The repair of boards reads a hundred days: it dies at some of its calls.
    const step = upkeep === 'boards' ? 25 : 1;
    for (let life = 0, survived = false; !survived; life += step) {
      await make();
      let left = life;
      const mortal = intercept(async (__, send) => {
        if (left-- <= 0) throw new Error('this process is dead');
        return send();
      });
      survived = await runUpkeep(message, now)
        .then(
          () => true,
          () => false,
        )
        .finally(mortal);
      if (!survived) await runUpkeep(message, now);
      expect(await UPKEEPS[upkeep].audit([subject()], now)).toEqual([]);
    }
    expect(await ownDifferences()).toEqual([]);
  });
});

describe('what is lost on its way', () => {
  it('is graded and counted: an outcome that no grading wrote, its count, and that a pick was placed', async () => {
    const { id } = await placePick(ann, PlacePick.body.parse(singleBody(waiting)), undefined, at(2));
    await changeEvent(system('ingest-scores'), waiting, { score: { home: 3, away: 10 } }, at(230));
    await settled(open);
    expect(looks(await walk()).toSorted()).toEqual(['author-feeds', 'ledgers', 'outcomes']);
    expect(looks(await walk())).toEqual(['records']);
    expect(await pickById(id)).toMatchObject({ outcomes: 1, outcome: { result: 'loss' } });
    expect(await allDifferences(now)).toEqual([]);
    expect(world.counted.map(([metric]) => metric)).not.toContain('stats.repaired');
  });
});

describe('a subject that cannot be audited', () => {
  it('fails alone: its page is halved until only it comes to the dead-letter queue', async () => {
    const strange = storedPick({ authorId: ann.userId, pickId: newId(noon), policyVersion: '1' });
    const [leg] = strange.legs;
    const onNothing = { ...strange, legs: [{ ...(leg as NonNullable<typeof leg>), eventId: newId<EventId>(noon) }] };
    await transact({ pick: newPickPart(onNothing) });
    const subjects = [won.pickId, withdrawn.pickId, onNothing.pickId, open.pickId];
    waitingMessages.push({ message: { upkeep: 'outcomes', look: 'first', subjects, secondLookAfter: 0 }, delay: 0 });
    const failed: UpkeepMessage[] = [];
    const sizes: number[] = [];
    for (let next = waitingMessages.shift(); next; next = waitingMessages.shift()) {
      const message = UpkeepMessage.parse(next.message);
      sizes.push('subjects' in message ? message.subjects.length : 0);
      await runUpkeep(message, now).catch(() => failed.push(message));
    }
    expect(sizes).toEqual([4, 2, 2, 1, 1]);
    expect(failed).toEqual([expect.objectContaining({ subjects: [onNothing.pickId] })]);
    await pickEntity().delete({ pickId: onNothing.pickId }).go();
  });
});
