import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { system } from '#actor';
import { findEvent, leagueEvents, markDemand, newEvent, type StoredEvent } from '#core/events';
import { lockEvent, sweepEvents } from '#core/locks';
import { ingestEvents, ingestScores, type OddsItem, type OddsProvider } from '#core/sports-data';
import { part, transact } from '#data/transaction';
import { newId } from '#platform/ids';
import type { EventId, UserId } from '#schemas/common';
import { eventEntity } from '../../core/events/event.entity.ts';
import { newRow } from '../../core/events/event.store.ts';
import { NEVER } from '../../core/events/sweep-rules.ts';
import { scheduler } from '../../core/locks/lock-schedule.ts';
import { ledgerEntity } from '../../core/stats/ledger.entity.ts';
import { type LedgerRow, ledgerPart } from '../../core/stats/stats.store.ts';
import { UPKEEPS } from '../../core/upkeep/upkeeps.ts';
import { changeEvent } from '../support/change-event.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { storedGame } from '../support/make/games.ts';
import { inSeason } from '../support/make/in-season.ts';
import { takeMessages } from '../support/sent-messages.ts';
import { differencesIn } from '../support/upkeep.ts';

const job = system('test');
const MINUTE = 60_000;
const DAY = 24 * 60;
const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * MINUTE);

const sent: [queue: string, message: object][] = [];
takeMessages((queue, messages) => void sent.push(...messages.map((message): [string, object] => [queue, message])));
Object.assign(process.env, {
  GRADING_QUEUE_URL: 'grading',
  LOCKS_QUEUE_URL: 'locks',
  LOCK_FUNCTION_ARN: 'lock-event',
  LOCK_SCHEDULE_GROUP: 'locks',
  LOCK_SCHEDULE_ROLE_ARN: 'role',
});
/** The names of the schedules that were asked for, and those that the Scheduler refuses to make. */
const schedules = { made: [] as string[], refused: new Set<EventId>() };
scheduler.inject({
  send: async ({ input: { Name = '' } }) => {
    for (const eventId of schedules.refused) if (Name.includes(eventId)) throw new Error('the Scheduler is down');
    schedules.made.push(Name);
  },
});
beforeEach(() => {
  sent.length = 0;
  schedules.made.length = 0;
});

interface Cost {
  /** Calls of DynamoDB, rows that they brought, and round trips one after the other. */
  readonly calls: number;
  readonly rows: number;
  readonly waves: number;
}

/** Counts what work costs. All calls under way are answered at the same moment, so that one moment is one wave. */
async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const cost = { calls: 0, rows: 0, waves: 0 };
  let underWay = 0;
  let answered: (() => void)[] = [];
  const release = () => {
    if (answered.length < underWay || underWay === 0) return;
    const all = answered;
    [answered, underWay] = [[], 0];
    cost.waves++;
    for (const answer of all) answer();
  };
  const end = intercept(async (_, send) => {
    cost.calls++;
    underWay++;
    const reply = await send();
    const { Items, Responses, Item } = reply.output as {
      Items?: unknown[];
      Responses?: Record<string, unknown[]>;
      Item?: unknown;
    };
    cost.rows += Items?.length ?? (Responses ? Object.values(Responses).flat().length : Number(Item !== undefined));
    await new Promise<void>((answer) => {
      answered.push(answer);
      // Calls that begin without waiting for this one have begun by then.
      setTimeout(release, 2);
    });
    return reply;
  });
  await work().finally(end);
  return cost;
}

/** Stores games of a league as their rows alone. */
async function games(count: number, startsAt: Date, seenAt: Date, more: Partial<StoredEvent> = {}): Promise<EventId[]> {
  const rows = Array.from({ length: count }, () => {
    // Teams of their own: two games of the same teams at one time are one fixture.
    const teams = { home: newId(seenAt), away: newId(seenAt), title: null, startsAt: startsAt.toISOString() };
    const event = newEvent({ provider: 'test', providerGameId: newId(seenAt), league: 'nfl', ...teams }, seenAt);
    return newRow({ ...event, ...more } as StoredEvent);
  });
  await eventEntity().put(rows).go({ concurrent: 4 });
  return rows.map(({ eventId }) => eventId);
}

const forget = (ids: readonly EventId[]) =>
  eventEntity()
    .delete(ids.map((eventId) => ({ eventId: eventId as string })))
    .go({ concurrent: 4 });

