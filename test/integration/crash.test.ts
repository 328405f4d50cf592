import { beforeEach, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { type EventUpdate, findEvent } from '#core/events';
import { announceLock, lockEvent, sweepEvents } from '#core/locks';
import { Delivery, notifySettled } from '#core/notifications';
import { EventMessage, editPick, outcomesOf, picksByIds, placePick, type StoredPick, withdrawPick } from '#core/picks';
import { requestReviewOfEvent, updateOpenReview } from '#core/reviews';
import { GradingMessage, settle as settleEvent } from '#core/settlement';
import { getLeaderboard, updateBoards } from '#core/stats';
import { shardOf } from '#data/shard';
import { DomainError } from '#errors';
import type { EventId, PickId } from '#schemas/common';
import { EditPick, PlacePick } from '#schemas/picks';
import { GetLeaderboard, Metric, Timeframe } from '#schemas/stats';
import { windowAt } from '../../core/limits/limit.store.ts';
import { scheduler } from '../../core/locks/lock-schedule.ts';
import { SHARDS } from '../../core/picks/pick-rules.ts';
import { countOutcome } from '../../core/stats/count.projection.ts';
import { UPKEEP_NAMES, type UpkeepName } from '../../core/upkeep/upkeeps.ts';
import { changeEvent } from '../support/change-event.ts';
import { deaths } from '../support/deaths.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { followPick } from '../support/follow-pick.ts';
import { idsOfEvent } from '../support/ids-of-event.ts';
import { storedGame } from '../support/make/games.ts';
import { editBody, type SingleTerms, singleBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor, tokenHolder } from '../support/make/users.ts';
import { quoteGame } from '../support/quotes.ts';
import { takeMessages } from '../support/sent-messages.ts';
import { differencesIn } from '../support/upkeep.ts';

/**
 * A process may die at any of its calls of AWS. Here it lives for k of them, for every third k by chance (`CRASH_STEP=1`: for
 * every k): what it had done by then stands, what comes after fails. Then comes what comes by itself (a caller who asks again, a queue or a
 * stream that delivers again, the sweep), and everything must be whole. Dying before a call and after the one before it leave the same
 * behind, so each k is one case.
 */
const life = { calls: Number.POSITIVE_INFINITY, queues: new Map<string, object[]>() };
const spend = () => {
  if (--life.calls < 0) throw new Error('this process is dead');
};
takeMessages((url, messages) => {
  spend();
  life.queues.set(url, [...(life.queues.get(url) ?? []), ...messages]);
});
scheduler.inject({ send: async () => ({}) });

Object.assign(process.env, {
  GRADING_QUEUE_URL: 'grading',
  LOCKS_QUEUE_URL: 'locks',
  STANDARD_QUEUE_URL: 'standard',
  LOW_QUEUE_URL: 'low',
  LOCK_FUNCTION_ARN: 'lock-event',
  LOCK_SCHEDULE_GROUP: 'locks',
  LOCK_SCHEDULE_ROLE_ARN: 'role',
});

const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const job = system('test');

beforeEach(() => {
  life.queues.clear();
  const end = intercept(async (_, send) => {
    spend();
    return send();
  });
  return end;
});

/** @returns whether it came to its end within its life */
async function living(calls: number, work: () => Promise<unknown>): Promise<boolean> {
  life.calls = calls;
  const ended = await work().then(
    () => true,
    () => false,
  );
  const survived = life.calls >= 0;
  life.calls = Number.POSITIVE_INFINITY;
  expect(ended).toBe(survived);
  return survived;
}

/** Tries a piece of work in a new world for longer and longer lives, until it lives to its end. @returns at how many calls it died */
async function everyLife<World>(
  world: () => Promise<World>,
  work: (world: World) => Promise<unknown>,
  afterwards: (world: World, survived: boolean) => Promise<void>,
): Promise<number> {
  for (const calls of deaths(3)) {
    const here = await world();
    const survived = await living(calls, () => work(here));
    await afterwards(here, survived).catch((cause) => {
      throw new Error(`after ${calls} calls: ${cause.message}`, { cause });
    });
    if (survived) return calls;
  }
  throw new Error('a process died at each of its calls');
}

const body = (eventId: EventId, terms: SingleTerms = {}) => PlacePick.body.parse(singleBody(eventId, terms));

const picksOf = async (eventId: EventId): Promise<StoredPick[]> => picksByIds(await idsOfEvent(eventId));

/** The stream's part of picks that were placed, and perhaps withdrawn. */
async function followPicks(eventId: EventId, times = 1): Promise<void> {
  for (const pick of await picksOf(eventId)) for (let time = 0; time < times; time++) await followPick(pick, at(0));
}

/** The stream's part of outcomes, twice and in any order, as it may. */
async function followOutcomes(eventId: EventId): Promise<void> {
  for (const pick of await picksOf(eventId)) {
    const outcomes = await outcomesOf(pick.pickId);
    for (const outcome of [...outcomes.toReversed(), ...outcomes]) {
      await countOutcome(outcome, new Date(outcome.writtenAt));
      const notification = notifySettled.when({ before: null, after: outcome });
      if (notification) await notifySettled.runAll([notification], at(500));
    }
  }
}

/** The upkeeps of all that the work here writes. */
const WRITTEN: readonly UpkeepName[] = [
  ...(['events', 'decisions', 'event-reviews', 'picks', 'outcomes', 'pick-reviews', 'pick-counters'] as const),
  ...(['ledgers', 'records', 'notifications', 'author-feeds'] as const),
];

/**
 * Holds an event and what hangs on it against the facts.
 * @param everything audits by every upkeep; otherwise by those of WRITTEN, which cost half of the calls
 */
async function whole(eventId: EventId, now: Date, everything: boolean): Promise<StoredPick[]> {
  const picks = await picksOf(eventId);
  const subjects = {
    event: [eventId],
    pick: picks.map(({ pickId }) => pickId),
    user: [...new Set(picks.map(({ authorId }) => authorId))],
  };
  expect(await differencesIn(subjects, now, everything ? UPKEEP_NAMES : WRITTEN)).toEqual([]);
  return picks;
}

/** Everything that waits on a queue, and what comes of it, until nothing waits. */
async function drain<T>(
  name: string,
  read: { parse(message: unknown): T },
  consume: (message: T) => Promise<void>,
): Promise<void> {
  for (let waiting = take(name); waiting.length > 0; waiting = take(name)) {
    for (const message of waiting) await consume(read.parse(JSON.parse(JSON.stringify(message))));
  }
}
function take(name: string): object[] {
  const waiting = life.queues.get(name) ?? [];
  life.queues.delete(name);
  return waiting;
}
/** The ids of the notifications that wait on a delivery queue. */
const notified = (queue: 'standard' | 'low'): Set<string> =>
  new Set(
    take(queue).flatMap((message) => {
      const delivery = Delivery.parse(message);
      return delivery.task === 'notify' ? [delivery.notification.id] : [];
    }),
  );

describe('a process that dies at any of its calls', () => {
  it('while it places a pick: the same key again finds one pick, which counts once', async () => {
    const world = async () => ({ who: tokenHolder(noon), eventId: await storedGame('nfl', at(60)) });
    const died = await everyLife(
      world,
      ({ who, eventId }) => placePick(who, body(eventId), 'once', noon),
      async ({ who, eventId }, survived) => {
        const first = (await picksOf(eventId)).map(({ pickId }) => pickId);
        const { id } = await placePick(who, body(eventId), 'once', at(1));
        expect(first.length === 0 || first.includes(id as PickId)).toBe(true);
        expect((await windowAt(`user#${who.userId}`, PlacePick.name, PlacePick.limits[0], at(1)))?.calls).toBe(1);
        await followPicks(eventId, 2);
        expect((await whole(eventId, at(1), survived)).map(({ pickId }) => pickId)).toEqual([id]);
      },
    );
    expect(died).toBeGreaterThanOrEqual(5);
  });

  it('while it places a ticket: the same key again finds one ticket, listed under each of its games', async () => {
    const world = async () => ({
      who: tokenHolder(noon),
      events: [await storedGame('nfl', at(60)), await storedGame('nfl', at(90))],
    });
    const ticket = (events: readonly EventId[]) => {
      const legs = events.flatMap((eventId) => singleBody(eventId).legs);
      return PlacePick.body.parse({ kind: 'parlay', legs, stakeUnits: '2' });
    };
    await everyLife(
      world,
      ({ who, events }) => placePick(who, ticket(events), 'once', noon),
      async ({ who, events }, survived) => {
        const { id } = await placePick(who, ticket(events), 'once', at(1));
        for (const eventId of events) {
          await followPicks(eventId, 2);
          expect((await whole(eventId, at(1), survived)).map(({ pickId }) => pickId)).toEqual([id]);
        }
      },
    );
  });

  it('while it edits a pick: a repeat leaves two revisions, or is refused since they are there', async () => {
    const world = async () => {
      const [who, eventId] = [tokenHolder(noon), await storedGame('nfl', at(60))];
      return { who, eventId, id: (await placePick(who, body(eventId), undefined, noon)).id as PickId };
    };
    const edit = (who: User, id: PickId) => editPick(who, id, EditPick.body.parse(editBody(1, { line: '-7' })), at(1));
    const died = await everyLife(
      world,
      ({ who, id }) => edit(who, id),
      async ({ who, id, eventId }, survived) => {
        const again = await edit(who, id).catch((error: unknown) => error);
        if (again instanceof DomainError) expect(again).toMatchObject({ code: 'CONFLICT', details: { revision: 2 } });
        await followPicks(eventId, 2);
        expect(await whole(eventId, at(1), survived)).toMatchObject([{ revision: 2, legs: [{ line: '-7' }] }]);
      },
    );
    expect(died).toBeGreaterThanOrEqual(3);
  });

  it('while it withdraws a pick: a repeat leaves it withdrawn once', async () => {
    const world = async () => {
      const [who, eventId] = [tokenHolder(noon), await storedGame('nfl', at(60))];
      return { who, eventId, id: (await placePick(who, body(eventId), undefined, noon)).id as PickId };
    };
    await everyLife(
      world,
      ({ who, id }) => withdrawPick(who, id, at(1)),
      async ({ who, id, eventId }, survived) => {
        await expect(withdrawPick(who, id, at(2))).resolves.toMatchObject({ status: 'withdrawn' });
        await followPicks(eventId, 2);
        expect(await whole(eventId, at(2), survived)).toHaveLength(1);
      },
    );
  });

  it.each<[string, EventUpdate]>([
    ['a score', { score: { home: 24, away: 20 } }],
    ['a start that moves before it has passed', { startsAt: at(90).toISOString() }],
    ['a state', { state: 'needs_review', reason: 'silence' }],
  ])('while it records %s: a repeat leaves one fact', async (_, update) => {
    await everyLife(
      () => storedGame('nfl', at(60)),
      (eventId) => changeEvent(job, eventId, update, at(10)),
      async (eventId, survived) => {
        await changeEvent(job, eventId, update, at(11));
        await changeEvent(job, eventId, update, at(12));
        const message = requestReviewOfEvent.when({ before: null, after: await findEvent(eventId) });
        if (message) await updateOpenReview(message);
        await whole(eventId, at(12), survived);
        expect(await findEvent(eventId)).toMatchObject({ gradingVersion: 1 });
      },
    );
  });

  it('while it grades, counts and notifies: a redelivery leaves each pick with its outcome, its notification and its place in the record', async () => {
    const world = async () => {
      const [who, eventId] = [tokenHolder(noon), await storedGame('epl', at(60))];
      await placePick(who, body(eventId, { line: '-0.75' }), undefined, noon);
      await placePick(tokenHolder(noon), body(eventId, { selection: 'away', line: '0.25' }), undefined, noon);
      await followPicks(eventId);
      await changeEvent(job, eventId, { score: { home: 1, away: 0 } }, at(200));
      return eventId;
    };
    /** One shard after the other, then the stream's records of what was written. */
    const work = async (eventId: EventId) => {
      await settleEvent({ eventId }, at(201));
      await drain('grading', GradingMessage, (message) => settleEvent(message, at(201)));
      await followOutcomes(eventId);
    };
    await everyLife(world, work, async (eventId, survived) => {
      await work(eventId);
      const picks = await whole(eventId, at(202), survived);
      expect(picks.map(({ outcomes }) => outcomes)).toEqual([1, 1]);
      expect(notified('standard')).toEqual(new Set(picks.map(({ pickId }) => `${pickId}.settled.1`)));
    });
  });

  it('while it grades a correction: a redelivery moves the record by the difference once', async () => {
    const settle = async (eventId: EventId) => {
      for (const { pickId } of await picksOf(eventId)) await settleEvent({ eventId, shard: shardOf(pickId, SHARDS) }, at(300));
    };
    const world = async () => {
      const eventId = await storedGame('nfl', at(60));
      await placePick(tokenHolder(noon), body(eventId), undefined, noon);
      await followPicks(eventId);
      await changeEvent(job, eventId, { score: { home: 24, away: 20 } }, at(200));
      await settle(eventId);
      await followOutcomes(eventId);
      await changeEvent(job, eventId, { score: { home: 23, away: 20 } }, at(250));
      return eventId;
    };
    const work = async (eventId: EventId) => {
      await settle(eventId);
      await followOutcomes(eventId);
    };
    await everyLife(world, work, async (eventId, survived) => {
      await work(eventId);
      expect(await whole(eventId, at(301), survived)).toMatchObject([{ outcomes: 2, outcome: { result: 'push' } }]);
    });
  });

  it('while it announces a lock: the queue and the sweep notify every owner', async () => {
    // Weeks from the others, whose events the sweep would find too.
    const later = (minutes: number) => at(30 * 24 * 60 + minutes);
    const world = async () => {
      const eventId = await storedGame('nfl', later(60));
      for (let i = 0; i < 3; i++) await placePick(tokenHolder(later(0)), body(eventId), undefined, later(0));
      return eventId;
    };
    const work = async (eventId: EventId) => {
      await lockEvent(job, eventId, later(60));
      await drain('locks', EventMessage, (message) => announceLock(message, later(60)));
    };
    const died = await everyLife(world, work, async (eventId, survived) => {
      // Work that a dead consumer had taken comes again: here the whole announcement, as its first message would.
      await announceLock({ eventId }, later(61));
      await sweepEvents(job, later(70));
      await drain('locks', EventMessage, (message) => announceLock(message, later(70)));
      await followPicks(eventId);
      const picks = await whole(eventId, later(70), survived);
      expect(notified('low')).toEqual(new Set(picks.map(({ pickId }) => `${pickId}.locked`)));
      expect(await findEvent(eventId)).toMatchObject({ lockedVersion: 1 });
    });
    expect(died).toBeGreaterThan(8);
  });
});

describe('boards during a build that stops', () => {
  const boards = Timeframe.options.flatMap((timeframe) => Metric.options.map((metric) => ({ timeframe, metric })));
  const shown = async ({ timeframe, metric }: (typeof boards)[number]) => {
    const { items, meta } = await getLeaderboard(anyone, GetLeaderboard.query.parse({ timeframe, metric }));
    return items.map(({ rank, user, decided, wins }) => `${meta.asOf} ${rank} ${user.handle} ${wins}/${decided}`);
  };

  it('are served from the old build or the new one, never from both', async () => {
    const names = ['ann', 'ben', 'cat'];
    const who = await Promise.all(names.map((name) => bettor(name, noon)));
    const events: EventId[] = [];
    for (let n = 0; n < 10; n++) {
      const eventId = await storedGame('nfl', at(60));
      events.push(eventId);
      const spreads = ['-3.5', '-4.5'].map((line) => ['home', '-110', { market: 'spread' as const, line }] as const);
      await quoteGame(eventId, at(-1), spreads);
      for (const [i, user] of who.entries())
        await placePick(user, body(eventId, { line: n < 3 * i + 1 ? '-3.5' : '-4.5' }), undefined, noon);
    }
    const end = async (score: { home: number; away: number }, minutes: number) => {
      for (const eventId of events) {
        await changeEvent(job, eventId, { score }, at(minutes));
        for (let shard = 0; shard < 8; shard++) await settleEvent({ eventId, shard }, at(300));
        await followOutcomes(eventId);
      }
    };
    await end({ home: 24, away: 20 }, 200);
    await updateBoards(job, at(300));
    const old = await Promise.all(boards.map(shown));
    expect(old.map((rows) => rows.length)).toEqual(boards.map(() => 3));

    await end({ home: 20, away: 24 }, 400);
    /** Only what is written can be seen: readers look before each write, and after the last. */
    const seen = new Set<string>();
    const look = async () => {
      for (const [i, board] of boards.entries()) {
        const rows = await shown(board);
        const asOf = new Set(rows.map((row) => row.slice(0, 24)));
        expect(asOf.size).toBe(1);
        const isOld = asOf.has(at(300).toISOString());
        expect(rows.map((row) => row.slice(25))).toEqual(
          isOld
            ? old[i]?.map((row) => row.slice(25))
            : [1, 2, 3].map((rank) => expect.stringMatching(`^${rank} (ann|ben|cat) 0/10$`)),
        );
        seen.add(`${i} ${isOld ? 'old' : 'new'}`);
      }
    };
    /** @returns how many writes it was alive to make; it dies when there are more */
    const build = async (now: Date, writes: number, before = async () => {}): Promise<number> => {
      let made = 0;
      const end = intercept(async ({ name }, send) => {
        if (!/Write|Put|Update/.test(name)) return send();
        await before();
        if (made === writes) throw new Error('this process is dead');
        made++;
        return send();
      });
      await updateBoards(job, now)
        .catch(() => {})
        .finally(end);
      return made;
    };
    for (const writes of [0, 1, 2, 9]) {
      await build(at(410), writes);
      await look();
    }
    const all = await build(at(420), Number.POSITIVE_INFINITY, look);
    await look();
    // The state of the boards is written last.
    expect(all).toBe(2 * boards.length + 1);
    expect(seen.size).toBe(2 * boards.length);
    expect(await differencesIn({ board: boards.map(({ metric, timeframe }) => `${metric}#${timeframe}`) }, at(500))).toEqual([]);
  });
});
