import { canonicalSelection, isMarket, MARKETS } from './markets.ts';
import type { Odds } from './odds.ts';
import type { TicketKind } from './settlement.ts';
import { type Problem, ticketProblem } from './tickets.ts';

/** Checks of a pick's terms as a whole: the fields that its kind needs, and those that only another kind takes. */

export const MOST_LEGS = 12;
/** Picks that are accepted of a person in an hour. */
export const PICKS_AN_HOUR = 10;
/** The stake of a pick in units. */
export const [LEAST_STAKE, LARGEST_STAKE] = [0.01, 100];
/** Most units of a round robin over all its combinations, so that no pick counts more in a record than the largest single. */
const MOST_UNITS = LARGEST_STAKE;

interface Terms {
  readonly kind: TicketKind;
  readonly legs: readonly {
    readonly eventId: string;
    readonly market: string;
    readonly period: string;
    readonly selection: string;
    readonly subject?: string | undefined;
    readonly stat?: string | undefined;
    readonly opponents?: readonly string[] | undefined;
    readonly lineUnit?: string | undefined;
    readonly odds?: Odds | undefined;
  }[];
  readonly size?: number | undefined;
  readonly odds?: Odds | undefined;
  readonly teaserPrices?: Readonly<Record<string, Odds>> | undefined;
  readonly superTeaser?: boolean | undefined;
  readonly stakeUnits: string;
}
type TermsCheck = (terms: Terms) => Problem | null;

/** The kinds whose legs have no prices of their own. */
export const PRICED_AS_ONE: readonly TicketKind[] = ['same_game_parlay', 'teaser'];

/** The kinds that take a field. */
export const TAKEN = {
  size: ['round_robin'],
  odds: ['same_game_parlay', 'teaser'],
  teaserPrices: ['teaser'],
  superTeaser: ['teaser'],
} as const satisfies Partial<Record<keyof Terms, readonly Terms['kind'][]>>;

const foreign: TermsCheck = (terms) => {
  const fields = Object.keys(TAKEN) as (keyof typeof TAKEN)[];
  const field = fields.find((name) => terms[name] !== undefined && !(TAKEN[name] as readonly string[]).includes(terms.kind));
  return field === undefined ? null : [[field], `only a ${TAKEN[field].join(' or a ').replaceAll('_', ' ')} takes this`];
};

const pricedAsOne: TermsCheck = ({ kind, legs }) => {
  const priced = legs.findIndex(({ odds }) => odds !== undefined);
  return priced < 0 || !PRICED_AS_ONE.includes(kind) ? null : [['legs', priced, 'odds'], 'this ticket is priced as a whole'];
};

const oneGame: TermsCheck = ({ kind, legs }) => {
  const other = legs.findIndex(({ eventId }) => eventId !== legs[0]?.eventId);
  return kind === 'same_game_parlay' && other >= 0 ? [['legs', other, 'eventId'], 'a same-game parlay is on one event'] : null;
};

const onceEach: TermsCheck = ({ legs }) => {
  const selections = legs.map(({ eventId, market, period, subject, stat, lineUnit, opponents = [], selection }) =>
    JSON.stringify([
      ...[eventId, market, period, subject, stat, lineUnit, opponents.toSorted()],
      isMarket(market) ? canonicalSelection(market, selection) : selection,
    ]),
  );
  const twice = selections.findIndex((selection, i) => selections.indexOf(selection) < i);
  return twice < 0 ? null : [['legs', twice, 'selection'], 'the same selection twice'];
};

const ownOpponent: TermsCheck = ({ legs }) => {
  for (const [i, { selection, opponents = [] }] of legs.entries()) {
    const twice = opponents.findIndex((name, n) => name === selection || opponents.indexOf(name) < n);
    if (twice >= 0) return [['legs', i, 'opponents', twice], 'a leg names a competitor once'];
  }
  return null;
};

const teased: TermsCheck = ({ kind, legs, odds, teaserPrices }) => {
  if (kind !== 'teaser') return null;
  const other = legs.findIndex(({ market }) => !(isMarket(market) && MARKETS[market].teased));
  if (other >= 0) return [['legs', other, 'market'], 'a teaser is made of spreads and totals'];
  const extra = Object.keys(teaserPrices ?? {}).find((left) => Number(left) > legs.length);
  if (extra !== undefined) return [['teaserPrices', extra], 'there are not so many legs'];
  return odds || teaserPrices?.[legs.length] ? null : [['odds'], 'a teaser needs its price with all its legs'];
};

const stakeInAll: TermsCheck = ({ kind, legs, size = 0, stakeUnits }) => {
  if (kind !== 'round_robin') return null;
  let combinations = 1;
  for (let i = 1; i <= size; i++) combinations = (combinations * (legs.length - size + i)) / i;
  return Number(stakeUnits) * combinations <= MOST_UNITS
    ? null
    : [['stakeUnits'], `${combinations} combinations stake over ${MOST_UNITS} units together`];
};

const CHECKS: readonly TermsCheck[] = [foreign, pricedAsOne, oneGame, ownOpponent, onceEach, teased, stakeInAll];

/** The first problem of a pick's terms that shows without its events; null when there is none. */
export function pickProblem(terms: Terms): Problem | null {
  const problem = ticketProblem({ ...terms, legs: terms.legs.map(({ odds, eventId }) => ({ odds, event: eventId })) });
  if (problem) return [problem[0].map((step) => (step === 'event' ? 'eventId' : step)), problem[1]];
  return CHECKS.map((check) => check(terms)).find((found) => found !== null) ?? null;
}
