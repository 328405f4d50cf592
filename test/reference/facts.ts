import { readFileSync } from 'node:fs';

/** Reads a table of test/reference/data: comments, a head, and fields that are separated by semicolons. */
export function readTable<Field extends string>(name: string): Readonly<Record<Field, string>>[] {
  const lines = readFileSync(new URL(`data/${name}.csv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const [head = '', ...rows] = lines.filter((line) => !line.startsWith('#'));
  const fields = head.split(';');
  return rows.map((row) => {
    const cells = row.split(';');
    return Object.fromEntries(fields.map((field, i) => [field, cells[i] ?? ''])) as Record<Field, string>;
  });
}

export interface Odds {
  readonly format: 'american' | 'decimal' | 'fractional';
  readonly price: string;
}
const USUAL: readonly Odds[] = [
  { format: 'american', price: '-110' },
  { format: 'decimal', price: '1.95' },
  { format: 'fractional', price: '5/2' },
  { format: 'american', price: '+150' },
  { format: 'fractional', price: '100/30' },
  { format: 'decimal', price: '2.005' },
];
/** Prices by turns, for bets whose price the source does not have. */
export const usualOdds = (turn: number): Odds => USUAL[turn % USUAL.length] as Odds;
/** A closing price as the source writes it, or a usual one. */
export const closingOdds = (format: string, price: string, turn: number): Odds => {
  if (price === '') return usualOdds(turn);
  return { format: format as Odds['format'], price: format === 'american' && Number(price) > 0 ? `+${price}` : price };
};
