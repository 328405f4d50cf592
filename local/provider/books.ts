import type { BookMarket, BookOutcome, ReplayGame } from './games.ts';
import { PLAYERS, type PlayerRow } from './players.ts';

interface Book {
  readonly key: string;
  readonly title: string;
  readonly markets: readonly BookMarket[];
}

const NORTH = { key: 'replay_north', title: 'Replay North' };
const SOUTH = { key: 'replay_south', title: 'Replay South' };

/**
 * The books of one game's main lines. The first book has real prices. The other two are computed from it, so that books differ and there is
 * a best price; nobody ever quoted them.
 * @param now epoch milliseconds: one of the computed books moves from hour to hour
 */
export function booksOf({ facts, startsAt }: ReplayGame, now: number): Book[] {
  const [book] = facts.bookmakers;
  if (!book) return [];
  const drift = (Math.floor((startsAt - now) / 3_600_000) % 3) - 1;
  return [
    book,
    { ...NORTH, markets: book.markets.map((market) => shaded(market, 0, drift - 3, -drift)) },
    { ...SOUTH, markets: book.markets.map((market) => shaded(market, apartOf(facts.sport_key, market.key), 10, -14)) },
  ];
}

/** The books with all their markets: the main lines, and further ones. */
export const allBooksOf = (game: ReplayGame, now: number): Book[] => {
  const further = furtherOf(game);
  return booksOf(game, now).map((book) => ({ ...book, markets: [...book.markets, ...(further[book.key] ?? [])] }));
};

/** One game's further lines by book: computed spreads and totals around the main line at one book, players at two. */
function furtherOf({ facts }: ReplayGame): Readonly<Record<string, readonly BookMarket[]>> {
  const step = stepOf(facts.sport_key);
  const ladder = (key: string, worth: number): BookMarket[] => {
    const market = facts.bookmakers[0]?.markets.find((one) => one.key === key);
    if (!market) return [];
    const rungs = [-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6].map((i) => shaded(market, i * step, -i * worth, i * worth).outcomes);
    return [
      { key: `alternate_${key}`, outcomes: rungs.flat().filter(({ name, point = 0 }) => point > 0 || !/Over|Under/.test(name)) },
    ];
  };
  return {
    [NORTH.key]: [...ladder('spreads', 14), ...ladder('totals', -14), ...playersOf(facts.home_team ?? '', 0)],
    [SOUTH.key]: playersOf(facts.home_team ?? '', 9),
  };
}

/** @param cents added to the price of the first side, and taken from that of the other */
const playersOf = (home: string, cents: number): BookMarket[] =>
  Object.entries(PLAYERS[home] ?? {}).map(([key, rows]) => ({
    key,
    outcomes: rows.flatMap((row) => shaded({ key, outcomes: outcomesOf(row) }, 0, cents, -cents).outcomes),
  }));

const outcomesOf = ([description, point, first, second]: PlayerRow): BookOutcome[] => {
  const [one, other] = point === null ? ['Yes', 'No'] : ['Over', 'Under'];
  const outcome = (name = '', price: number): BookOutcome => ({ name, description, price, ...(point !== null && { point }) });
  return second === null ? [outcome(one, first)] : [outcome(one, first), outcome(other, second)];
};

const stepOf = (sport: string): number => (sport.startsWith('soccer') ? 0.25 : 0.5);
/** The points between the main lines of two books. A run line and a puck line are one and a half at each of them. */
const apartOf = (sport: string, market: string): number =>
  market === 'spreads' && /^(baseball|icehockey)/.test(sport) ? 0 : stepOf(sport);

/**
 * Moves a market to another line and other prices.
 * @param by points added to the first side's line
 * @param first cents added to the price of the first outcome
 * @param others cents added to the price of each other outcome
 */
function shaded({ key, outcomes }: BookMarket, by: number, first: number, others: number): BookMarket {
  const moved = outcomes.map((outcome, i): BookOutcome => {
    const { name, price, point } = outcome;
    const cents = i === 0 ? first : others;
    const sign = i === 0 || name === 'Under' ? 1 : -1;
    return {
      ...outcome,
      price: better(price, point === undefined ? Math.trunc(cents / 3) : cents),
      ...(point !== undefined && { point: point + sign * by }),
    };
  });
  return { key, outcomes: moved };
}

/** Adds cents to a price. American prices skip the range from -100 to +100; a decimal price has a hundred cents to the unit. */
function better(price: number, cents: number): number {
  if (Math.abs(price) < 100) return Math.max(101, Math.round(price * 100) + cents) / 100;
  const scale = (price > 0 ? price - 100 : price + 100) + cents;
  return scale >= 0 ? scale + 100 : scale - 100;
}
