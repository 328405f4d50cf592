import { describe, expect, it, vi } from 'vitest';
import type { StoredOutcome, StoredPick } from '#core/picks';
import { type GameFact, gradeInTurn, knownAt } from '../../test/support/make/game-facts.ts';
import { ANN, BEN, gameId, hour, storedLeg, storedPick, storedReview } from '../../test/support/make/stored-picks.ts';
import { settlementOf } from './settlement-of.ts';

vi.spyOn(console, 'log').mockImplementation(() => {});

const [home, away, tie] = [[24, 20] as const, [20, 24] as const, [20, 20] as const];
const ends = (at: number, score: readonly [number, number], ...more: GameFact[]): GameFact[] => [{ at, score }, ...more];
/** Graded at each of these hours. */
const at = (
  hours: readonly number[],
  on: StoredPick,
  games: GameFact[][],
  reviews: Parameters<typeof knownAt>[2] = [],
): StoredOutcome[] =>
  gradeInTurn(
    on,
    hours.map((each) => knownAt(each, games, reviews)),
  );
const results = (outcomes: readonly StoredOutcome[]) => outcomes.map(({ result, profit }) => [result, profit]);
const legsOf = (outcome: StoredOutcome | undefined) => outcome?.legs.map(({ result }) => result);
const stateOf = (on: StoredPick, hours: number, games: GameFact[][], reviews: Parameters<typeof knownAt>[2] = []) =>
  settlementOf(on, knownAt(hours, games, reviews)).settlement.state;

const parlay = storedPick({ legs: [storedLeg(0), storedLeg(1), storedLeg(2)] });

describe('a parlay', () => {
  it('is open until its last leg is decided, and shows those that are', () => {
    const games = [ends(3, home), ends(6, tie), ends(30, home)];
    const outcomes = at([3, 6, 30], parlay, games);
    expect(outcomes.map(({ result }) => result)).toEqual(['open', 'open', 'win']);
    expect(outcomes.map(legsOf)).toEqual([
      ['win', 'open', 'open'],
      ['win', 'push', 'open'],
      ['win', 'push', 'win'],
    ]);
    expect(outcomes.map(({ settledAt }) => settledAt)).toEqual([undefined, undefined, hour(30)]);
    // Two units on (21/11)².
    expect(outcomes[2]).toMatchObject({ R: '441/121', profit: 5_289_256, stake: 2_000_000, rule: 'parlay' });
  });
  it('is lost with its first lost leg, provisionally; the others are still told', () => {
    const outcomes = at([3, 30], parlay, [ends(3, away), ends(30, home), []]);
    expect(results(outcomes)).toEqual([
      ['loss', -2_000_000],
      ['loss', -2_000_000],
    ]);
    expect(outcomes.map(legsOf)).toEqual([
      ['loss', 'open', 'open'],
      ['loss', 'win', 'open'],
    ]);
    expect(outcomes[1]?.settledAt).toBe(hour(3));
  });
  it('is open again when that leg is corrected, leaves every sum, and counts in the day of its first grade', () => {
    const games = [ends(3, away, { at: 20, score: home }), ends(30, home), ends(200, home)];
    const outcomes = at([3, 20, 30, 200], parlay, games);
    expect(results(outcomes)).toEqual([
      ['loss', -2_000_000],
      ['open', 0],
      ['open', 0],
      ['win', 11_915_853],
    ]);
    expect(new Set(outcomes.map(({ settledAt }) => settledAt))).toEqual(new Set([hour(3)]));
    expect(outcomes[1]).toMatchObject({ previous: { result: 'loss' }, finalAt: undefined });
    expect(outcomes[3]).toMatchObject({ finalAt: hour(272), previous: { result: 'open', profit: 0 } });
  });
  it('that was reopened can be corrected for 72 hours from when it counts again', () => {
    const games = (last: number) => [
      ends(3, away, { at: 20, score: home }),
      ends(30, home),
      ends(200, home, { at: last, score: away }),
    ];
    expect(results(at([300], parlay, games(272)))).toEqual([['loss', -2_000_000]]);
    expect(results(at([300], parlay, games(272.1)))).toEqual([['win', 11_915_853]]);
  });
  it('stays lost when the leg is corrected after the window; its other legs are told all the same', () => {
    const games = [ends(3, away, { at: 76, score: home }), ends(80, home), []];
    const [first, last] = at([3, 100], parlay, games);
    expect([first, last].map((outcome) => outcome?.result)).toEqual(['loss', undefined]);
    expect(stateOf(parlay, 100, games)).toBe('final');
  });
  it('loses a postponed leg from its product, also before any start', () => {
    const games = [[{ at: -1, startsAt: hour(100) }], ends(3, home), ends(4, home)];
    const outcomes = at([-1, 3, 4], parlay, games);
    expect(outcomes.map(legsOf)).toEqual([
      ['void', 'open', 'open'],
      ['void', 'win', 'open'],
      ['void', 'win', 'win'],
    ]);
    expect(outcomes[2]).toMatchObject({ result: 'win', R: '441/121' });
  });
  it('with nothing but void legs is void', () => {
    const off: GameFact[] = [{ at: -1, state: 'cancelled' }];
    expect(at([5], parlay, [off, off, off])).toMatchObject([{ result: 'void', profit: 0, reason: 'ALL_VOID' }]);
  });
  it('with a leg that was taken after its true start is void as a whole', () => {
    const games = [[{ at: 1, startsAt: hour(-3) }, ...ends(3, home)], ends(3, home), []];
    expect(at([5], parlay, games)).toMatchObject([
      { result: 'void', reason: 'LATE', legs: [{ result: 'void', reason: 'LATE' }, {}, {}] },
    ]);
  });
});

