import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoreItem } from './odds-provider.ts';
import { readFurther, readOdds } from './the-odds-api/read-odds.ts';
import { readScores } from './the-odds-api/read-scores.ts';
import { turnedFurther, turnedOdds, turnedScores } from './turn-rules.ts';

const quota = { remaining: null, used: null, last: null };
const [HOME, AWAY] = ['Jacksonville Jaguars', 'Chicago Bears'];
const game = (more: object, { turned = false, sport = 'americanfootball_nfl' } = {}) => ({
  id: 'game',
  sport_key: sport,
  commence_time: '2026-09-10T00:20:00Z',
  home_team: turned ? AWAY : HOME,
  away_team: turned ? HOME : AWAY,
  ...more,
});

const price = fc.integer({ min: 101, max: 900 });
const half = fc.integer({ min: -14, max: 14 }).map((points) => points / 2);
const spread = (key: string) =>
  fc.tuple(half, price, price).map(([point, home, away]) => ({
    key,
    outcomes: [
      { name: AWAY, price: away, point: -point },
      { name: HOME, price: home, point },
    ],
  }));
const markets = fc.tuple(
  fc.tuple(price, price, price).map(([home, away, draw]) => ({
    key: 'h2h',
    outcomes: [
      { name: HOME, price: home },
      { name: AWAY, price: -away },
      ...(draw % 2 === 0 ? [{ name: 'Draw', price: draw }] : []),
    ],
  })),
  spread('spreads'),
  fc.tuple(price, price).map(([over, under]) => ({
    key: 'totals',
    outcomes: [
      { name: 'Over', price: over, point: 44.5 },
      { name: 'Under', price: under, point: 44.5 },
    ],
  })),
);
const books = fc
  .array(markets, { minLength: 1, maxLength: 3 })
  .map((all) => all.map((quoted, i) => ({ key: `book_${i}`, title: `Book ${i}`, markets: quoted })));

describe('a game that is shown turned round', () => {
  it('has the prices and spreads of the game as it was made, in the same order', () => {
    fc.assert(
      fc.property(books, (bookmakers) => {
        const [straight] = readOdds('nfl', { body: [game({ bookmakers })], quota }).items;
        const [turned] = readOdds('nfl', { body: [game({ bookmakers }, { turned: true })], quota }).items;
        expect(straight?.prices.lines.length).toBeGreaterThan(0);
        expect(JSON.stringify(turned && turnedOdds(turned))).toBe(JSON.stringify(straight));
      }),
    );
  });
  it('has the further lines of the game as it was made, and the same players', () => {
    const player = {
      key: 'player_anytime_td',
      outcomes: [{ name: 'Yes', description: 'Travis Etienne', price: 120 }],
    };
    fc.assert(
      fc.property(
        fc.uniqueArray(spread('alternate_spreads'), { minLength: 1, selector: (one) => one.outcomes[1]?.point }),
        (all) => {
          const outcomes = all.flatMap((one) => one.outcomes);
          const bookmakers = [{ key: 'book', title: 'Book', markets: [{ key: 'alternate_spreads', outcomes }, player] }];
          const [straight] = readFurther('nfl', { body: game({ bookmakers }), quota }).items;
          const [turned] = readFurther('nfl', { body: game({ bookmakers }, { turned: true }), quota }).items;
          expect(straight?.alternate.lines.length).toBe(all.length);
          expect(JSON.stringify(turned && turnedFurther(turned))).toBe(JSON.stringify(straight));
        },
      ),
    );
  });
  it('has the score of the game as it was made', () => {
    const scores = [
      { name: AWAY, score: '35' },
      { name: HOME, score: '16' },
    ];
    const [straight] = readScores('nfl', { body: [game({ scores, completed: true })], quota }).items;
    const [turned] = readScores('nfl', { body: [game({ scores, completed: true }, { turned: true })], quota }).items;
    expect(straight?.score).toEqual({ home: 16, away: 35 });
    expect(turned && turnedScores(turned)).toEqual(straight);
  });
  it('of a field is the same', () => {
    const open: ScoreItem = {
      ...{ providerGameId: 'open', home: null, away: null, title: 'US Open', startsAt: '2026-06-18T11:00:00.000Z' },
      ...{ completed: false, score: null },
    };
    expect(turnedScores(open)).toEqual({ ...open, details: undefined });
  });
  it('has no details, since they name sides in free text', () => {
    const item: ScoreItem = {
      providerGameId: 'game',
      home: AWAY,
      away: HOME,
      title: null,
      startsAt: '2026-09-10T00:20:00.000Z',
      completed: true,
      score: { home: 35, away: 16 },
      details: { facts: { winner: 'home' } },
    };
    expect(turnedScores(item)).toMatchObject({ home: HOME, away: AWAY, score: { home: 16, away: 35 }, details: undefined });
  });
});
