import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { EventState } from '#core/events';
import type { StoredOutcome, StoredPick } from '#core/picks';
import { type GameFact, gradeInTurn, knownAt, LATER, withOutcomes } from '../../test/support/make/game-facts.ts';
import { hour, storedLeg, storedPick } from '../../test/support/make/stored-picks.ts';
import { deltaOf } from '../stats/count.projection.ts';
import { addStats, contribution, NO_STATS, type Stats } from '../stats/stats-rules.ts';
import { nextOutcome } from './settle-pick.ts';

vi.spyOn(console, 'log').mockImplementation(() => {});

const pick = storedPick({ legs: [storedLeg(0, { market: 'spread', line: '-3' })] });
/** Graded after each of these hours, or after each thing that was said. */
const grade = (
  games: readonly (readonly GameFact[])[],
  on: StoredPick = pick,
  hours = games.flat().map(({ at }) => at),
): StoredOutcome[] =>
  gradeInTurn(
    on,
    hours.toSorted((a, b) => a - b).map((at) => knownAt(at, games)),
  );
/** The last grade, and the day in which it counts. A pick that is open again has a day only if a message saw it decided before. */
const ledger = (outcomes: readonly StoredOutcome[]) => {
  const { result, profit, settledAt, rule, reason } = outcomes.at(-1) ?? {};
  return { result, profit, rule, reason, ...(result !== 'open' && result !== 'ungradeable' && { settledAt }) };
};
const [win, loss, push] = [[24, 20] as const, [20, 24] as const, [23, 20] as const];

describe('the next outcome', () => {
  it('of a pick without a fact that decides it is none', () => {
    expect(grade([[{ at: 1, state: 'needs_review' }]])).toEqual([]);
    expect(grade([[{ at: 1, startsAt: hour(5) }]])).toEqual([]);
  });
  it('of a withdrawn pick is none', () => {
    expect(nextOutcome({ ...pick, withdrawnAt: hour(-1) }, knownAt(3, [[{ at: 3, score: win }]]), LATER)).toBeNull();
  });
  it('follows a correction, and says what it follows', () => {
    const outcomes = grade([
      [
        { at: 3, score: win },
        { at: 4, score: push },
        { at: 5, score: win },
      ],
    ]);
    expect(outcomes).toMatchObject([
      { version: 1, result: 'win', legs: [{ resultVersion: 1 }], settledAt: hour(3), gradedAt: hour(3) },
      {
        version: 2,
        result: 'push',
        legs: [{ resultVersion: 2 }],
        settledAt: hour(3),
        gradedAt: hour(4),
        previous: { result: 'win' },
      },
      { version: 3, result: 'win', legs: [{ resultVersion: 3 }], gradedAt: hour(5), previous: { result: 'push', profit: 0 } },
    ]);
    expect(outcomes[0]?.previous).toBeUndefined();
    expect(outcomes[0]).toMatchObject({ R: '21/11', profit: 1_818_182, finalAt: hour(75) });
  });
  it('follows a result within 72 hours of the first, and none later', () => {
    const story = (at: number): GameFact[][] => [
      [
        { at: 3, score: win },
        { at, score: loss },
      ],
    ];
    expect(ledger(grade(story(75)))).toMatchObject({ result: 'loss' });
    expect(ledger(grade(story(75.001)))).toMatchObject({ result: 'win' });
  });
  it('is the same when a queue is so late that only the newest facts are left', () => {
    const story: GameFact[][] = [
      [
        { at: 3, score: win },
        { at: 73, score: push },
        { at: 83, score: loss },
      ],
    ];
    expect(ledger(grade(story, pick, [83]))).toEqual(ledger(grade(story)));
    expect(ledger(grade(story, pick, [3, 83]))).toMatchObject({ result: 'push', settledAt: hour(3) });
  });
  it('follows two admins at any time, and one only within the 72 hours', () => {
    const story = (confirmed: boolean): GameFact[][] => [
      [
        { at: 3, score: win },
        { at: 203, state: 'cancelled' },
        ...(confirmed ? [{ at: 204, confirmed: true } as const] : []),
        { at: 205, score: loss },
      ],
    ];
    expect(ledger(grade(story(false)))).toMatchObject({ result: 'win' });
    expect(ledger(grade(story(true)))).toMatchObject({ result: 'void', reason: 'CANCELLED', settledAt: hour(3) });
  });
  it('of a pick that was accepted just as its event was cancelled is a void too', () => {
    expect(ledger(grade([[{ at: -3, state: 'cancelled' }]]))).toMatchObject({ result: 'void', settledAt: hour(-3) });
  });
  it('leaves what counts when newer facts cannot be read, and says that somebody has to look', () => {
    const half = storedPick({ legs: [storedLeg(0, { market: 'total', period: 'H1', selection: 'over', line: '20.5' })] });
    const story: GameFact[][] = [
      [
        {
          at: 3,
          score: win,
          details: {
            periods: [
              { period: 'H1', home: 14, away: 10 },
              { period: 'H2', home: 10, away: 10 },
            ],
          },
        },
        { at: 4, score: win },
        {
          at: 5,
          score: win,
          details: {
            periods: [
              { period: 'H1', home: 10, away: 10 },
              { period: 'H2', home: 14, away: 10 },
            ],
          },
        },
      ],
    ];
    expect(grade(story, half)).toMatchObject([
      { result: 'win' },
      { result: 'win', review: expect.any(String) },
      { result: 'loss', previous: { result: 'win' } },
    ]);
    expect(grade(story, half)[2]?.review).toBeUndefined();
  });
});

