/** Prices: the books' quotes for an event over time, the polls that confirmed them, and the close. */

export { CLOSE } from './cadence.ts';
export { closingOf } from './closing.store.ts';
export { type ClosingPrices, closeFor, confirms } from './closing-rules.ts';
export { addPoll, latestPolls, type Poll, type PollKind, type Quota } from './poll.store.ts';
export { competitorsOf, findPrices, type Prices, playerOffersOf, writePrices } from './price.store.ts';
export {
  bestQuote,
  betterQuote,
  boardPrice,
  checkOf,
  checkPrice,
  kindsFor,
  mayImprove,
  type QuotedPrices,
} from './price-check-rules.ts';
export { PRICE_POLICY_VERSION } from './price-policy.ts';
export {
  fieldWithinBounds,
  lineFor,
  mainLines,
  type PriceLine,
  type PriceSheet,
  type Quote,
  quotesFor,
  SHEETS,
  type SheetKind,
  selectionsIn,
  sheetOf,
  turnedSheet,
  withinBounds,
} from './price-sheet.ts';
export { quotedPrices } from './quoted-prices.store.ts';
