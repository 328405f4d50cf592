import { FIELD, type Golfer, golferOdds, LEADERBOARD, placed } from './golf-bets.ts';
import { decimal, HALF, minus, ONE, order, plus, priceOf, type Ratio, ratio, sign, times, ZERO } from './ratio.ts';
import type { JudgedLeg } from './told.ts';
import type { Verdict } from './verdict.ts';

/** A line of the grade command, and what the reference makes of it. Amounts are null for one that is not decided. */
export interface JudgedTicket {
  readonly line: Readonly<Record<string, unknown>>;
  readonly result: string;
  /** Gross return for each unit staked. */
  readonly R: Ratio | null;
  readonly profit: Ratio | null;
  readonly turnover: Ratio;
  /** The leg's reason, where the reference names it. */
  readonly reason?: string | undefined;
}

/** Draws numbers that look random and are the same in every run. */
export class Draw {
  #state: bigint;
  constructor(seed: number) {
    this.#state = BigInt(seed);
  }
  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    this.#state = (this.#state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n;
    return Number((this.#state >> 33n) % BigInt(bound));
  }
  one<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

const STAKES = ['1', '3', '2.5', '100', '0.333333', '7.77'];
/** The amount that a part of a stake pays at a price: the won part at the price, the returned one as it was. */
const paid = ({ parts }: Verdict, price: Ratio): Ratio | null => (parts ? plus(times(parts[0], price), parts[1]) : null);
const byReturn = (R: Ratio): string => ['loss', 'push', 'win'][order(R, ONE) + 1] as string;

function ticket(line: JudgedTicket['line'], result: string, R: Ratio | null, stakes = ONE, reason?: string): JudgedTicket {
  const staked = times(decimal(line.stake as string), stakes);
  const isIdle = R === null || result === 'push' || result === 'void';
  return { line, result, R, profit: R && times(staked, minus(R, ONE)), turnover: isIdle ? ZERO : staked, reason };
}
const undecided = (verdicts: readonly Verdict[]): string | null => {
  if (verdicts.some(({ result }) => result === 'ungradeable')) return 'ungradeable';
  return verdicts.some(({ result }) => result === 'open') ? 'open' : null;
};
const isLate = ({ reason }: Verdict): boolean => reason === 'LATE';
const allVoid = (verdicts: readonly Verdict[]): boolean => verdicts.every(({ result }) => result === 'void');

export function single({ leg, verdict, policy }: JudgedLeg, id: number): JudgedTicket {
  const line = { id, kind: 'single', stake: STAKES[id % STAKES.length], legs: [leg], ...(policy && { policy }) };
  return ticket(line, verdict.result, paid(verdict, priceOf(leg.odds)), ONE, verdict.reason);
}

/** Every choice of `size` numbers below `count`. */
const choices = (count: number, size: number, from = 0): number[][] =>
  size === 0
    ? [[]]
    : Array.from({ length: count - from }, (_, i) => from + i).flatMap((one) =>
        choices(count, size - 1, one + 1).map((rest) => [one, ...rest]),
      );

/**
 * A parlay is the one choice of all its legs, a round robin every choice of `size`. A choice with a lost leg is lost, whatever its others
 * come to.
 */
export function combined(legs: readonly JudgedLeg[], kind: string, size: number, id: number): JudgedTicket {
  const line = {
    id,
    kind,
    stake: STAKES[id % STAKES.length],
    legs: legs.map(({ leg }) => leg),
    ...(kind === 'round_robin' && { size }),
  };
  const verdicts = legs.map(({ verdict }) => verdict);
  const all = choices(legs.length, size);
  const stakes = ratio(all.length);
  if (verdicts.some(isLate) || allVoid(verdicts)) return ticket(line, 'void', ONE, stakes);
  const returns = legs.map(({ leg, verdict }) => paid(verdict, priceOf(leg.odds)));
  const waits = all.some((chosen) => chosen.every((i) => returns[i] === null || sign(returns[i] as Ratio) !== 0));
  const state = undecided(verdicts);
  if (waits && state) return ticket(line, state, null, stakes);
  const sum = all.map((chosen) => chosen.reduce((product, i) => times(product, returns[i] ?? ZERO), ONE)).reduce(plus, ZERO);
  const R = times(sum, ratio(1, all.length));
  return ticket(line, byReturn(R), R, stakes);
}

export function sameGame(legs: readonly JudgedLeg[], id: number): JudgedTicket {
  const odds = { format: 'american', price: '+600' };
  const line = {
    id,
    kind: 'same_game_parlay',
    stake: STAKES[id % STAKES.length],
    odds,
    legs: legs.map(({ leg: { odds: _, ...leg } }) => leg),
  };
  const verdicts = legs.map(({ verdict }) => verdict);
  if (verdicts.some(isLate) || allVoid(verdicts)) return ticket(line, 'void', ONE);
  if (verdicts.some(({ result }) => result === 'loss')) return ticket(line, 'loss', ZERO);
  const state = undecided(verdicts);
  if (state) return ticket(line, state, null);
  if (verdicts.some(({ result }) => result !== 'win')) return ticket(line, 'void', ONE);
  return ticket(line, 'win', ratio(7));
}

const TEASER_PRICES: Readonly<Record<number, string>> = { 2: '-110', 3: '+160', 4: '+260', 5: '+400' };
export function teaser(legs: readonly JudgedLeg[], id: number): JudgedTicket {
  const teaserPrices = Object.fromEntries(Object.entries(TEASER_PRICES).map(([n, price]) => [n, { format: 'american', price }]));
  const line = {
    id,
    kind: 'teaser',
    stake: STAKES[id % STAKES.length],
    teaserPrices,
    legs: legs.map(({ leg: { odds: _, ...leg } }) => leg),
  };
  const results = legs.map(({ verdict }) => verdict.result);
  const tied = results.some((result) => result === 'push' || result === 'void');
  const state = undecided(legs.map(({ verdict }) => verdict));
  const lost = results.includes('loss');
  if (legs.some(({ verdict }) => isLate(verdict)) || allVoid(legs.map(({ verdict }) => verdict)))
    return ticket(line, 'void', ONE);
  // Of two legs a tie saves the other; of more it drops out.
  if (legs.length === 2 && tied) return ticket(line, 'push', ONE);
  if (legs.length > 2 && lost) return ticket(line, 'loss', ZERO);
  if (state) return ticket(line, state, null);
  if (lost) return ticket(line, 'loss', ZERO);
  const won = results.filter((result) => result === 'win').length;
  if (won < 2) return ticket(line, 'push', ONE);
  const R = priceOf({ format: 'american', price: TEASER_PRICES[won] as string });
  return ticket(line, 'win', R);
}

/** A golfer each way: half to win at the price, half to be placed at a share of it. */
function* eachWays(): Generator<JudgedTicket> {
  let id = 0;
  for (const [i, one] of LEADERBOARD.entries())
    for (const [terms, places] of [
      [4, 5],
      [5, 8],
      [3, 3],
      [5, 10],
    ] as const) {
      id += 1;
      const odds = golferOdds(one as Golfer, i);
      const price = priceOf(odds);
      const atPlaces = plus(ONE, times(minus(price, ONE), ratio(1, terms)));
      const R = times(HALF, plus(paid(placed(one, 1), price) as Ratio, paid(placed(one, places), atPlaces) as Ratio));
      const leg = { sport: 'golf', market: 'outright', selection: one.player, odds, event: FIELD };
      yield ticket(
        { id, kind: 'single', stake: '10', legs: [leg], eachWay: { fraction: `1/${terms}`, places } },
        byReturn(R),
        R,
        ratio(2),
      );
    }
}

/** Singles with terms of their own: a free bet, a deduction, the half-face rule of a draw. */
function withTerms(judged: JudgedLeg, id: number): JudgedTicket {
  const plain = single(judged, id);
  const { leg, verdict } = judged;
  const price = priceOf(leg.odds);
  if (id % 2 === 0) {
    const deducted = plus(ONE, times(minus(price, ONE), ratio(3, 4)));
    return ticket({ ...plain.line, deductions: ['0.15', '1/10'] }, verdict.result, paid(verdict, deducted), ONE, verdict.reason);
  }
  const gain = verdict.parts && times(verdict.parts[0], minus(price, ONE));
  const profit = gain && times(decimal(plain.line.stake as string), gain);
  return { ...plain, line: { ...plain.line, freeBet: true }, profit, turnover: ZERO };
}

export const isTeased = ({ leg: { market, line } }: JudgedLeg): boolean =>
  (market === 'spread' || market === 'total') && typeof line === 'string' && !/[27]5$/.test(line);
const idOf = ({ leg }: JudgedLeg): unknown => (leg.event as { id?: string }).id;
export function different(draw: Draw, pool: readonly JudgedLeg[], count: number): JudgedLeg[] {
  const legs: JudgedLeg[] = [];
  while (legs.length < count) {
    const next = draw.one(pool);
    if (!legs.some((leg) => idOf(leg) === idOf(next))) legs.push(next);
  }
  return legs;
}

/** Tickets of legs that are drawn from the pool. */
export function* tickets(pool: readonly JudgedLeg[], count: number): Generator<JudgedTicket> {
  yield* eachWays();
  const draw = new Draw(2_022);
  // Most tickets of four legs are lost: half of the legs come from those that are not.
  const usual = pool.filter(({ policy }) => policy === undefined);
  const alive = usual.filter(({ verdict }) => verdict.result !== 'loss');
  const decided = alive.filter(({ verdict }) => verdict.parts !== null);
  const teased = decided.filter(isTeased);
  for (let id = 0; id < count; id += 1) {
    const from = [usual, alive, decided][id % 3] as readonly JudgedLeg[];
    const legs = different(draw, from, 2 + draw.below(4));
    yield combined(legs, 'parlay', legs.length, id);
    yield combined(legs, 'round_robin', 1 + draw.below(legs.length), id);
    yield sameGame(different(draw, draw.below(2) === 0 ? from : decided, 2 + draw.below(2)), id);
    yield teaser(
      different(
        draw,
        id % 4 === 0
          ? usual
              .filter((_, i) => i % 97 === id % 97)
              .filter(isTeased)
              .concat(teased.slice(0, 40))
          : teased,
        2 + draw.below(4),
      ),
      id,
    );
    yield withTerms(draw.one(usual), id);
  }
}
