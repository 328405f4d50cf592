import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { Event, EventOdds, Odds, Scores, Sport } from '../../../test/support/the-odds-api.ts';
import { readFurther, readGames, readOdds } from './read-odds.ts';
import { readScores } from './read-scores.ts';
import { readSeason } from './read-season.ts';

const quota = { remaining: 1, used: 1, last: 1 };
const NFL = 'americanfootball_nfl';
const instant = fc
  .integer({ min: 1_700_000_000, max: 1_900_000_000 })
  .map((s) => new Date(s * 1000).toISOString().replace('.000Z', 'Z'));
/** A field that may be left out, or be null. */
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(fc.option(value, { nil: null }), { nil: undefined });
const given = <T extends object>(fields: T): T => JSON.parse(JSON.stringify(fields)) as T;
const linked = { link: maybe(fc.webUrl()), sid: maybe(fc.string({ minLength: 1 })) };
const extras = { ...linked, bet_limit: maybe(fc.double({ min: 0, max: 1e6, noNaN: true })), multiplier: maybe(fc.constant(1.5)) };
const american = fc.oneof(fc.integer({ min: 100, max: 5_000 }), fc.integer({ min: -5_000, max: -101 }));
const half = fc.integer({ min: 1, max: 120 }).map((halves) => halves / 2);

const id = fc.uuid().map((uuid) => uuid.replaceAll('-', ''));
const head = {
  id,
  sport_key: fc.constant(NFL),
  sport_title: fc.string({ minLength: 1 }),
  commence_time: instant,
  home_rotation_number: maybe(fc.nat(999)),
  away_rotation_number: maybe(fc.nat(999)),
};
const sides = { home_team: fc.constant('Chicago Bears'), away_team: fc.constant('Green Bay Packers') };
const nobody = { home_team: fc.constant(null), away_team: fc.constant(null) };

/** Outcomes of one market by the names that the provider gives them; each with the optional fields. */
const market = (key: string, names: readonly string[], more: Record<string, fc.Arbitrary<unknown>>[] = []) =>
  fc.record({
    ...{ key: fc.constant(key), last_update: instant, ...linked },
    outcomes: fc.tuple(...names.map((name, i) => fc.record({ ...extras, name: fc.constant(name), price: american, ...more[i] }))),
  });
const bare = { point: maybe(fc.constant(null)), description: maybe(fc.constant(null)) };
const markets = half.chain((point) =>
  fc.tuple(
    market('h2h', ['Chicago Bears', 'Green Bay Packers'], [bare, bare]),
    market('spreads', ['Chicago Bears', 'Green Bay Packers'], [{ point: fc.constant(point) }, { point: fc.constant(-point) }]),
    market('totals', ['Over', 'Under'], [{ point: fc.constant(point) }, { point: fc.constant(point) }]),
    market('h2h_lay', ['Chicago Bears', 'Green Bay Packers']),
    market('outrights', ['Somebody']),
  ),
);
const books = (more: Record<string, fc.Arbitrary<unknown>>, of: fc.Arbitrary<unknown> = markets) =>
  fc.uniqueArray(
    fc.record({
      ...linked,
      ...more,
      key: fc.constantFrom('fanduel', 'draftkings', 'betmgm'),
      title: fc.constant('Book'),
      markets: of,
    }),
    {
      selector: ({ key }) => key,
    },
  );
const scored = (state: 'ahead' | 'begun' | 'over') => {
  const score = fc.nat(80).map(String);
  const both = fc.tuple(score, score).map(([home, away]) => [
    { name: 'Chicago Bears', score: home },
    { name: 'Green Bay Packers', score: away },
  ]);
  return fc.record({
    ...{ ...head, ...sides, completed: fc.constant(state === 'over') },
    scores: state === 'ahead' ? fc.constantFrom(null, []) : both,
    last_update: state === 'ahead' ? fc.constant(null) : instant,
  });
};

/** Lists of replies, each of which the description allows. */
const list = <T>(schema: z.ZodType, item: fc.Arbitrary<T>) =>
  fc
    .uniqueArray(
      item.map((one) => given(one as object)),
      { maxLength: 6, selector: (one) => (one as { id?: string }).id },
    )
    .map((all) => {
      for (const one of all) schema.parse(one);
      return all;
    });
const isGame = (one: object) => (one as { home_team: unknown }).home_team !== null;

