import fc from 'fast-check';
import { isDecided } from '#core/grading';
import type { StoredOutcome, StoredPick } from '#core/picks';
import { decimal } from './pick-bodies.ts';
import { ANN, storedLeg, storedOutcomes, storedPick } from './stored-picks.ts';

/** Random picks with random outcomes, for property tests of what is counted. */

export interface PickWithOutcomes {
  readonly pick: StoredPick;
  readonly outcomes: readonly StoredOutcome[];
}

const step = fc.record({
  result: fc.constantFrom(
    ...['win', 'loss', 'push', 'void', 'half_win', 'half_loss', 'dead_heat', 'half_face', 'open', 'ungradeable'],
  ),
  profit: fc.integer({ min: -1e9, max: 1e9 }),
  clv: fc.option(fc.integer({ min: -999_999, max: 9e6 }), { nil: undefined }),
});
/** Undecided first, then settled at one instant that no correction moves. */
const termsAndSteps = fc
  .record({
    kind: fc.constantFrom<StoredPick['kind']>('single', 'parlay', 'round_robin', 'same_game_parlay', 'teaser'),
    sports: fc.array(fc.constantFrom('soccer', 'american_football'), { minLength: 2, maxLength: 4 }),
    market: fc.constantFrom('total', 'spread', 'moneyline'),
    price: fc.constantFrom('1.01', '1.5', '1.95', '2.1', '9.5'),
    book: fc.option(fc.constantFrom('Acme', 'ACME', ' acme', 'Bet 365', 'bet365', 'None'), { nil: undefined }),
    stake: fc.integer({ min: 10_000, max: 1e8 }),
    settledOn: fc.constantFrom('2026-01-01', '2026-09-30', '2026-10-05', '2026-10-31', '2026-11-01', '2025-12-31'),
    at: fc.constantFrom('00:00:00.000', '12:34:56.789', '23:59:59.999'),
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
  })
  .map(({ kind, sports, market, price, book, stake, settledOn, at, steps }) => {
    const odds = kind === 'teaser' || kind === 'same_game_parlay' ? undefined : decimal(price);
    const first = steps.findIndex(({ result }) => isDecided(result));
    return {
      terms: {
        kind,
        stake,
        legs: sports.slice(0, kind === 'single' ? 1 : 4).map((sport) => storedLeg(0, { sport, market, odds })),
        ...(book !== undefined && { book }),
      },
      steps: steps.map((one, i) => ({
        ...one,
        profit: isDecided(one.result) ? one.profit : 0,
        ...(first >= 0 && i >= first && { settledAt: `${settledOn}T${at}Z` }),
      })),
    };
  });

/** Picks of one author, of any kind, each with its outcomes. */
export const picksWithOutcomes = (
  count: { minLength?: number; maxLength: number },
  authorId = ANN,
): fc.Arbitrary<PickWithOutcomes[]> =>
  fc.array(termsAndSteps, count).map((all) =>
    all.map(({ terms, steps }, i) => {
      const pickId = `0190a000-0000-7000-9000-${i.toString(16).padStart(12, '0')}` as StoredPick['pickId'];
      const pick = storedPick({ ...terms, pickId, authorId });
      return { pick, outcomes: storedOutcomes(steps, pick) };
    }),
  );