describe('a pick whose games are told of in any way, and graded at any moments in any order', () => {
  const said: fc.Arbitrary<GameFact> = fc.record(
    {
      at: fc.integer({ min: 1, max: 300 * 60 }).map((minutes) => minutes / 60),
      score: fc.constantFrom<readonly [number, number]>(win, loss, push),
      state: fc.constantFrom<EventState>('final', 'needs_review', 'postponed', 'cancelled', 'abandoned'),
      startsAt: fc.constantFrom(hour(0), hour(-1), hour(-5), hour(2), hour(40), hour(60), hour(200)),
      confirmed: fc.constant(true as const),
    },
    { requiredKeys: ['at'] },
  );
  const story = fc
    .uniqueArray(said, { maxLength: 5, selector: ({ at }) => at })
    .map((all) => all.toSorted((a, b) => a.at - b.at));
  const lines = [
    storedLeg(0, { market: 'spread', line: '-3' }),
    storedLeg(1),
    storedLeg(2, { market: 'spread', selection: 'away', line: '+3.5' }),
  ];
  const quoted = { odds: { format: 'decimal', price: '6' } } as const;
  const sameGame = lines.map(({ market, line }) => storedLeg(0, { market, line, odds: undefined }));
  const picks = fc.constantFrom<StoredPick>(
    storedPick({ legs: lines.slice(0, 1) }),
    storedPick({ legs: lines }),
    storedPick({ legs: lines.slice(0, 2) }),
    storedPick({ legs: lines, kind: 'round_robin', size: 2 }),
    storedPick({ legs: sameGame, kind: 'same_game_parlay', ...quoted }),
    storedPick({
      legs: lines.map((one) => ({ ...one, odds: undefined })),
      ...{ kind: 'teaser', ...quoted, teaserPrices: [{ legs: 2, ...quoted }] },
    }),
  );
  const worlds = fc.record({
    on: picks,
    games: fc.tuple(story, story, story),
    hours: fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 8 }),
  });
  /** Messages may be old: each grades from what was known at some hour. */
  const check = (run: (on: StoredPick, games: GameFact[][], outcomes: StoredOutcome[]) => void) =>
    fc.assert(
      fc.property(worlds, ({ on, games, hours }) =>
        run(
          on,
          games,
          gradeInTurn(
            on,
            [...hours, 400].map((at) => knownAt(at, games)),
          ),
        ),
      ),
      { numRuns: 1_000 },
    );

  it('ends with the same line in the ledger', () => {
    check((on, games, outcomes) => {
      expect(ledger(outcomes)).toEqual(ledger(grade(games, on)));
      expect(ledger(outcomes)).toEqual(ledger(grade(games, on, [400])));
    });
  });
  it('has outcomes that count from 1, each after the one before, and graded again gets none', () => {
    check((on, games, outcomes) => {
      expect(outcomes.map(({ version }) => version)).toEqual(outcomes.map((_, i) => i + 1));
      expect(outcomes.map(({ previous }) => previous)).toEqual(
        outcomes.map((_, i) => {
          const before = outcomes[i - 1];
          const { result, profit, clv, review, priceCheck, board } = before ?? ({} as Partial<StoredOutcome>);
          return before && { result, profit, clv, review, priceCheck, board };
        }),
      );
      expect(nextOutcome(withOutcomes(on, outcomes), knownAt(400, games), LATER)).toBeNull();
    });
  });
  it('changes the record by what the last outcome counts for', () => {
    check((_, __, outcomes) => {
      const sum = outcomes.map(deltaOf).reduce<Stats>(addStats, NO_STATS);
      const last = outcomes.at(-1);
      const whole = last ? { result: last.result, stakeMicro: last.stake, profitMicro: last.profit } : null;
      expect(sum).toEqual(contribution(whole));
    });
  });
  it('keeps the day in which it counts from the first outcome that counted on', () => {
    check((_, __, outcomes) => {
      const days = outcomes.map(({ settledAt }) => settledAt).filter((day) => day !== undefined);
      expect(new Set(days).size).toBeLessThanOrEqual(1);
      for (const { result, settledAt } of outcomes)
        expect(settledAt !== undefined || ['open', 'ungradeable'].includes(result)).toBe(true);
    });
  });
});
