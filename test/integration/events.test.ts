import { beforeAll, describe, expect, it } from 'vitest';
import { system } from '#actor';
import { findEvent, leagueEvents, lockPart, markLocked } from '#core/events';
import { eventHistory } from '#core/results';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import type { EventId } from '#schemas/common';
import { GetEvent, ListEvents } from '#schemas/events';
import type { League } from '#schemas/sports';
import { handler } from '../../lambdas/http/events.ts';
import { changeEvent } from '../support/change-event.ts';
import { ask } from '../support/http-event.ts';
import { recordGame, storedGame } from '../support/make/games.ts';
import { tokenHolder } from '../support/make/users.ts';

const MINUTE = 60_000;
const seen = new Date('2030-01-01T00:00:00.000Z');
const job = system('test');

const game = (league: League, startsAt: string, home?: string): Promise<EventId> =>
  storedGame(league, new Date(startsAt), { home, seenAt: seen });

/** A cup of games around midnight in New York and London. */
const STARTS: readonly [League, string, string][] = [
  ['epl', '2030-09-08T22:59:59.999Z', 'last of Sunday in London'],
  ['epl', '2030-09-08T23:00:00.000Z', 'first of Monday in London'],
  ['nfl', '2030-09-09T03:59:00.000Z', 'last of Sunday in New York'],
  ['nfl', '2030-09-09T17:00:00.000Z', 'Monday noon'],
  ['epl', '2030-09-09T17:00:00.000Z', 'Monday noon too'],
  ['nfl', '2030-09-10T00:15:00.000Z', 'Monday night in New York'],
  ['epl', '2030-09-10T11:30:00.000Z', 'Tuesday in London'],
];
beforeAll(async () => {
  const most = { anonymousPerMinute: 10_000, freePerMinute: 10_000, premiumPerMinute: 10_000 };
  process.env.LIMITS = JSON.stringify({ ...most, codesPerAddressPerHour: 1, codesPerNetworkPerHour: 1 });
  for (const [league, startsAt, home] of STARTS) await game(league, startsAt, home);
});

const as = tokenHolder(seen);
const list = (query: Record<string, string>) => ask(handler, ListEvents, { as, query });
/** In order; games of one moment, which their ids order, by name. */
const homes = async (query: Record<string, string>) =>
  (await list(query)).data
    .toSorted((a, b) => (`${a.startsAt} ${a.home}` < `${b.startsAt} ${b.home}` ? -1 : 1))
    .map(({ home }) => home);

describe('GET /events', () => {
  const date = '2030-09-09';
  it('lists the day of each league in its own time zone', async () => {
    expect(await homes({ date })).toEqual([
      'first of Monday in London',
      'Monday noon',
      'Monday noon too',
      'Monday night in New York',
    ]);
  });
  it('lists the day of a given time zone', async () => {
    expect(await homes({ date, tz: 'UTC' })).toEqual(['last of Sunday in New York', 'Monday noon', 'Monday noon too']);
    expect(await homes({ date, tz: 'Asia/Tokyo', sport: 'nfl' })).toEqual(['last of Sunday in New York']);
  });
  it.each([
    ['sport', 'soccer'],
    ['sport', 'epl'],
    ['league', 'epl'],
  ])('with %s=%s lists one league', async (name, value) => {
    expect(await homes({ date, [name]: value })).toEqual(['first of Monday in London', 'Monday noon too']);
  });
  it('is ordered by start', async () => {
    const starts = (await list({})).data.map(({ startsAt }) => startsAt);
    expect(starts).toEqual(starts.toSorted());
  });
  it('gives starts and locks in UTC', async () => {
    const { data } = await list({ date, sport: 'american_football' });
    expect(data.map(({ startsAt, lockAt, status }) => [startsAt, lockAt, status])).toEqual([
      ['2030-09-09T17:00:00.000Z', '2030-09-09T17:00:00.000Z', 'upcoming'],
      ['2030-09-10T00:15:00.000Z', '2030-09-10T00:15:00.000Z', 'upcoming'],
    ]);
  });
  it('pages through all leagues in one order, none twice, none left out', async () => {
    const found: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = (await list({ limit: '2', ...(cursor && { cursor }) })) as Awaited<ReturnType<typeof list>> & {
        meta: { pagination: { cursor: string | null; hasMore: boolean } };
      };
      found.push(...page.data.map(({ home }) => home ?? ''));
      cursor = page.meta.pagination.cursor;
      expect(page.meta.pagination.hasMore).toBe(cursor !== null);
    } while (cursor);
    expect(found).toHaveLength(STARTS.length);
    expect(new Set(found)).toEqual(new Set(STARTS.map(([, , home]) => home)));
    expect(found.toSpliced(3, 2)).toEqual(STARTS.map(([, , home]) => home).toSpliced(3, 2));
  });
  it.each([
    ['sport', 'curling'],
    ['league', 'soccer'],
    ['date', '2030-02-30'],
    ['date', 'today'],
    ['date', '1999-12-31'],
    ['date', '2100-01-01'],
    ['tz', 'Mars/Olympus'],
    ['tz', '+02:00'],
    ['tz', ''],
    ['limit', '0'],
    ['limit', '101'],
    ['limit', '1.5'],
    ['cursor', 'made-up'],
    ['when', 'now'],
  ])('refuses %s=%s with the name of the field', async (name, value) => {
    const { status, error } = await list({ [name]: value });
    expect([status, error.code, error.details.field]).toEqual([400, 'INVALID_INPUT', name]);
  });
  it('refuses a league of another sport, and a cursor of another query', async () => {
    const { details } = (await list({ sport: 'soccer', league: 'nfl' })).error;
    expect(details).toEqual({ field: 'league', fields: [{ field: 'league', message: 'nfl is no league of soccer.' }] });
    const { meta } = (await list({ limit: '1' })) as unknown as { meta: { pagination: { cursor: string } } };
    expect((await list({ cursor: meta.pagination.cursor, sport: 'nfl' })).error.details).toMatchObject({ field: 'cursor' });
  });
});

