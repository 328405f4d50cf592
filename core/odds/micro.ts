import { type Fraction, formatScaled, fraction, roundHalfEven } from './fraction.ts';

/** Stakes and profits are whole millionths of a unit: 1.5 units are 1,500,000. */
const MICRO = 1_000_000n;
const PLACES = 6;

/** Rounds an exact amount of units to millionths, half-even. */
export const toMicro = (units: Fraction): bigint => roundHalfEven(units, MICRO);
/** Millionths as an exact amount of units. */
export const fromMicro = (micro: bigint | number): Fraction => fraction(micro, MICRO);

/** `0.909091`, `-1.000000`: always six places. */
export const formatMicro = (micro: bigint | number): string => formatScaled(BigInt(micro), PLACES);

/** Reads `1.5`, `100`, `-0.25` (at most twelve digits before the point and six after); null for anything else. */
export function parseMicro(text: string): bigint | null {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) return null;
  const [, minus, whole = '', places = ''] = match;
  const micro = BigInt(whole + places.padEnd(PLACES, '0'));
  return minus === '-' ? -micro : micro;
}

/** A stored amount is a JavaScript number; beyond 2^53 - 1 millionths (nine billion units) it would lose digits, so that throws RangeError. */
export function storedMicro(micro: bigint): number {
  const value = Number(micro);
  if (!Number.isSafeInteger(value)) throw new RangeError('an amount beyond nine billion units cannot be stored exactly');
  return value;
}
