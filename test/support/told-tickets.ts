import fc from 'fast-check';
import type { Odds } from '../reference/facts.ts';
import { combined, Draw, different, isTeased, type JudgedTicket, sameGame, single, teaser } from '../reference/tickets.ts';
import type { JudgedLeg } from '../reference/told.ts';
import type { ToldGame } from './told-games.ts';

/** Tickets on told games, within what `POST /picks` takes. */

/** A ticket to place. `judge` gives it with the verdict that the reference has of each leg. */
export interface PlannedTicket {
  readonly legs: readonly JudgedLeg[];
  judge(legs: readonly JudgedLeg[]): JudgedTicket;
}

const MOST_LEGS = 12;
/** The numbers whose stake (tickets.ts) has two places at most. */
let number = 0;
function nextNumber(): number {
  number += number % 6 === 2 ? 3 : 1;
  return number;
}
const planned = (legs: readonly JudgedLeg[], make: (legs: readonly JudgedLeg[], id: number) => JudgedTicket): PlannedTicket => {
  const id = nextNumber();
  return { legs, judge: (judged) => make(judged, id) };
};
const asSingle = (judged: JudgedLeg): PlannedTicket => planned([judged], ([leg], id) => single(leg as JudgedLeg, id));

/** A selection stands once on a ticket, on whatever line; `02-1` is `2-1`. */
const selectionOf = ({ leg: { market, period, subject, selection, opponents = [], lineUnit } }: JudgedLeg): string =>
  JSON.stringify([
    ...[market, period, subject, String(selection).replace(/^0(?=\d)/, '')],
    (opponents as string[]).toSorted(),
    lineUnit,
  ]);
/** The class of a leg: legs of one class try the same rule. */
const classOf = ({ leg: { sport, market, period }, verdict: { result, reason } }: JudgedLeg): string =>
  [sport, market, period, result, reason].join(' ');

/** Counts the legs of each class that were taken, so that those of a rare one are taken first. */
export class Planner {
  readonly #taken = new Map<string, number>();
  readonly #draw = new Draw(15);

  /** Up to twelve legs on one game, each another selection, of the classes that were taken least. */
  onOneGame(pool: readonly JudgedLeg[]): PlannedTicket | null {
    const legs: JudgedLeg[] = [];
    const rank = new Map(
      pool.map((judged) => [judged, (this.#taken.get(classOf(judged)) ?? 0) + this.#draw.below(1_000) / 1_000]),
    );
    for (const judged of pool.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)))
      if (legs.length < MOST_LEGS && legs.every((leg) => selectionOf(leg) !== selectionOf(judged))) legs.push(judged);
    for (const leg of legs) this.#taken.set(classOf(leg), (this.#taken.get(classOf(leg)) ?? 0) + 1);
    if (legs.length === 0) return null;
    return legs.length === 1 ? asSingle(legs[0] as JudgedLeg) : planned(legs, sameGame);
  }

  /** The tickets on one game: same-game parlays of all its verdicts and of won legs alone, and a single, seldom a plain loss. */
  *onGame({ legs, isWhole }: ToldGame): Generator<PlannedTicket> {
    const won = legs.filter(({ verdict }) => verdict.result === 'win');
    const other = legs.filter(({ verdict }) => verdict.parts !== null && verdict.result !== 'loss');
    const pools = isWhole ? [legs, won] : [legs];
    for (const pool of pools) {
      const ticket = this.onOneGame(pool);
      if (ticket) yield ticket;
    }
    if (isWhole) yield asSingle(this.#draw.one(this.#draw.below(3) > 0 && other.length > 0 ? other : legs));
  }

  /** Singles on some legs of each class. */
  *onEachClass(legs: readonly JudgedLeg[], count: number): Generator<PlannedTicket> {
    for (const same of Map.groupBy(legs, classOf).values())
      for (let i = 0; i < Math.min(count, same.length); i += 1)
        yield asSingle(same[(i * 37 + this.#draw.below(37)) % same.length] as JudgedLeg);
  }

  /** Parlays, round robins and teasers over different games. */
  *acrossGames(games: readonly ToldGame[], count: number): Generator<PlannedTicket> {
    const usual = games.flatMap(({ legs }) => legs);
    const alive = usual.filter(({ verdict }) => verdict.result !== 'loss');
    const decided = alive.filter(({ verdict }) => verdict.parts !== null);
    const teased = decided.filter((judged) => isTeased(judged) && judged.leg.lineUnit === undefined);
    for (let i = 0; i < count; i += 1) {
      const legs = different(this.#draw, i % 4 === 0 ? alive : decided, 2 + this.#draw.below(3));
      const size = 2 + this.#draw.below(legs.length - 1);
      yield planned(legs, (all, id) => combined(all, 'parlay', all.length, id));
      if (i % 2 === 0) yield planned(legs, (all, id) => combined(all, 'round_robin', size, id));
      else yield planned(different(this.#draw, teased, 2 + this.#draw.below(4)), teaser);
    }
  }
}

/** One price in every form in which it can be written exactly. */
const exactPrices: fc.Arbitrary<readonly Odds[]> = fc
  .oneof(
    fc.integer({ min: 100, max: 5_000 }).map((n) => [`+${n}`, (100 + n) / 100, `${n}/100`] as const),
    fc.constantFrom(100, 125, 160, 200, 250, 400, 500, 800, 1_000, 2_000).map((n) => [`-${n}`, 1 + 100 / n, `100/${n}`] as const),
  )
  .map(([american, decimal, fractional]) => [
    { format: 'american', price: american },
    { format: 'decimal', price: `${decimal}` },
    { format: 'fractional', price: fractional },
  ]);

/** Singles on one leg at one price in each of its forms, with the same stake. */
export const equalSingles = (pool: readonly JudgedLeg[], count: number): (readonly PlannedTicket[])[] =>
  fc.sample(fc.tuple(fc.constantFrom(...pool), exactPrices), { numRuns: count, seed: 15 }).map(([judged, prices]) => {
    const id = nextNumber();
    return prices.map((odds) => ({
      legs: [{ ...judged, leg: { ...judged.leg, odds } }],
      judge: ([leg]: readonly JudgedLeg[]) => single(leg as JudgedLeg, id),
    }));
  });
