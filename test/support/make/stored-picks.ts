import type { StoredLeg, StoredOutcome, StoredPick, StoredReview } from '#core/picks';
import type { EventId, PickId, UserId } from '#schemas/common';
import { american } from './pick-bodies.ts';

/** Picks, outcomes and reviews as the table holds them, for tests in memory. */

const id = (n: number): string => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const PICK = id(3) as PickId;
export const ANN = id(1) as UserId;
export const BEN = id(2) as UserId;
/** The id of the game of this number. */
export const gameId = (n = 0): EventId => id(n + 100) as EventId;

const START = Date.parse('2026-11-23T12:00:00.000Z');
/** The instant so many hours after the first start of every game. */
export const hour = (n: number): string => new Date(START + Math.round(n * 3_600_000)).toISOString();

/** A leg on the home side of the moneyline of game `n` at -110, with `terms` in place of these. */
export const storedLeg = (n = 0, terms: Partial<StoredLeg> = {}): StoredLeg => ({
  eventId: gameId(n),
  sport: 'american_football',
  league: 'nfl',
  market: 'moneyline',
  period: 'game',
  selection: 'home',
  odds: american('-110'),
  acceptedStart: hour(0),
  ...terms,
});

/** Ann's pick of 2 units, placed two hours before the start: a single of one leg, a parlay of several. */
export const storedPick = ({ legs = [storedLeg()], ...terms }: Partial<StoredPick> = {}): StoredPick => ({
  pickId: PICK,
  authorId: ANN,
  kind: legs.length === 1 ? 'single' : 'parlay',
  policyVersion: '1',
  placedAt: hour(-2),
  revision: 1,
  revisedAt: hour(-2),
  pricedAt: hour(-2),
  pricePolicy: '1',
  stake: 2_000_000,
  reviews: 0,
  outcomes: 0,
  ...terms,
  legs,
});

export type OutcomeStep = Pick<StoredOutcome, 'result'> &
  Partial<Pick<StoredOutcome, 'profit' | 'clv' | 'settledAt' | 'review' | 'reason' | 'priceCheck' | 'board'>>;
/** The outcomes of a pick, one for each step, each with the result of the one before it. */
export const storedOutcomes = (
  steps: readonly OutcomeStep[],
  { pickId, authorId, stake }: StoredPick = storedPick(),
): StoredOutcome[] =>
  steps.map((step, i) => {
    const before = steps[i - 1];
    return {
      pickId,
      authorId,
      version: i + 1,
      stake,
      policyVersion: '1',
      profit: 0,
      rule: 'test',
      legs: [],
      reviews: 0,
      gradedAt: step.settledAt ?? hour(3),
      writtenAt: hour(3),
      ...step,
      ...(before && {
        previous: {
          result: before.result,
          profit: before.profit ?? 0,
          clv: before.clv,
          priceCheck: before.priceCheck,
          board: before.board,
        },
      }),
    };
  });

/** Ann's review of a pick at this hour: void as a whole, with `terms` in place of these. */
export const storedReview = (at: number, terms: Partial<StoredReview> = {}): StoredReview => ({
  pickId: PICK,
  number: 1,
  result: 'void',
  won: '0',
  returned: '1',
  lost: '0',
  by: ANN,
  reason: 'Looked at it.',
  recordedAt: hour(at),
  counts: true,
  ...terms,
});
