import { ROWS } from './market-rows.ts';
import { LINES, type MarketRow, type Selections, type SportOffer } from './market-shapes.ts';
import { type League, sportOf } from './sports.ts';

/** A market that can be graded. */
export type Market = keyof typeof ROWS;
/** A market that `POST /picks` takes in at least one sport. */
export type OfferedMarket = { [M in Market]: (typeof ROWS)[M] extends { readonly offered: object } ? M : never }[Market];

export const MARKETS: Readonly<Record<Market, MarketRow>> = ROWS;
export const MARKET_NAMES = Object.keys(ROWS) as Market[];
/** In the order in which clients see markets. */
export const OFFERED_MARKETS = MARKET_NAMES.filter((market) => MARKETS[market].offered) as [OfferedMarket, ...OfferedMarket[]];

export const isMarket = (name: string): name is Market => Object.hasOwn(MARKETS, name);

/** Undefined where picks on the league take no such market. */
export const offerOf = (league: League, market: OfferedMarket): SportOffer | undefined => {
  const offer = MARKETS[market].offered?.sports[sportOf(league)];
  const periods = offer?.except?.[league] ?? offer?.periods ?? [];
  return offer && periods.length > 0 ? { periods, step: offer.step } : undefined;
};

/** The selections of a pick on a market: a list or a pattern. */
export const offeredSelections = (market: OfferedMarket): Selections =>
  MARKETS[market].offered?.selections ?? MARKETS[market].selections;
/** The selections of a pick that can be listed; empty where they follow a pattern or are names. */
export const listedSelections = (market: OfferedMarket): readonly string[] => {
  const selections = offeredSelections(market);
  return selections instanceof RegExp ? [] : (selections ?? []);
};
/** True where a selection is the name of a competitor. */
export const namesCompetitor = (market: OfferedMarket): boolean => offeredSelections(market) === null;
/** True where a pick names in `subject` the player or the competitor whom it is about. */
export const takesSubject = (market: OfferedMarket): boolean => {
  const { on } = MARKETS[market];
  return on === 'player' || (on === 'competitor' && !namesCompetitor(market));
};
export const isOfferedSelection = (market: OfferedMarket, selection: string): boolean =>
  includesSelection(offeredSelections(market), selection);

/** The one spelling of a selection: numbers of a score have no leading zeros, `02-1` is `2-1`. Keeps a selection that is no score. */
export const canonicalSelection = (market: Market, selection: string): string =>
  MARKETS[market].selections instanceof RegExp
    ? selection.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ''))
    : selection;

export const includesSelection = (selections: Selections, selection: string): boolean => {
  if (selections === null) return selection !== '';
  return selections instanceof RegExp ? selections.test(selection) : selections.includes(selection);
};

/** The terms of a leg that only some sports have: the markets that take them in a sport. */
export const TERMS_OF_SPORTS: Readonly<
  Record<'lineUnit' | 'pitchers' | 'drawPrice', (sport: string, market: OfferedMarket, period: string) => boolean>
> = {
  lineUnit: (sport, market, period) => sport === 'tennis' && period === 'game' && LINES[MARKETS[market].line].step !== null,
  pitchers: (sport, market) => sport === 'baseball' && MARKETS[market].on === 'game',
  drawPrice: (_, market) => market === 'moneyline',
};
