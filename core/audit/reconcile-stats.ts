import type { System } from '#actor';
import { outcomesOf } from '#core/picks';
import {
  addStats,
  contribution,
  countedOf,
  countOutcome,
  entryOf,
  type LedgerRow,
  ledgerOf,
  NO_STATS,
  periodsChanged,
  periodsOf,
  recordRows,
  recordsOf,
  repairRecord,
  type Stats,
} from '#core/stats';
import { count, log } from '#platform/log';

/** An outcome that has not been counted for this long was lost on its way; in milliseconds. */
const LOST_AFTER = 10 * 60_000;

export interface Reconciled {
  readonly bettors: number;
  readonly counted: number;
  readonly repaired: number;
}

/**
 * Holds the records against the ledger and makes good what differs: first by counting outcomes that were never counted, by the same path
 * as ever; what then still differs is set right and is an alarm, since nothing should make it so.
 * @param scope `recent`: who settled something today or yesterday; `all`: everyone with a record
 */
export async function reconcileStats(_: System, scope: 'recent' | 'all', now: Date): Promise<Reconciled> {
  const days = [0, 1].map((ago) => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10));
  const found = await Promise.all((scope === 'all' ? ['all'] : days).map(recordsOf));
  const bettors = [...new Set(found.flat().map(({ userId }) => userId))];
  let [counted, repaired] = [0, 0];
  for (const userId of bettors) {
    const done = await reconcile(userId, now);
    counted += done.counted;
    repaired += done.repaired;
  }
  return { bettors: bettors.length, counted, repaired };
}

async function reconcile(userId: string, now: Date): Promise<{ counted: number; repaired: number }> {
  const first = await compare(userId);
  if (first.wrong.length === 0) return { counted: 0, repaired: 0 };
  const { counted, waiting } = await countLost(first.ledger, now);
  const { wrong } = waiting || counted > 0 ? await compare(userId) : first;
  // What is on its way will be counted by itself: the difference may be just that.
  if (waiting) return { counted, repaired: 0 };
  let repaired = 0;
  for (const { period, is, should } of wrong) {
    log.error('a record did not follow from its ledger', { userId, period, is, should });
    count('stats.repaired');
    if (await repairRecord(userId, period, is, should)) repaired++;
  }
  return { counted, repaired };
}

/** The rows of a record that the ledger does not bear out. */
async function compare(userId: string): Promise<{ ledger: LedgerRow[]; wrong: { period: string; is: Stats; should: Stats }[] }> {
  const [ledger, rows] = await Promise.all([ledgerOf(userId), recordRows(userId)]);
  const sums = new Map<string, Stats>();
  for (const row of ledger) {
    const counts = contribution(entryOf(row));
    for (const period of periodsOf(row.settledAt)) sums.set(period, addStats(sums.get(period) ?? NO_STATS, counts));
  }
  const periods = [...new Set([...sums.keys(), ...rows.map(({ period }) => period)])];
  const wrong = periods.flatMap((period) => {
    const {
      placed: _,
      withdrawn: __,
      period: ___,
      ...is
    } = rows.find((row) => row.period === period) ?? { placed: 0, withdrawn: 0, period, ...NO_STATS };
    const should = sums.get(period) ?? NO_STATS;
    return (Object.keys(NO_STATS) as (keyof Stats)[]).some((field) => is[field] !== should[field])
      ? [{ period, is, should }]
      : [];
  });
  return { ledger, wrong };
}

/** Counts the outcomes without a mark that should have one. `waiting`: there are some so young that the stream may still bring them. */
async function countLost(ledger: readonly LedgerRow[], now: Date): Promise<{ counted: number; waiting: boolean }> {
  let [counted, waiting] = [0, false];
  for (const { pickId } of ledger) {
    const [outcomes, marks] = await Promise.all([outcomesOf(pickId), countedOf(pickId)]);
    for (const outcome of outcomes) {
      if (marks.has(`outcome#${outcome.version}`) || periodsChanged(outcome).length === 0) continue;
      if (Date.parse(outcome.gradedAt) + LOST_AFTER > now.getTime()) waiting = true;
      else if (await countOutcome(outcome)) counted++;
    }
  }
  return { counted, waiting };
}
