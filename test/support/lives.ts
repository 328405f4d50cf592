import fc from 'fast-check';
import { isDecided } from '#core/grading';
import type { StoredOutcome, StoredPick } from '#core/picks';

/** What happened to picks, made up: for tests of what is counted, which need no game that was played. */

const NUMBER = '0190a000-0000-7000-8000-';
export const decimal = (price: string) => ({ format: 'decimal' as const, price });
export const leg = (sport: string, market: string, price?: string): StoredPick['legs'][number] => ({
  eventId: `${NUMBER}000000000002`,
  sport,
  league: 'nfl',
  market,
  period: 'game',
  selection: 'home',
  acceptedStart: '2026-09-13T17:00:00.000Z',
  ...(price !== undefined && { odds: decimal(price) }),
});
export const pickOf = (more: Partial<StoredPick> = {}) =>
  ({
    pickId: `${NUMBER}000000000003` as StoredPick['pickId'],
    authorId: `${NUMBER}000000000001` as StoredPick['authorId'],
    kind: 'single',
    policyVersion: '1',
    placedAt: '2026-09-01T12:00:00.000Z',
    revision: 1,
    revisedAt: '2026-09-01T12:00:00.000Z',
    legs: [leg('soccer', 'total', '1.95')],
    stake: 1_000_000,
    outcomes: 0,
    reviews: 0,
    ...more,
  }) as StoredPick;

export type Happened = Partial<Pick<StoredOutcome, 'profit' | 'clv' | 'settledAt' | 'review' | 'reason'>> & {
  readonly result: string;
};
/** What happened to a pick, one outcome after the other, each saying what stood before it. */
export const outcomesOf = (all: readonly Happened[], { pickId, authorId, stake } = pickOf()): StoredOutcome[] =>
  all.map((one, i) => {
    const before = all[i - 1];
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
      gradedAt: one.settledAt ?? '2026-09-13T18:00:00.000Z',
      writtenAt: '2026-09-13T18:00:00.000Z',
      ...one,
      ...(before && { previous: { result: before.result, profit: before.profit ?? 0, clv: before.clv } }),
    };
  });

export interface Life {
  readonly pick: StoredPick;
  readonly outcomes: readonly StoredOutcome[];
}

const happened = fc.record({
  result: fc.constantFrom(
    ...['win', 'loss', 'push', 'void', 'half_win', 'half_loss', 'dead_heat', 'half_face', 'open', 'ungradeable'],
  ),
  profit: fc.integer({ min: -1e9, max: 1e9 }),
  clv: fc.option(fc.integer({ min: -999_999, max: 9e6 }), { nil: undefined }),
});
/** Undecided first, then settled at one instant for good, whatever is corrected. */
const life = fc
  .record({
    kind: fc.constantFrom<StoredPick['kind']>('single', 'parlay', 'round_robin', 'same_game_parlay', 'teaser'),
    sports: fc.array(fc.constantFrom('soccer', 'american_football'), { minLength: 2, maxLength: 4 }),
    market: fc.constantFrom('total', 'spread', 'moneyline'),
    price: fc.constantFrom('1.01', '1.5', '1.95', '2.1', '9.5'),
    book: fc.option(fc.constantFrom('Acme', 'ACME', ' acme', 'Bet 365', 'bet365', 'None'), { nil: undefined }),
    stake: fc.integer({ min: 10_000, max: 1e8 }),
    settledOn: fc.constantFrom('2026-01-01', '2026-09-30', '2026-10-05', '2026-10-31', '2026-11-01', '2025-12-31'),
    at: fc.constantFrom('00:00:00.000', '12:34:56.789', '23:59:59.999'),
    story: fc.array(happened, { minLength: 1, maxLength: 5 }),
  })
  .map(({ kind, sports, market, price, book, stake, settledOn, at, story }) => {
    const legPrice = kind === 'teaser' || kind === 'same_game_parlay' ? undefined : price;
    const first = story.findIndex(({ result }) => isDecided(result));
    return {
      said: {
        kind,
        stake,
        legs: sports.slice(0, kind === 'single' ? 1 : 4).map((sport) => leg(sport, market, legPrice)),
        ...(book !== undefined && { book }),
      },
      story: story.map((one, i) => ({
        ...one,
        profit: isDecided(one.result) ? one.profit : 0,
        ...(first >= 0 && i >= first && { settledAt: `${settledOn}T${at}Z` }),
      })),
    };
  });

/** The picks of one bettor, of any kind, and all that happened to each. */
export const lives = (count: { minLength?: number; maxLength: number }, authorId = pickOf().authorId): fc.Arbitrary<Life[]> =>
  fc.array(life, count).map((all) =>
    all.map(({ said, story }, i) => {
      const pickId = `0190a000-0000-7000-9000-${i.toString(16).padStart(12, '0')}` as StoredPick['pickId'];
      const pick = pickOf({ ...said, pickId, authorId });
      return { pick, outcomes: outcomesOf(story, pick) };
    }),
  );