describe('a single whose words were changed after its true start', () => {
  const edited = storedPick({ revision: 2, revisedAt: hour(-0.5) });
  it('was accepted with its terms, and is graded', () => {
    expect(results(at([5], edited, [[{ at: 1, startsAt: hour(-1) }, ...ends(3, away)]]))).toEqual([['loss', -2_000_000]]);
  });
});

describe('other tickets', () => {
  it('a round robin stakes on each combination, and is decided when no combination waits', () => {
    const robin = storedPick({ legs: [storedLeg(0), storedLeg(1), storedLeg(2)], kind: 'round_robin', size: 2 });
    const outcomes = at([3, 4, 5], robin, [ends(3, home), ends(4, away), ends(5, home)]);
    // Of three pairs one wins: 2·(441/121) back for 6 staked.
    expect(outcomes.map(({ result, stake, profit }) => [result, stake, profit])).toEqual([
      ['open', 6_000_000, 0],
      ['open', 6_000_000, 0],
      ['win', 6_000_000, 1_289_256],
    ]);
    expect(results(at([3], robin, [ends(3, away), ends(3, away), []]))).toEqual([['loss', -6_000_000]]);
  });
  const kupp = {
    market: 'player_total',
    selection: 'over',
    line: '7.5',
    subject: 'Cooper Kupp',
    stat: 'receptions',
    odds: undefined,
  };
  const sameGame = storedPick({
    legs: [storedLeg(0, { odds: undefined }), storedLeg(0, kupp)],
    kind: 'same_game_parlay',
    odds: { format: 'american', price: '+260' },
  });
  const lines = (started: boolean, receptions?: number): GameFact['details'] => ({
    facts: { entries: { 'Cooper Kupp': { started, ...(receptions !== undefined && { stats: { receptions } }) } } },
  });
  it('a same-game parlay waits for its facts, pays its quoted price, and is void when a player was scratched', () => {
    expect(at([3], sameGame, [ends(3, home)])).toMatchObject([
      { result: 'ungradeable', profit: 0, review: expect.any(String), legs: [{ result: 'win' }, { result: 'ungradeable' }] },
    ]);
    expect(results(at([4], sameGame, [ends(3, home, { at: 4, score: home, details: lines(true, 8) })]))).toEqual([
      ['win', 5_200_000],
    ]);
    expect(at([4], sameGame, [ends(3, home, { at: 4, score: home, details: lines(false) })])).toMatchObject([
      { result: 'void', reason: 'LEG_WITHOUT_ACTION', legs: [{ result: 'win' }, { result: 'void', reason: 'DNP' }] },
    ]);
    expect(results(at([4], sameGame, [ends(3, away, { at: 4, score: away, details: lines(false) })]))).toEqual([
      ['loss', -2_000_000],
    ]);
  });
  it('a teaser pays by the number of legs that are left', () => {
    const teased = [0, 1, 2].map((n) => storedLeg(n, { market: 'spread', line: '+4', odds: undefined }));
    const teaser = storedPick({
      legs: teased,
      kind: 'teaser',
      odds: { format: 'american', price: '+160' },
      teaserPrices: [{ legs: 2, odds: { format: 'american', price: '-110' } }],
    });
    const games = (third: readonly [number, number]) => [ends(3, home), ends(3, tie), ends(3, third)];
    expect(results(at([3], teaser, games(home)))).toEqual([['win', 3_200_000]]);
    expect(results(at([3], teaser, games(away)))).toEqual([['win', 1_818_182]]);
    expect(results(at([3], teaser, games([0, 30])))).toEqual([['loss', -2_000_000]]);
    expect(results(at([3], { ...teaser, superTeaser: true }, games(away)))).toEqual([['void', 0]]);
  });
});