describe('a minute in which no poll is due', () => {
  const NONE = { format: 'decimal', books: {}, lines: [] } as const;
  let offered: readonly OddsItem[] = [];
  const asked: string[] = [];
  const reply = (items: readonly OddsItem[]) => ({ items, setAside: [], quota: { remaining: null, used: null, last: null } });
  const provider: OddsProvider = {
    name: 'test',
    ...inSeason('nfl', 'epl'),
    games: async (league) => {
      asked.push(`games ${league}`);
      return { ...reply([]), items: league === 'nfl' ? offered : [] };
    },
    odds: async (league) => {
      asked.push(`odds ${league}`);
      return reply(league === 'nfl' ? offered : []);
    },
    scores: async (league) => {
      asked.push(`scores ${league}`);
      return { ...reply([]), items: [] };
    },
    further: async () => ({ ...reply([]), items: [] }),
  };
  const minute = (now: Date) => async () => {
    await ingestEvents(job, { force: false }, now, provider);
    await ingestScores(job, { force: false }, now, provider);
  };

  it('reads the plans alone: one call for each job, with 10^2 known games and with 10^3', async () => {
    const first = await games(100, at(3 * DAY), noon, { sweepAt: NEVER });
    // The first minute polls; what follows from it is planned.
    await minute(at(1))();
    const few = await costOf(minute(at(2)));
    expect(few).toMatchObject({ calls: 2, waves: 2 });
    const more = await games(900, at(3 * DAY), noon, { sweepAt: NEVER });
    // An hour later the next polls are due, and find ten times as many games.
    const polled = await costOf(minute(at(61)));
    expect(polled.rows).toBeGreaterThan(1_000);
    expect(await costOf(minute(at(62)))).toEqual(few);
    await forget([...first, ...more]);
  });

  it('ends when a start comes near: games are shown free of charge, and prices of a game with a pick each five minutes', async () => {
    asked.length = 0;
    offered = [
      { providerGameId: 'soon', home: 'Rams', away: 'Bills', title: null, startsAt: at(3 * 60).toISOString(), prices: NONE },
    ];
    await minute(at(121))();
    expect(asked.filter((call) => call.endsWith('nfl'))).toEqual(['games nfl']);
    const [found] = await leagueEvents('nfl', { from: noon.toISOString(), to: at(DAY).toISOString() });
    const polls = async (from: number, to: number) => {
      asked.length = 0;
      for (let now = from; now < to; now++) await minute(at(now))();
      return ['games nfl', 'odds nfl', 'scores nfl'].map((poll) => asked.filter((call) => call === poll).length);
    };
    // Games are shown each ten minutes; nobody has picked, so prices come once an hour and scores each six.
    expect(await polls(122, 150)).toEqual([2, 1, 1]);
    await markDemand('pickedAt', { eventId: found?.eventId as EventId, league: 'nfl', startsAt: at(180).toISOString() }, at(150));
    expect(await polls(150, 180)).toEqual([24, 6, 0]);
  });
});

