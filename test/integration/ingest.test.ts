import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { findEvent, getEvent, listEvents, lockPart, markDemand, unlockedPart } from '#core/events';
import { closingOf, playerOffersOf } from '#core/prices';
import { decideEvent, eventHistory } from '#core/results';
import { ingestEvents, ingestScores, type OddsProvider } from '#core/sports-data';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import type { EventId, UserId } from '#schemas/common';
import { EventDetail, EventSummary, ListEvents } from '#schemas/events';
import { findProviderRefs } from '../../core/events/provider-ref.store.ts';
import { httpGet } from '../../core/sports-data/the-odds-api/client.ts';
import { theOddsApi } from '../../core/sports-data/the-odds-api/the-odds-api.ts';
import { gameDay } from '../../local/provider/game-day.ts';
import { type ReplayServer, startReplayServer } from '../../local/provider/server.ts';
import { anyone } from '../support/make/users.ts';

const job = system('ingest');
const admin: User = { kind: 'user', userId: newId<UserId>(new Date()), role: 'admin', tier: 'free', origin: 'test' };
const force = { force: true };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let server: ReplayServer;
let provider: OddsProvider;
beforeAll(async () => {
  server = await startReplayServer({ startsIn: 60, spacing: 30 });
  const retries = { attempts: 2, timeout: 500, pause: 5 };
  provider = theOddsApi(httpGet({ url: server.url, key: async () => 'replay', retries }));
});
afterAll(() => server.close());
/** A few games for each test, of its own: what one did to its games does not reach the next. */
const HOMES = ['Los Angeles Rams', 'Houston Texans', 'Chicago Bears', 'Carolina Panthers', 'Fulham', 'Crystal Palace'];
const ANEW = { startsInMinutes: 60, spacingMinutes: 30, sports: ['americanfootball_nfl', 'soccer_epl'] };
beforeEach(async () => {
  await tell('reset', ANEW);
  server.replay.games = server.replay.games.filter(({ facts }) => HOMES.includes(facts.home_team ?? ''));
});

const tell = (path: string, body: object = {}) =>
  fetch(`${server.url}/_replay/${path}`, { method: 'POST', body: JSON.stringify(body) }).then(async (reply) => {
    if (!reply.ok) throw new Error(await reply.text());
  });
const script = (home: string, deed: string, body: object = {}) => tell(`games/${encodeURIComponent(home)}/${deed}`, body);
const later = (ms: number) => new Date(Date.now() + ms);
const events = (now = new Date()) => ingestEvents(job, force, now, provider);
const scores = (now = new Date()) => ingestScores(job, force, now, provider);

/** Ours of a game of this test's. */
async function idOf(home: string): Promise<EventId> {
  const game = server.replay.games.find(({ facts }) => facts.home_team === home);
  const eventId = (await findProviderRefs(provider.name, [game?.id ?? ''])).get(game?.id ?? '');
  if (!eventId) throw new Error(`${home} is not there`);
  return eventId;
}
/** Marks that somebody picked on games of this test's. */
const pickOn = async (...homes: string[]) => {
  for (const home of homes) {
    const event = await findEvent(await idOf(home));
    if (event) await markDemand('pickedAt', event, new Date());
  }
};
const stateOf = async (id: EventId) => (await findEvent(id))?.state;
const lengths = async (id: EventId) => Object.values(await eventHistory(id)).map((rows) => rows.length);