describe('the adapter reads every reply that the description of the provider allows', () => {
  const game = fc.oneof(fc.record({ ...head, ...sides }), fc.record({ ...head, ...nobody }));
  it('games, of which outrights are none', () => {
    fc.assert(
      fc.property(list(Event, game), (body) => {
        const { items, setAside } = readGames('nfl', { body, quota });
        expect([items.length, setAside]).toEqual([body.filter(isGame).length, []]);
      }),
    );
  });
  it('odds, whatever optional fields they have, with each price of each book', () => {
    const last_update = { last_update: instant };
    const odds = fc.oneof(
      fc.record({ ...head, ...sides, bookmakers: books(last_update) }),
      fc.record({ ...head, ...nobody, bookmakers: books(last_update, fc.tuple(market('outrights', ['A', 'B', 'C']))) }),
    );
    fc.assert(
      fc.property(list(Odds, odds), (body) => {
        const { items, setAside } = readOdds('nfl', { body, quota });
        expect(setAside).toEqual([]);
        const games = body.filter(isGame) as { bookmakers: unknown[] }[];
        const prices = items.map((item) =>
          item.prices.lines.flatMap((line) => Object.values(line.prices).flatMap((of) => Object.keys(of ?? {}))),
        );
        expect(prices.map(({ length }) => length)).toEqual(games.map(({ bookmakers }) => 6 * bookmakers.length));
      }),
    );
  });
  it('tournaments of a league with a field, each by its title; an item with sides is none of them', () => {
    const golf = { ...head, sport_key: fc.constant('golf_the_open_championship_winner') };
    const title = fc.constant('The Open Winner');
    const of = (more: object) =>
      fc.oneof(
        fc.record({ ...golf, ...nobody, sport_title: title, ...more }),
        fc.record({ ...golf, ...sides, sport_title: title, ...more }),
      );
    const last_update = { last_update: instant };
    const field = { bookmakers: books(last_update, fc.tuple(market('outrights', ['A', 'B', 'C'], [bare, bare, bare]))) };
    const events = fc.tuple(list(Event, of({})), list(Odds, of(field)));
    fc.assert(
      fc.property(events, ([games, odds]) => {
        for (const [body, { items, setAside }] of [
          [games, readGames('golf_majors', { body: games, quota })],
          [odds, readOdds('golf_majors', { body: odds, quota })],
        ] as const) {
          const fields = body.filter((one) => !isGame(one)) as { id: string }[];
          expect(items).toMatchObject(
            fields.map(({ id: providerGameId }) => ({ providerGameId, home: null, away: null, title: 'The Open' })),
          );
          expect(setAside.map(({ problem }) => problem.replace(/^\[\d+\] /, ''))).toEqual(
            body.filter(isGame).map(() => 'home_team: invalid_value'),
          );
        }
      }),
    );
  });
  it.each([
    ['sport_title', { sport_title: ' ' }],
    ['sport_title', { sport_title: undefined }],
    ['sport_title', { sport_title: 'x'.repeat(101) }],
    ['sport_key is of another sport', { sport_key: NFL }],
  ])('a tournament with a bad %s is set aside alone', (problem, more) => {
    const open = {
      ...{ id: 'a', sport_key: 'golf_us_open_winner', sport_title: 'US Open Winner', commence_time: '2026-06-18T11:00:00Z' },
      ...{ home_team: null, away_team: null },
    };
    const { items, setAside } = readGames('golf_majors', { body: [open, { ...open, id: 'b', ...more }], quota });
    expect(items.map(({ title }) => title)).toEqual(['US Open']);
    expect(setAside).toEqual([{ providerGameId: 'b', problem: expect.stringContaining(problem) }]);
  });
  it('scores of a league with a field are set aside, since it has none', () => {
    const body = [
      {
        ...{ id: 'a', sport_key: 'golf_us_open_winner', sport_title: 'US Open Winner', commence_time: '2026-06-18T11:00:00Z' },
        ...{ home_team: null, away_team: null, completed: true, scores: [{ name: 'A', score: '1' }] },
      },
    ];
    expect(readScores('golf_majors', { body, quota })).toMatchObject({ items: [], setAside: [{ completed: true }] });
    const ahead = [{ ...body[0], completed: false, scores: null }];
    expect(readScores('golf_majors', { body: ahead, quota }).items).toMatchObject([{ title: 'US Open', score: null }]);
  });
  it('odds of one event, whose books have no time of their own', () => {
    const rungs = fc.uniqueArray(half, { minLength: 1, maxLength: 5 }).chain((points) =>
      market(
        'alternate_totals',
        points.map(() => 'Over'),
        points.map((point) => ({ point: fc.constant(point) })),
      ),
    );
    const player = { description: fc.constant('Cooper Kupp'), point: fc.constant(7.5) };
    const further = fc.tuple(rungs, market('player_receptions', ['Over', 'Under'], [player, player]));
    fc.assert(
      fc.property(fc.record({ ...head, ...sides, bookmakers: books({}, further) }).map(given), (body) => {
        EventOdds.parse(body);
        const { items, setAside } = readFurther('nfl', { body, quota });
        expect([items.length, setAside]).toEqual([1, []]);
        const isQuoted = body.bookmakers.length > 0;
        expect([(items[0]?.alternate.lines.length ?? 0) > 0, items[0]?.players.lines.length]).toEqual([
          isQuoted,
          isQuoted ? 1 : 0,
        ]);
      }),
    );
  });
  it.each(['ahead', 'begun', 'over'] as const)('scores of games that are %s', (state) => {
    fc.assert(
      fc.property(list(Scores, scored(state)), (body) => {
        const { items, setAside } = readScores('nfl', { body, quota });
        expect([items.length, setAside]).toEqual([body.length, []]);
        expect(
          items.every(({ score, completed }) => (score === null) === (state === 'ahead') && completed === (state === 'over')),
        ).toBe(true);
      }),
    );
  });
  it('sports: a league by its key, a tournament of a tour unless it has outrights, one with a field only with them', () => {
    const sport = (key: string, has_outrights: boolean, active = true) => {
      const one = { key, group: 'Group', title: 'Title', description: 'Words', active, has_outrights };
      return Sport.parse(one);
    };
    const body = [
      sport(NFL, false),
      sport('basketball_nba', true),
      sport('americanfootball_nfl_super_bowl_winner', true),
      sport('golf_masters_tournament_winner', true),
      sport('golf_ryder_cup', false),
      sport('tennis_atp_wimbledon', false),
      sport('tennis_atp_wimbledon_winner', true),
      sport('tennis_wta_wimbledon', false, false),
    ];
    const { items, setAside } = readSeason({ body, quota });
    expect([items.map(({ key }) => key), setAside]).toEqual([
      [NFL, 'basketball_nba', 'golf_masters_tournament_winner', 'tennis_atp_wimbledon'],
      [],
    ]);
  });
});
