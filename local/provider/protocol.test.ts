import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ERRORS, EventOdds, Event as GameEvent, Odds, Refusal, Scores, Sport } from '../../test/support/the-odds-api.ts';
import { FILES } from './games.ts';
import { type ReplayServer, startReplayServer } from './server.ts';

const QUOTA = ['x-requests-remaining', 'x-requests-used', 'x-requests-last'];
let server: ReplayServer;
beforeAll(async () => {
  server = await startReplayServer({ startsIn: -30, spacing: 10 });
});
afterAll(() => server.close());

const get = (path: string, query: Record<string, string> = {}) =>
  fetch(`${server.url}/v4/sports${path}?${new URLSearchParams({ apiKey: 'replay', ...query })}`);
/** A reply by the description, and what it cost. */
async function taken<S extends z.ZodType>(schema: S, path: string, query?: Record<string, string>) {
  const reply = await get(path, query);
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/json']);
  for (const name of QUOTA) expect(reply.headers.get(name)).toMatch(/^\d+$/);
  return { body: schema.parse(await reply.json()), cost: Number(reply.headers.get('x-requests-last')) };
}
const keys = FILES.map(({ sport }) => sport.key);
const lines = { regions: 'us', markets: 'h2h,spreads,totals' };

describe('the replay server answers field by field as the description of the provider has it', () => {
  it('sports, without a charge', async () => {
    const { body, cost } = await taken(z.array(Sport), '');
    expect([body.map(({ key }) => key), cost]).toEqual([keys, 0]);
  });
  it.each(keys)('games, odds, further odds and scores of %s', async (key) => {
    const games = await taken(z.array(GameEvent), `/${key}/events`);
    const markets = key.startsWith('golf') ? 'outrights' : lines.markets;
    const odds = await taken(z.array(Odds), `/${key}/odds`, { markets, regions: 'us,eu' });
    expect(odds.body.every(({ bookmakers }) => bookmakers.length > 0)).toBe(true);
    const scores = await taken(z.array(Scores), `/${key}/scores`, { daysFrom: '3' });
    const [all, some] = [odds.body.length && 2 * markets.split(',').length, scores.body.length && 2];
    expect([games.cost, odds.cost, scores.cost]).toEqual([0, all, some]);
    expect(games.body.length).toBeGreaterThan(0);
    const further = await taken(EventOdds, `/${key}/events/${games.body.at(-1)?.id}/odds`, {
      ...{ regions: 'us', markets: `${markets},alternate_spreads,alternate_totals,player_pass_yds,player_points` },
    });
    const quoted = new Set(further.body.bookmakers.flatMap(({ markets }) => markets.map((market) => market.key)));
    expect([quoted.size > 0, further.cost]).toEqual([true, quoted.size]);
  });
  it('a tournament without sides, whose outrights name its players', async () => {
    const key = 'golf_masters_tournament_winner';
    const [open] = (await taken(z.array(Odds), `/${key}/odds`, { regions: 'us', markets: 'outrights' })).body;
    expect(open).toMatchObject({ sport_title: 'Masters Tournament Winner', home_team: null, away_team: null });
    const outcomes = open?.bookmakers.flatMap(({ markets }) => markets.flatMap((market) => market.outcomes)) ?? [];
    expect(outcomes.filter(({ name }) => name === 'Scottie Scheffler').map(({ price }) => price)).toContain(4_000);
    expect(outcomes.every(({ point }) => point === undefined)).toBe(true);
    const { body } = await taken(z.array(Sport), '');
    expect(body.filter(({ has_outrights }) => has_outrights).map((sport) => sport.key)).toEqual([key]);
  });
  it('scores of games that have begun, and none of others', async () => {
    const { body } = await taken(z.array(Scores), '/americanfootball_nfl/scores', { daysFrom: '3' });
    expect(new Set(body.map(({ commence_time, scores }) => Date.parse(commence_time) <= Date.now() && scores !== null))).toEqual(
      new Set([true, false]),
    );
    for (const { scores, last_update } of body) expect(last_update === null).toBe(scores === null);
  });
  it('names players in `description`, and no line in h2h', async () => {
    const { body } = await taken(z.array(Odds), '/americanfootball_nfl/odds', lines);
    const outcomes = body.flatMap(({ bookmakers }) => bookmakers.flatMap(({ markets }) => markets));
    for (const { key, outcomes: of } of outcomes)
      expect(of.every(({ point, description }) => (point === undefined) === (key === 'h2h') && description === undefined)).toBe(
        true,
      );
    const players = { regions: 'us', markets: 'player_pass_yds' };
    const games = await Promise.all(body.map(({ id }) => taken(EventOdds, `/americanfootball_nfl/events/${id}/odds`, players)));
    const named = games.flatMap((game) => game.body.bookmakers.flatMap(({ markets }) => markets.flatMap((one) => one.outcomes)));
    expect([named.length > 0, named.every(({ description }) => typeof description === 'string')]).toEqual([true, true]);
  });
});

describe('the replay server refuses what the provider refuses', () => {
  it.each<[number, string, string, Record<string, string>]>([
    [401, 'MISSING_KEY', '', { apiKey: '' }],
    [404, 'UNKNOWN_SPORT', '/cricket_odi/odds', lines],
    [404, 'EVENT_NOT_FOUND', '/americanfootball_nfl/events/0000/odds', lines],
    [422, 'MISSING_REGION', '/americanfootball_nfl/odds', { markets: 'h2h' }],
    [422, 'INVALID_REGION', '/americanfootball_nfl/odds', { regions: 'us,moon' }],
    [422, 'INVALID_MARKET', '/americanfootball_nfl/odds', { regions: 'us', markets: 'h2h,alternate_spreads' }],
    [422, 'INVALID_ODDS_FORMAT', '/americanfootball_nfl/odds', { ...lines, oddsFormat: 'fractional' }],
    [422, 'INVALID_DATE_FORMAT', '/americanfootball_nfl/events', { dateFormat: 'rfc' }],
    [422, 'INVALID_SCORES_DAYS_FROM', '/americanfootball_nfl/scores', { daysFrom: '4' }],
    [422, 'INVALID_SCORES_DAYS_FROM', '/americanfootball_nfl/scores', { daysFrom: '0' }],
  ])('with %d %s', async (status, code, path, query) => {
    const before = server.replay.quota;
    const reply = await get(path, query);
    expect([reply.status, Refusal.parse(await reply.json()).error_code]).toEqual([status, code]);
    expect(ERRORS[status]).toContain(code);
    expect(server.replay.quota).toEqual(before);
  });
  it.each([401, 429])('with %d when a control says so', async (status) => {
    server.replay.troubles.push({ kind: status, path: '/v4/sports', times: 1 });
    const reply = await get('');
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([status, status === 429 ? '1' : null]);
    expect(ERRORS[status]).toContain(Refusal.parse(await reply.json()).error_code);
  });
});
