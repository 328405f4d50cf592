import type { StoredOutcome, StoredPick } from '#core/picks';
import {
  addStats,
  deltaOf,
  type LedgerRow,
  ledgerOf,
  ledgerRowOf,
  NO_STATS,
  periodsChanged,
  recordRows,
  type Stats,
} from '#core/stats';
import { type Difference, differences } from './difference.ts';

/** One bettor's facts, gathered over all events. */
export interface Facts {
  readonly picks: StoredPick[];
  readonly outcomes: StoredOutcome[];
}

/** A bettor's ledger and every row of their record, against the sum of what their outcomes changed. */
export async function auditRecord(userId: string, { picks, outcomes }: Facts): Promise<Difference[]> {
  const [ledger, rows] = await Promise.all([ledgerOf(userId), recordRows(userId)]);
  const should = sumOf(outcomes);
  const periods = new Set([...should.keys(), ...rows.map(({ period }) => period)]);
  const placed = picks.length;
  const withdrawn = picks.filter(({ withdrawnAt }) => withdrawnAt !== undefined).length;
  return [
    ...[...periods].flatMap((period) => {
      const is = rows.find((row) => row.period === period);
      return differences(`stats ${userId} ${period}`, { ...NO_STATS, ...is }, { ...(should.get(period) ?? NO_STATS) });
    }),
    ...differences(
      `stats ${userId} all`,
      { placed: 0, withdrawn: 0, ...rows.find(({ period }) => period === 'all') },
      { placed, withdrawn },
    ),
    ...auditLedger(userId, ledger, { picks, outcomes }),
  ];
}

/** What a record should be in each period. */
export function sumOf(outcomes: readonly StoredOutcome[]): Map<string, Stats> {
  const sums = new Map<string, Stats>();
  for (const outcome of outcomes) {
    for (const period of periodsChanged(outcome)) sums.set(period, addStats(sums.get(period) ?? NO_STATS, deltaOf(outcome)));
  }
  return sums;
}

/** One row for each pick that was ever decided, as its newest outcome and its own words have it. */
function auditLedger(userId: string, ledger: readonly LedgerRow[], { picks, outcomes }: Facts): Difference[] {
  const newest = new Map(outcomes.map((outcome) => [outcome.pickId, outcome]));
  const rows = new Map(ledger.map((row) => [row.pickId, row]));
  const should = picks.flatMap((pick) => {
    const outcome = newest.get(pick.pickId);
    return (outcome && ledgerRowOf(pick, outcome)) ?? [];
  });
  return [
    ...differences(`ledger ${userId}`, { rows: ledger.length }, { rows: should.length }),
    ...should.flatMap((row) => differences(`ledger ${userId} pick ${row.pickId}`, rows.get(row.pickId), row)),
  ];
}
