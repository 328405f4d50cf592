import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Stats } from './stats-rules.ts';

/** A bettor's part of the boards in some time: integers that add up. Amounts are millionths of a unit. */
export interface BoardSums {
  readonly decided: number;
  readonly wins: number;
  readonly losses: number;
  readonly pushes: number;
  readonly turnover: number;
  readonly profit: number;
  /** Decided picks that are the bettor's first on their event: so many events at least. */
  readonly events: number;
  /** Decided picks above what books quoted. They are in none of the others. */
  readonly above: number;
}
export const NO_SUMS: BoardSums = { decided: 0, wins: 0, losses: 0, pushes: 0, turnover: 0, profit: 0, events: 0, above: 0 };
const FIELDS = Object.keys(NO_SUMS) as (keyof BoardSums)[];

/** The numbers of a stored row. A missing one is zero. */
export const sumsOfRow = (row: Partial<BoardSums>): BoardSums =>
  Object.fromEntries(FIELDS.map((field) => [field, row[field] ?? 0])) as unknown as BoardSums;

export const addSums = (a: BoardSums, b: BoardSums): BoardSums =>
  Object.fromEntries(FIELDS.map((field) => [field, a[field] + b[field] || 0])) as unknown as BoardSums;
/** The sums that `is` lacks. */
export const missingIn = (is: BoardSums, should: BoardSums): BoardSums =>
  Object.fromEntries(FIELDS.map((field) => [field, should[field] - is[field] || 0])) as unknown as BoardSums;
export const isEmpty = (sums: BoardSums): boolean => FIELDS.every((field) => sums[field] === 0);

/** The part of a record that counts on boards. */
export const boardSumsOf = (stats: Stats): BoardSums => ({
  decided: stats.boardDecided,
  wins: stats.boardWins,
  losses: stats.boardLosses,
  pushes: stats.boardPushes,
  turnover: stats.boardTurnoverMicro,
  profit: stats.boardProfitMicro,
  events: stats.boardEvents,
  above: stats.above,
});

/** Sums by bettor. */
export type SumsByBettor = ReadonlyMap<string, BoardSums>;

/** Adds what some rows say to sums by bettor. */
export function withRows(before: SumsByBettor, rows: Iterable<BoardSums & { readonly userId: string }>): Map<string, BoardSums> {
  const sums = new Map(before);
  for (const row of rows) sums.set(row.userId, addSums(sums.get(row.userId) ?? NO_SUMS, row));
  return sums;
}

/** Rows of plain values as compressed JSON: a third of what DynamoDB takes for the same as maps. */
export const pack = (rows: readonly (readonly (string | number)[])[]): Uint8Array => deflateRawSync(JSON.stringify(rows));
export const unpack = (packed: Uint8Array): (string | number)[][] => JSON.parse(inflateRawSync(packed).toString());

/** Some 40 bytes a bettor. */
export const packSums = (sums: Iterable<readonly [string, BoardSums]>): Uint8Array =>
  pack([...sums].map(([userId, of]) => [userId, ...FIELDS.map((field) => of[field])]));
export const unpackSums = (packed: Uint8Array): [string, BoardSums][] =>
  unpack(packed).map(([userId, ...numbers]) => [
    String(userId),
    Object.fromEntries(FIELDS.map((field, i) => [field, Number(numbers[i] ?? 0)])) as unknown as BoardSums,
  ]);
