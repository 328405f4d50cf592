import type { LineStep } from '#schemas/market-shapes';
import { type Fraction, fraction } from './fraction.ts';

/** A line as a whole number of quarters: -3.5 is -14. */
export type Quarters = number;

/** Reads `-3.5`, `+3`, `3`, `0`, `+0.25`; null for anything that is not a number in steps of a quarter. */
export function parseLine(text: string): Quarters | null {
  const match = /^([+-]?)(0|[1-9]\d{0,3})(?:\.(0|00|5|50|25|75))?$/.exec(text);
  if (!match) return null;
  const [, minus, whole, places = '0'] = match;
  const quarters = Number(whole) * 4 + Number(places.padEnd(2, '0')) / 25;
  // `-0` is zero, not JavaScript's negative zero.
  return minus === '-' && quarters !== 0 ? -quarters : quarters;
}

/** The finest step a line uses: whole lines can push, halves never do, quarters can split a stake. */
export function lineStep(quarters: Quarters): LineStep {
  if (quarters % 4 === 0) return 'whole';
  return quarters % 2 === 0 ? 'half' : 'quarter';
}

const STEPS: readonly LineStep[] = ['whole', 'half', 'quarter'];
/** True if a line has no finer step than `finest`: `half` takes whole and half lines. */
export const onGrid = (quarters: Quarters, finest: LineStep): boolean =>
  STEPS.indexOf(lineStep(quarters)) <= STEPS.indexOf(finest);

const PLACES = ['', '.25', '.5', '.75'];
/** The canonical text of a total: `48.5`, `2.25`, `3`. */
export function formatTotalLine(quarters: Quarters): string {
  const size = Math.abs(quarters);
  return `${quarters < 0 ? '-' : ''}${Math.floor(size / 4)}${PLACES[size % 4]}`;
}
/** The canonical text of a handicap, which shows its sign: `+3`, `-3.5`, `0`. */
export const formatSpreadLine = (quarters: Quarters): string => `${quarters > 0 ? '+' : ''}${formatTotalLine(quarters)}`;

/** A line's exact value. */
export const lineValue = (quarters: Quarters): Fraction => fraction(quarters, 4);