describe('a poll of a league', () => {
  it('stores its games as events with prices, once, also in three runs at once', async () => {
    const runs = await Promise.all([events(), events(), events()]);
    expect(runs.map(({ polled, failed }) => [polled, failed])).toEqual(Array(3).fill([2, 0]));
    const query = ListEvents.query.parse({ limit: 100 });
    const { items } = await listEvents(anyone, query, new Date());
    expect(items).toHaveLength(6);
    for (const item of items) expect(EventSummary.parse(item).markets.length).toBe(3);
    expect(await lengths(await idOf('Los Angeles Rams'))).toEqual([1, 0, 0, 0]);
  });
  it('that is repeated changes nothing', async () => {
    await events();
    expect(await events()).toMatchObject({ polled: 2, created: 0, changed: 0, kept: 0 });
    expect(await scores()).toMatchObject({ polled: 2, changed: 0 });
  });
  it('follows its cadence unless it is forced', async () => {
    await events();
    const unforced = (now: Date) => ingestEvents(job, { force: false }, now, provider);
    expect((await unforced(later(5 * MINUTE))).polled).toBe(0);
    expect((await unforced(later(10 * MINUTE))).polled).toBe(2);
    expect((await unforced(later(40 * MINUTE))).polled).toBe(2);
  });
  it('stores a changed price and confirms an unchanged one', async () => {
    await events();
    const id = await idOf('Los Angeles Rams');
    const first = EventDetail.parse(await getEvent(anyone, id, new Date()));
    await events(later(MINUTE));
    const second = await getEvent(anyone, id, later(MINUTE));
    expect(second.pricesChangedAt).toBe(first.pricesChangedAt);
    expect(second.pricesConfirmedAt).not.toBe(first.pricesConfirmedAt);
    const rams = server.replay.games.find(({ facts }) => facts.home_team === 'Los Angeles Rams');
    if (rams) (rams as { facts: typeof rams.facts }).facts = { ...rams.facts, bookmakers: [] };
    await events(later(2 * MINUTE));
    const third = await getEvent(anyone, id, later(2 * MINUTE));
    expect(third.pricesChangedAt).not.toBe(first.pricesChangedAt);
    expect(third.markets.every(({ main, subject }) => !main || subject !== null)).toBe(true);
  });
});

describe('the further markets of a game', () => {
  const further = async (id: EventId) =>
    (await getEvent(anyone, id, new Date())).markets.filter(({ main, subject }) => !main || subject);
  it('are alternate lines and players, which lists leave out', async () => {
    await events();
    const id = await idOf('Los Angeles Rams');
    const { markets } = EventDetail.parse(await getEvent(anyone, id, new Date()));
    const kupp = markets.filter(({ subject }) => subject === 'Cooper Kupp').map(({ market, stat, line }) => [market, stat, line]);
    expect(kupp).toEqual([
      ['player_total', 'reception_yards', '88.5'],
      ['player_total', 'receptions', '7.5'],
      ['player_yes_no', 'touchdowns', null],
    ]);
    expect(markets.filter(({ main, subject }) => !main && subject === null).length).toBeGreaterThan(20);
    expect(await playerOffersOf(id)).toContainEqual({ market: 'player_total', subject: 'Cooper Kupp', stat: 'receptions' });
    expect(await playerOffersOf(await idOf('Fulham'))).toContainEqual({
      market: 'player_yes_no',
      subject: 'Mohamed Salah',
      stat: 'goals',
    });
    const { items } = await listEvents(anyone, ListEvents.query.parse({ limit: 100 }), new Date());
    for (const { markets: listed } of items) expect(listed.every(({ market }) => !market.startsWith('player'))).toBe(true);
  });
  it('have no players where the provider has none', async () => {
    await tell('reset', ANEW);
    server.replay.games = server.replay.games.filter(({ facts }) =>
      ['Dallas Cowboys', 'Everton'].includes(facts.home_team ?? ''),
    );
    await events();
    for (const home of ['Dallas Cowboys', 'Everton']) expect(await playerOffersOf(await idOf(home))).toEqual([]);
    expect(await playerOffersOf(newId<EventId>(new Date()))).toEqual([]);
  });
  it('stay while the provider does not give them', async () => {
    await events();
    const id = await idOf('Los Angeles Rams');
    const before = await further(id);
    await tell('trouble', { kind: 503, path: '/events/' });
    expect(await events(later(MINUTE))).toMatchObject({ polled: 2, failed: 0 });
    await tell('trouble', { times: 0 });
    expect(await further(id)).toEqual(before);
  });
  it('are requested once an hour of games with picks, and once more when a start is near', async () => {
    await events();
    await pickOn('Los Angeles Rams', 'Houston Texans');
    const asked = async (now: Date) => {
      const requests = server.replay.requests.length;
      await ingestEvents(job, { force: false }, now, provider);
      const own = server.replay.games.map(({ id }) => `/events/${id}/`);
      return server.replay.requests.slice(requests).filter((path) => own.some((part) => path.includes(part))).length;
    };
    // The first of four games of football starts in 60 to 61 minutes; soccer begins half an hour later.
    expect([await asked(later(45 * MINUTE)), await asked(later(52 * MINUTE)), await asked(later(53 * MINUTE))]).toEqual([
      0, 2, 0,
    ]);
  });
});