describe('the sweep', () => {
  it('reads no event that it has nothing to repair on: one call, with 10^2 upcoming events and with 10^3', async () => {
    await games(100, at(20 * 60), noon, { sweepAt: at(20 * 60 + 1).toISOString() });
    const few = await costOf(() => sweepEvents(job, at(10)));
    expect(few).toEqual({ calls: 1, rows: 0, waves: 1 });
    await games(900, at(20 * 60), noon, { sweepAt: at(20 * 60 + 1).toISOString() });
    expect(await costOf(() => sweepEvents(job, at(10)))).toEqual(few);
  });

  it('schedules a thousand new events in a hundred waves, and comes back at their start', async () => {
    const seenAt = at(-2 * DAY);
    const ids = await games(1_000, at(-1 * DAY), seenAt);
    const now = new Date(seenAt.getTime() + 3 * MINUTE);
    const { waves } = await costOf(async () =>
      expect(await sweepEvents(job, now)).toMatchObject({ events: 1_000, scheduled: 1_000 }),
    );
    expect(waves).toBeLessThan(100);
    expect(new Set(schedules.made)).toEqual(new Set(ids.map((id) => `lock-${id}-v1`)));
    expect(await sweepEvents(job, now)).toMatchObject({ events: 0 });
    const [id] = ids as [EventId];
    expect(await findEvent(id)).toMatchObject({ sweepAt: at(-1 * DAY + 1).toISOString() });
    await forget(ids);
  });

  /** An event a day of its own, so that no other one is due with it. */
  let days = 10;
  const lonely = async () => {
    const seenAt = at(++days * 14 * DAY);
    const start = new Date(seenAt.getTime() + 60 * MINUTE);
    return {
      id: await storedGame('epl', start, { seenAt }),
      later: (minutes: number) => new Date(seenAt.getTime() + minutes * MINUTE),
    };
  };

  it('announces a lock that no schedule announced, and grades once more, and then has nothing to do', async () => {
    const { id, later } = await lonely();
    expect(await sweepEvents(job, later(3))).toMatchObject({ scheduled: 1 });
    expect(await sweepEvents(job, later(60))).toMatchObject({ events: 0 });
    expect(await sweepEvents(job, later(62))).toMatchObject({ locked: 1, graded: 0 });
    await changeEvent(job, id, { score: { home: 1, away: 0 } }, later(180));
    expect(await sweepEvents(job, later(181))).toMatchObject({ events: 0 });
    expect(await sweepEvents(job, later(182))).toMatchObject({ locked: 0, graded: 1 });
    expect(sent.filter(([queue]) => queue === 'grading')).toEqual([['grading', { eventId: id }]]);
    expect(await findEvent(id)).toMatchObject({ sweepAt: NEVER, sweptVersion: 1, lockedVersion: 1 });
    expect(await differencesIn({ event: [id] }, later(183))).toEqual([]);
  });

  it('looks again at a start that moved, and finds one that its schedule announced', async () => {
    const { id, later } = await lonely();
    await sweepEvents(job, later(3));
    await changeEvent(job, id, { startsAt: later(120).toISOString() }, later(30));
    expect(await sweepEvents(job, later(33))).toMatchObject({ scheduled: 1, graded: 1 });
    expect(schedules.made).toContain(`lock-${id}-v2`);
    await lockEvent(job, id, later(120));
    expect(await sweepEvents(job, later(122))).toMatchObject({ events: 1, locked: 0 });
    expect(await findEvent(id)).toMatchObject({ sweepAt: NEVER, lockedVersion: 2 });
  });

  it('does not forget a result that comes while it works on the event', async () => {
    const { id, later } = await lonely();
    await sweepEvents(job, later(3));
    let done = false;
    const end = intercept(async ({ name }, send) => {
      if (/Update/.test(name) && !done) {
        done = true;
        await changeEvent(job, id, { score: { home: 1, away: 0 } }, later(62));
      }
      return send();
    });
    await sweepEvents(job, later(62)).finally(end);
    expect(done).toBe(true);
    expect(await sweepEvents(job, later(65))).toMatchObject({ graded: 1 });
    expect(await findEvent(id)).toMatchObject({ sweepAt: NEVER, sweptVersion: 1 });
  });

  it('goes on after an event that fails, and comes back to it', async () => {
    const { id: down, later } = await lonely();
    const others = await Promise.all([0, 1].map(() => storedGame('epl', later(60), { seenAt: later(0) })));
    schedules.refused.add(down);
    await expect(sweepEvents(job, later(3))).rejects.toThrow('1 of 3 events');
    expect(schedules.made.toSorted()).toEqual(others.map((id) => `lock-${id}-v1`).toSorted());
    schedules.refused.clear();
    expect(await sweepEvents(job, later(8))).toMatchObject({ events: 1, scheduled: 1 });
  });

  it('that dies at any call leaves the rest to the next one', async () => {
    for (let life = 0, survived = false; !survived; life++) {
      const { id, later } = await lonely();
      await changeEvent(job, id, { score: { home: 1, away: 0 } }, later(100));
      let left = life;
      const mortal = intercept(async (_, send) => {
        if (left-- <= 0) throw new Error('this process is dead');
        return send();
      });
      survived = await sweepEvents(job, later(110))
        .then(
          () => true,
          () => false,
        )
        .finally(mortal);
      await sweepEvents(job, later(115));
      expect(await findEvent(id), `after ${life} calls`).toMatchObject({ sweepAt: NEVER, sweptVersion: 1, lockedVersion: 1 });
      expect(sent.some(([queue, message]) => queue === 'grading' && 'eventId' in message && message.eventId === id)).toBe(true);
    }
  });
});

describe('the hourly look at a record', () => {
  const row = (userId: UserId, settledAt: Date): LedgerRow => ({
    ...{ userId, settledAt: settledAt.toISOString(), pickId: newId(noon), version: 1, result: 'win', stake: 1, profit: 1 },
    ...{ sport: 'soccer', market: 'total', oddsBand: 'even' },
  });
  let who: UserId;
  beforeAll(() => {
    who = newId<UserId>(noon);
  });
  const look = () => UPKEEPS.records.audit([`${who}/2026-09-13`], noon);
  const settledBefore = async (count: number) => {
    const rows = Array.from({ length: count }, () => row(who, at(-5 * DAY)));
    for (let i = 0; i < count; i += 90)
      await transact({
        rows: part({ ledger: ledgerEntity() }, ({ ledger }) => rows.slice(i, i + 90).map((each) => ledger.put(each).commit())),
      });
  };

  it('costs what was settled that day, after 20 settled picks and after 1,000', async () => {
    await settledBefore(20);
    await transact({ today: ledgerPart(row(who, noon)) });
    const few = await costOf(look);
    expect(few).toEqual({ calls: 2, rows: 1, waves: 1 });
    await settledBefore(980);
    expect(await costOf(look)).toEqual(few);
  });

  it('finds an outcome of the day that was never counted', async () => {
    const [found] = await look();
    expect(found?.differences.map(({ field }) => field)).toEqual(expect.arrayContaining(['wins', 'decided', 'profitMicro']));
  });
});