describe('GET /events/{eventId}', () => {
  it('gives starts and results with their versions', async () => {
    const id = await game('nfl', '2031-01-01T00:00:00.000Z');
    await changeEvent(job, id, { startsAt: '2031-01-01T01:00:00.000Z' }, seen);
    for (const away of [20, 21, 20])
      await changeEvent(job, id, { score: { home: 20, away } }, new Date('2031-01-01T04:00:00.000Z'));
    const { data } = await ask(handler, GetEvent, { as, params: { eventId: id } });
    expect(data).toMatchObject({
      status: 'final',
      startsAt: '2031-01-01T01:00:00.000Z',
      result: { away: 20, version: 3 },
      markets: [],
    });
    expect(data.startTimeHistory.map(({ version, startsAt }) => [version, startsAt.slice(11, 16)])).toEqual([
      [1, '00:00'],
      [2, '01:00'],
    ]);
    expect(data.resultVersions.map(({ away }) => away)).toEqual([20, 21, 20]);
  });
  it('replies 404 for an unknown event and 400 for a malformed id', async () => {
    expect((await ask(handler, GetEvent, { as, params: { eventId: newId(seen) } })).status).toBe(404);
    expect((await ask(handler, GetEvent, { as, params: { eventId: 'game-1' } })).error.details).toMatchObject({
      field: 'eventId',
    });
  });
});

describe('the facts of an event', () => {
  it('that ten callers record at once make one event', async () => {
    const same = {
      provider: 'test',
      providerGameId: 'the-one',
      league: 'nfl',
      home: 'H',
      away: 'A',
      title: null,
      startsAt: '2031-02-01T00:00:00.000Z',
    } as const;
    const ids = await Promise.all(Array.from({ length: 10 }, () => recordGame(same, seen)));
    expect(new Set(ids).size).toBe(1);
  });
  it('that ten callers change at once append each change once, and no version twice', async () => {
    const id = await game('nfl', '2031-03-01T00:00:00.000Z');
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => changeEvent(job, id, { score: { home: i % 3, away: 0 } }, seen)),
    );
    const done = tries.filter((one) => one.status === 'fulfilled' && one.value).length;
    const { results } = await eventHistory(id);
    expect(results.map(({ version }) => version)).toEqual(results.map((_, i) => i + 1));
    expect(results).toHaveLength(done);
    const facts = await findEvent(id);
    expect(facts).toMatchObject({ gradingVersion: done, result: { version: done } });
  });
  it('include one announcement for each version of a start, not before it has passed', async () => {
    const start = Date.parse('2031-04-01T00:00:00.000Z');
    const id = await game('nfl', new Date(start).toISOString());
    const mark = (version: number, after: number) => markLocked(id, version, new Date(start + after));
    expect([await mark(1, -1), await mark(1, 0), await mark(1, 1)]).toEqual([false, true, false]);
    await changeEvent(job, id, { startsAt: new Date(start + 60 * MINUTE).toISOString() }, new Date(start + MINUTE));
    expect([await mark(1, 60 * MINUTE), await mark(2, 59 * MINUTE), await mark(2, 60 * MINUTE)]).toEqual([false, false, true]);
  });
  it('include a lock that holds on every copy, and on an event that does not exist', async () => {
    const id = await game('nfl', '2031-05-01T00:00:00.000Z');
    const refusals = async (eventId: EventId, at: string) => {
      const tries = Array.from({ length: 40 }, () => transact({ lock: lockPart([eventId], new Date(at)) }));
      return (await Promise.all(tries)).filter(({ size }) => size > 0).length;
    };
    expect(await refusals(id, '2031-04-30T23:59:59.999Z')).toBe(0);
    expect(await refusals(id, '2031-05-01T00:00:00.000Z')).toBe(40);
    expect(await refusals(newId<EventId>(seen), '2031-04-30T00:00:00.000Z')).toBe(40);
  });
  it('are listed by start, to the millisecond', async () => {
    const id = await game('epl', '2031-06-01T00:00:00.000Z');
    const between = async (from: string, to: string) => (await leagueEvents('epl', { from, to })).map(({ eventId }) => eventId);
    expect(await between('2031-06-01T00:00:00.000Z', '2031-06-01T00:00:00.001Z')).toEqual([id]);
    expect(await between('2031-05-31T00:00:00.000Z', '2031-06-01T00:00:00.000Z')).toEqual([]);
    await changeEvent(job, id, { startsAt: '2031-06-02T00:00:00.000Z' }, seen);
    expect(await between('2031-06-01T00:00:00.000Z', '2031-06-01T00:00:00.001Z')).toEqual([]);
    expect(await between('2031-06-02T00:00:00.000Z', '2031-06-02T00:00:00.001Z')).toEqual([id]);
  });
});