describe('a game', () => {
  it('starts, is live, ends once, and is corrected once', async () => {
    await events();
    const id = await idOf('Houston Texans');
    await script('Houston Texans', 'start');
    await scores();
    expect((await getEvent(anyone, id, new Date())).status).toBe('live');
    await script('Houston Texans', 'finish');
    await Promise.all([scores(), scores(), scores()]);
    const tie = await findEvent(id);
    expect(tie).toMatchObject({ state: 'final', result: { home: 20, away: 20, version: 1 } });
    await script('Houston Texans', 'score', { home: 20, away: 21 });
    await scores();
    await scores();
    const shown = EventDetail.parse(await getEvent(anyone, id, new Date()));
    expect(shown).toMatchObject({ status: 'final', result: { home: 20, away: 21, version: 2 } });
    expect(shown.resultVersions).toHaveLength(2);
    expect((await findEvent(id))?.gradingVersion).toBe((tie?.gradingVersion ?? 0) + 1);
  });
  it('that is rescheduled moves its lock, and locked picks stay locked', async () => {
    await events();
    const id = await idOf('Chicago Bears');
    const start = new Date((await findEvent(id))?.startsAt ?? '');
    const takes = async (now: Date) => (await transact({ lock: lockPart([id], now) })).size === 0;
    const edits = async (acceptedAt: Date, now: Date) =>
      (await transact({ lock: unlockedPart([id], acceptedAt.toISOString(), now) })).size === 0;
    const earlier = (ms: number) => new Date(start.getTime() - ms);
    expect([await takes(earlier(1)), await takes(start)]).toEqual([true, false]);
    await script('Chicago Bears', 'move', { minutes: 60 });
    await events();
    expect([await takes(start), await edits(earlier(HOUR), start)]).toEqual([true, true]);
    await script('Chicago Bears', 'move', { minutes: 60 });
    const delayed = new Date(start.getTime() + 61 * MINUTE);
    await events(delayed);
    const soon = new Date(delayed.getTime() + MINUTE);
    expect([await takes(soon), await edits(earlier(HOUR), soon), await edits(soon, soon)]).toEqual([true, false, true]);
    expect((await getEvent(anyone, id, soon)).startTimeHistory).toHaveLength(3);
  });
  it('that disappears needs a review after three polls, and comes back', async () => {
    await events();
    const id = await idOf('Chicago Bears');
    await script('Chicago Bears', 'hide');
    for (const poll of [events, scores, events, scores, events]) {
      await poll();
      expect(await stateOf(id)).toBe('scheduled');
    }
    await scores();
    expect(await stateOf(id)).toBe('needs_review');
    await script('Chicago Bears', 'show');
    await events();
    expect(await stateOf(id)).toBe('scheduled');
  });
  it('without a result needs a review four hours after it began, and is void after 48', async () => {
    await events();
    const id = await idOf('Carolina Panthers');
    const start = Date.parse((await findEvent(id))?.startsAt ?? '');
    await script('Carolina Panthers', 'silence');
    await scores(new Date(start + 3 * HOUR - 1000));
    expect(await stateOf(id)).toBe('scheduled');
    await scores(new Date(start + 4 * HOUR));
    expect(await stateOf(id)).toBe('needs_review');
    await scores(new Date(start + 48 * HOUR));
    expect(await stateOf(id)).toBe('postponed');
  });
  it('that an admin decided takes no update of the provider', async () => {
    await events();
    const id = await idOf('Chicago Bears');
    const decision = { eventId: id, state: 'cancelled', reason: 'Hurricane.' } as const;
    expect(await decideEvent(admin, decision, new Date())).toMatchObject({ happened: 'recorded' });
    expect(await decideEvent(admin, decision, new Date())).toMatchObject({ happened: 'unchanged' });
    await script('Chicago Bears', 'start');
    await script('Chicago Bears', 'finish');
    await scores();
    expect(await findEvent(id)).toMatchObject({ state: 'cancelled', result: null, gradingVersion: 1 });
    const final = { eventId: id, state: 'final', score: { home: 9, away: 24 }, reason: 'Played after all.' } as const;
    await decideEvent(admin, final, new Date(Date.parse((await findEvent(id))?.startsAt ?? '') + 3 * HOUR));
    expect(await findEvent(id)).toMatchObject({ state: 'final', result: { home: 9, away: 24 }, gradingVersion: 2 });
  });
});

