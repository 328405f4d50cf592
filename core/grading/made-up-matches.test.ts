import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeLeg } from './grade-leg.ts';
import { policyFor } from './policy.ts';

describe('a made-up match', () => {
  const policy = policyFor();
  type Sets = readonly { readonly home: number; readonly away: number }[];
  /** The games of one set, its winner first, in every format that is played. */
  const won = (pairs: readonly (readonly [number, number])[]) => fc.constantFrom(...pairs);
  const standard = won([
    [6, 0],
    [6, 1],
    [6, 2],
    [6, 3],
    [6, 4],
    [7, 5],
    [7, 6],
  ]);
  const FORMATS = {
    'sets to six': { usual: standard, last: standard },
    'a last set without a tie-break': {
      usual: standard,
      last: won([
        [6, 4],
        [8, 6],
        [12, 10],
        [70, 68],
      ]),
    },
    'a last set with a tie-break at twelve': {
      usual: standard,
      last: won([
        [7, 5],
        [13, 11],
        [13, 12],
      ]),
    },
    'short sets': {
      usual: won([
        [4, 0],
        [4, 1],
        [4, 2],
        [4, 3],
        [5, 3],
        [5, 4],
      ]),
      last: won([
        [4, 2],
        [4, 3],
      ]),
    },
    'sets to six, won by one game': {
      usual: won([
        [6, 5],
        [6, 4],
      ]),
      last: won([[6, 5]]),
    },
    'a match tie-break as one game': { usual: standard, last: won([[1, 0]]) },
    'pro sets': {
      usual: won([
        [8, 3],
        [8, 6],
        [9, 7],
        [9, 8],
      ]),
      last: won([
        [9, 8],
        [10, 8],
      ]),
    },
  };
  const match = fc
    .tuple(fc.constantFrom(...Object.values(FORMATS)), fc.constantFrom(1, 2, 3), fc.boolean())
    .chain(([{ usual, last }, needed, isHome]) =>
      fc.integer({ min: 0, max: needed - 1 }).chain((lost) => {
        const winners = fc.shuffledSubarray([...Array(needed - 1).fill(true), ...Array(lost).fill(false)], {
          minLength: needed - 1 + lost,
        });
        return fc
          .tuple(winners, fc.array(usual, { minLength: 5, maxLength: 5 }), last)
          .map(([order, scores, decider]): { sets: Sets; needed: number; lost: number; isHome: boolean } => {
            const all = [
              ...order.map((byWinner, i) => ({ byWinner, score: scores[i] as readonly [number, number] })),
              { byWinner: true, score: decider },
            ];
            const played = all.map(({ byWinner, score: [most, least] }) =>
              byWinner === isHome ? { home: most, away: least } : { home: least, away: most },
            );
            return { sets: played, needed, lost, isHome };
          });
      }),
    );
  const listed = (all: Sets) => all.map((score, i) => ({ period: `S${i + 1}`, ...score }));
  const grade = (market: string, selection: string, event: object, more: object = {}) =>
    gradeLeg(
      { sport: 'tennis', market, selection, ...more },
      { state: 'final', ...event } as Parameters<typeof gradeLeg>[1],
      policy,
    ).result;

  it('is won by whoever won more sets, told by its sets alone or with the score, and never pushed', () => {
    fc.assert(
      fc.property(match, ({ sets: played, needed, lost, isHome }) => {
        const [winner, loser] = isHome ? ['home', 'away'] : ['away', 'home'];
        const score = isHome ? { home: needed, away: lost } : { home: lost, away: needed };
        const length = needed === 1 ? {} : { facts: { winner, bestOf: 2 * needed - 1 } };
        for (const event of [
          { periods: listed(played) },
          { score },
          { periods: listed(played), score },
          { periods: listed(played), ...length },
        ]) {
          expect(grade('moneyline', winner as string, event)).toBe('win');
          expect(grade('moneyline', loser as string, event)).toBe('loss');
          expect(grade('draw_no_bet', winner as string, event)).toBe('win');
          expect(grade('correct_score', `${score.home}-${score.away}`, event)).toBe('win');
          expect(grade('total', 'over', event, { lineUnit: 'sets', line: `${needed + lost - 0.5}` })).toBe('win');
          expect(grade('total', 'over', event, { lineUnit: 'sets', line: `${needed + lost}` })).toBe('push');
          expect(grade('spread', winner as string, event, { lineUnit: 'sets', line: `-${needed - lost - 0.5}` })).toBe('win');
        }
        const games = played.reduce((sum, { home, away }) => sum + home + away, 0);
        expect(grade('total', 'over', { periods: listed(played) }, { line: `${games - 0.5}` })).toBe('win');
        for (const [i, { home, away }] of played.entries())
          expect(grade('moneyline', home > away ? 'home' : 'away', { periods: listed(played) }, { period: `S${i + 1}` })).toBe(
            'win',
          );
      }),
      { numRuns: 3_000 },
    );
  });

  it('that breaks off in a set keeps its finished sets, and contradicts no way in which it could have ended', () => {
    fc.assert(
      fc.property(match, fc.nat(), fc.nat({ max: 3 }), ({ sets: played, needed, lost, isHome }, at, games) => {
        fc.pre(played.length > 1 && needed > 1);
        const over = played.slice(0, 1 + (at % (played.length - 1)));
        const facts = { winner: 'home' as const, bestOf: (2 * needed - 1) as 3 | 5 };
        const event = {
          state: 'retired',
          periods: [...listed(over), { period: `S${over.length + 1}`, home: games, away: 1 }],
          facts,
        };
        expect(grade('moneyline', 'home', event)).toBe('win');
        for (const [i, { home, away }] of over.entries())
          expect(grade('moneyline', home > away ? 'home' : 'away', event, { period: `S${i + 1}` })).toBe('win');
        // The match went on and ended: what was decided before is what came.
        const score = isHome ? { home: needed, away: lost } : { home: lost, away: needed };
        for (const line of ['2.5', '3.5', '4.5'])
          for (const side of ['over', 'under']) {
            const before = grade('total', side, event, { lineUnit: 'sets', line });
            if (before !== 'void') expect(before).toBe(grade('total', side, { score }, { lineUnit: 'sets', line }));
          }
        const [home, away] = [over.filter((set) => set.home > set.away).length, over.filter((set) => set.home < set.away).length];
        const level = home === away && home === needed - 1;
        if (level) expect(grade('total', 'over', event, { lineUnit: 'sets', line: `${2 * needed - 1.5}` })).toBe('win');
      }),
      { numRuns: 3_000 },
    );
  });
});
