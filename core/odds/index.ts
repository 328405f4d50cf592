/** Odds, lines and exact amounts: text as it was entered, as numbers. */

export { integerRoot } from './fixed-point.ts';
export * from './fraction.ts';
export {
  formatSpreadLine,
  formatTotalLine,
  lineStep,
  lineValue,
  onGrid,
  parseLine,
  type Quarters,
} from './line-rules.ts';
export { formatMicro, fromMicro, parseMicro, storedMicro, toMicro } from './micro.ts';
export { fairProbabilities, type NoVigMethod } from './no-vig.ts';
export { decimalOf, displayDecimal, displayOdds, impliedProbability } from './odds-rules.ts';