describe('a provider in trouble', () => {
  const polls = async () => (await getEvent(anyone, await idOf('Fulham'), later(MINUTE))).pricesConfirmedAt;

  it('fails the poll and changes nothing', async () => {
    await events();
    const confirmed = await polls();
    await tell('trouble', { kind: 503, path: 'soccer' });
    await expect(events()).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { polled: 1, failed: 1 } });
    await pickOn('Fulham');
    expect(await ingestScores(job, { force: false }, later(2 * HOUR), provider)).toMatchObject({ failed: 1 });
    expect(await polls()).toBe(confirmed);
    await tell('trouble', { times: 0 });
    expect(await events()).toMatchObject({ failed: 0 });
  });
  it.each(['garbage', 'truncated', 'hang', 429] as const)('recovers after %s', async (kind) => {
    await tell('trouble', { kind, times: 1, path: 'nfl/odds' });
    expect(await events()).toMatchObject({ polled: 2, created: 6, failed: 0 });
  });
  it('that sends a malformed game has it set aside, not missing, and the others are stored', async () => {
    await tell('trouble', { kind: 'malformed', times: 2, path: 'epl/odds' });
    expect(await events()).toMatchObject({ created: 5, setAside: 1, failed: 0 });
    expect(await events()).toMatchObject({ created: 0, setAside: 1 });
    expect(await events()).toMatchObject({ created: 1, setAside: 0 });
  });
  it('that is silent for long leaves events to the clock', async () => {
    await events();
    const id = await idOf('Chicago Bears');
    const start = Date.parse((await findEvent(id))?.startsAt ?? '');
    await tell('trouble', { kind: 500, path: '/v4/' });
    await expect(scores(new Date(start + 49 * HOUR))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await stateOf(id)).toBe('needs_review');
    await tell('trouble', { times: 0 });
  });
});

describe('the backfill of past games', () => {
  it('runs through the same use cases as the present', async () => {
    await events();
    const present = await idOf('Chicago Bears');
    const day = gameDay(new Date(Date.now() - 10 * 24 * HOUR));
    await ingestEvents(job, force, day.open, day.provider(day.open));
    for (let poll = 0; poll < 3; poll++) await ingestScores(job, force, day.over, day.provider(day.over));
    // The first game may start before midnight, and this one after it.
    const date = day.starts.get('Chicago Bears')?.toISOString().slice(0, 10);
    const query = ListEvents.query.parse({ limit: 100, sport: 'nfl', date, tz: 'UTC' });
    const { items } = await listEvents(anyone, query, new Date());
    const bears = items.find(({ home }) => home === 'Chicago Bears');
    expect(bears).toMatchObject({ status: 'final', result: { home: 19, away: 10, version: 1 } });
    expect(bears?.result && bears.result.recordedAt < later(-8 * 24 * HOUR).toISOString()).toBe(true);
    expect(await stateOf(present)).toBe('scheduled');
  });
  it('stores closing prices of every sport when it is told to', async () => {
    const day = gameDay(new Date(Date.now() - 30 * 24 * HOUR), { spacing: 1 });
    await ingestEvents(job, force, day.open, day.provider(day.open));
    for (const at of day.closes) await ingestEvents(job, force, at, day.provider(at));
    const ids = [...(await findProviderRefs(provider.name, [...day.providerGameIds.values()])).values()];
    const closings = await Promise.all(
      ids.map(async (id) => {
        const event = (await findEvent(id)) as NonNullable<Awaited<ReturnType<typeof findEvent>>>;
        return { league: event.league, ...(await closingOf(event)) };
      }),
    );
    expect(closings).toHaveLength(day.starts.size);
    expect(closings.filter(({ main }) => !main)).toEqual([]);
    const further = closings.filter(({ alternate }) => alternate).map(({ league }) => league);
    expect([...new Set(further)].toSorted()).toEqual(['bundesliga', 'dfb_pokal', 'epl', 'mlb', 'nba', 'nfl', 'nhl']);
    expect(closings.filter(({ players }) => (players?.sheet.lines.length ?? 0) > 0)).toHaveLength(9);
  });
});