describe('a review', () => {
  // The provider states no periods, so that a half cannot be graded from it.
  const half = storedPick({ legs: [storedLeg(0, { market: 'spread', line: '-3', period: 'H1' })] });
  const done = ends(3, home);
  const win = { result: 'win', won: '1', returned: '0', lost: '0' };

  it('of one admin decides what could not be graded, and counts from then on', () => {
    const outcomes = at([3, 5], half, [done], [storedReview(5, { leg: 0, ...win })]);
    expect(outcomes).toMatchObject([
      { result: 'ungradeable', profit: 0, rule: expect.any(String), review: expect.any(String), settledAt: undefined },
      { result: 'win', profit: 1_818_182, rule: 'review', reason: 'REVIEWED', settledAt: hour(5), gradedAt: hour(5), reviews: 1 },
    ]);
    expect(outcomes[1]?.review).toBeUndefined();
    expect(outcomes[1]?.legs[0]?.resultVersion).toBeUndefined();
  });
  it('that comes after facts that decide says nothing', () => {
    const halves = {
      periods: [
        { period: 'H1', home: 0, away: 10 },
        { period: 'H2', home: 24, away: 10 },
      ],
    };
    const games = [ends(3, home, { at: 4, score: home, details: halves })];
    expect(results(at([5], half, games, [storedReview(5, { leg: 0, ...win })]))).toEqual([['loss', -2_000_000]]);
  });
  it('gives way to newer facts that decide, and not to newer ones that do not', () => {
    const halves = {
      periods: [
        { period: 'H1', home: 0, away: 10 },
        { period: 'H2', home: 24, away: 10 },
      ],
    };
    const reviews = [storedReview(5, { leg: 0, ...win })];
    expect(results(at([6], half, [[...done, { at: 6, score: [27, 20] }]], reviews))).toEqual([['win', 1_818_182]]);
    expect(results(at([6], half, [[...done, { at: 6, score: home, details: halves }]], reviews))).toEqual([['loss', -2_000_000]]);
  });
  it('of one leg leaves the ticket to its other legs', () => {
    const ticket = storedPick({ legs: [storedLeg(0, { market: 'spread', line: '-3', period: 'H1' }), storedLeg(1)] });
    const outcomes = at([3, 5, 8], ticket, [done, ends(8, home)], [storedReview(5, { leg: 0, ...win })]);
    expect(outcomes.map(({ result }) => result)).toEqual(['ungradeable', 'open', 'win']);
  });
  it('of a whole ticket stands where the rules have no price', () => {
    const teased = [0, 1, 2].map((n) => storedLeg(n, { market: 'spread', line: '+4', odds: undefined }));
    const teaser = storedPick({ legs: teased, kind: 'teaser', odds: { format: 'american', price: '+160' } });
    const games = [ends(3, home), ends(3, home), ends(3, away)];
    const outcomes = at([3, 5], teaser, games, [storedReview(5, {})]);
    expect(outcomes).toMatchObject([
      { result: 'ungradeable', reason: 'NO_TEASER_PRICE' },
      { result: 'void', profit: 0, rule: 'review', R: '1' },
    ]);
  });
  it('of a final pick counts when a second admin has said the same', () => {
    const single = storedPick({ legs: [storedLeg(0)] });
    const waiting = storedReview(100, { leg: 0, counts: false });
    expect(stateOf(single, 90, [done])).toBe('graded_provisional');
    expect(results(at([3, 100], single, [done], [waiting]))).toEqual([['win', 1_818_182]]);
    const both = [waiting, storedReview(110, { number: 2, leg: 0, by: BEN, confirms: 1 })];
    expect(results(at([3, 100, 110], single, [done], both))).toEqual([
      ['win', 1_818_182],
      ['void', 0],
    ]);
    expect(stateOf(single, 110, [done], both)).toBe('corrected');
    const alone = [waiting, storedReview(110, { number: 2, leg: 0, by: ANN, confirms: 1 })];
    expect(results(at([110], single, [done], alone))).toEqual([['win', 1_818_182]]);
  });
});

it('a leg on another game is not touched by this one', () => {
  const facts = knownAt(3, [ends(3, home), []]);
  const events = new Map([[gameId(1), facts.events.get(gameId(1)) ?? []]]);
  expect(settlementOf(storedPick({ legs: [storedLeg(1)] }), { ...facts, events }).standing).toBeNull();
});
