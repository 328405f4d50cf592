import { isDeepStrictEqual } from 'node:util';
import { outcomesOf } from '#core/picks';
import { cardRecord, type QuotedSums, replaceCardRecord, userPage } from '#core/users';
import type { Page } from '#data/cursor';
import { auditEach, type Difference, differencesOf, RECENT, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import { count } from '#platform/log';
import { countedPage } from './board-sum.store.ts';
import { countOutcome, periodsChanged } from './count.projection.ts';
import { entryOf } from './ledger-row.ts';
import { periodsOf } from './period-rules.ts';
import {
  countedOf,
  type LedgerRow,
  ledgerOf,
  ledgerOfDay,
  recordIn,
  recordRows,
  repairRecord,
  streamLedger,
  streamRecords,
} from './stats.store.ts';
import { addStats, contribution, NO_STATS, quotedOf, type Stats } from './stats-rules.ts';

/** An outcome that has not been counted for this long was lost on its way; in milliseconds. */
const LOST_AFTER = 10 * 60_000;

/**
 * Compares each bettor's records, and the one on their card, with the sum of their ledger. Two queries and a read a bettor, more for a ledger
 * over 1 MB (some 2,500 picks). Of the recent ones it compares the day alone (`<userId>/<day>`): a query and a read, however long the bettor's
 * history is. An outcome is counted in all periods and on the card at once, so the day shows one that never was. The repair counts outcomes
 * that were never counted; what then still differs is set to the sum, and raises an alarm, since nothing should make it so.
 */
export const recordUpkeep: Upkeep = {
  kind: 'user',
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  recent,
  audit: (subjects) =>
    auditEach(subjects, async (subject) => {
      const [userId = '', day] = subject.split('/');
      if (day !== undefined) return compareDay(userId, day);
      const { wrong, card } = await compare(userId);
      return [
        ...wrong.flatMap(({ period, is, should }) => differencesOf(`stats ${userId} ${period}`, is, { ...should })),
        ...differencesOf(`record on the card of ${userId}`, card.is, { ...card.should }),
      ];
    }),
  repair: async (subject, now) => {
    const [userId = ''] = subject.split('/');
    const first = await compare(userId);
    if (isRight(first)) return [];
    const { counted, waiting } = await countLost(userId, first.ledger, now);
    // An outcome on its way is counted by the stream, and may be the whole difference.
    if (waiting) return counted;
    const { wrong, card } = counted.length > 0 ? await compare(userId) : first;
    const repaired: string[] = [];
    if (!isEqual(card) && (await replaceCardRecord(userId, card.is, card.should))) {
      count('stats.repaired');
      repaired.push(`record on the card of ${userId}`);
    }
    for (const { period, is, should } of wrong) {
      if (!(await repairRecord(userId, period, is, should))) continue;
      count('stats.repaired');
      repaired.push(`stats ${userId} ${period}`);
    }
    return [...counted, ...repaired];
  },
  export: async (userId) => ({ settled: streamLedger(userId), records: streamRecords(userId) }),
};

/** Bettors, each with a day of settlement, of whom something was counted today, or yesterday while less than RECENT of today is over. */
async function recent(cursor: string | null, now: Date): Promise<Page<string>> {
  const days = [...new Set([0, RECENT].map((ago) => new Date(now.getTime() - ago).toISOString().slice(0, 10)))];
  const [day = '', shard = '0', ...rest] = cursor === null ? [days[0]] : cursor.split('/');
  const after = rest.join('/');
  const { rows, next } = await countedPage(day, { shard: Number(shard), after }, SUBJECTS_PER_PAGE);
  const items = rows.map(({ userId, settledOn }) => `${userId}/${settledOn}`);
  if (next) return { items, cursor: `${day}/${next.shard}/${next.after}` };
  const before = days[days.indexOf(day) + 1];
  return { items, cursor: before === undefined ? null : `${before}/0/` };
}

/** The record of a day against the ledger of that day. */
async function compareDay(userId: string, day: string): Promise<Difference[]> {
  const [ledger, is] = await Promise.all([ledgerOfDay(userId, day), recordIn(userId, [day])]);
  const should = ledger.map((row) => contribution(entryOf(row))).reduce(addStats, NO_STATS);
  return differencesOf(`stats ${userId} ${day}`, is, { ...should });
}

interface Comparison {
  readonly ledger: readonly LedgerRow[];
  readonly wrong: readonly { readonly period: string; readonly is: Stats; readonly should: Stats }[];
  readonly card: { readonly is: QuotedSums; readonly should: QuotedSums };
}

const isEqual = ({ is, should }: Comparison['card']): boolean => isDeepStrictEqual(is, should);
const isRight = ({ wrong, card }: Comparison): boolean => wrong.length === 0 && isEqual(card);

/** The rows of a record that are not the sum of the ledger, and the record on the card beside that sum. */
async function compare(userId: string): Promise<Comparison> {
  const [ledger, rows, onCard] = await Promise.all([ledgerOf(userId), recordRows(userId), cardRecord(userId)]);
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
    } = rows.find((row) => row.period === period) ?? {
      placed: 0,
      withdrawn: 0,
      period,
      ...NO_STATS,
    };
    const should = sums.get(period) ?? NO_STATS;
    return (Object.keys(NO_STATS) as (keyof Stats)[]).some((field) => is[field] !== should[field])
      ? [{ period, is, should }]
      : [];
  });
  return { ledger, wrong, card: { is: onCard, should: quotedOf(sums.get('all') ?? NO_STATS) } };
}

/**
 * Counts the outcomes without a mark that should have one. Two queries a settled pick.
 * @returns what was counted; `waiting` when some are so young that the stream may still bring them
 */
async function countLost(
  userId: string,
  ledger: readonly LedgerRow[],
  now: Date,
): Promise<{ counted: string[]; waiting: boolean }> {
  const counted: string[] = [];
  let waiting = false;
  for (const { pickId } of ledger) {
    const [outcomes, marks] = await Promise.all([outcomesOf(pickId), countedOf(pickId)]);
    for (const outcome of outcomes) {
      const { version, gradedAt } = outcome;
      if (marks.has(`outcome#${version}`) || periodsChanged(outcome).length === 0) continue;
      if (Date.parse(gradedAt) + LOST_AFTER > now.getTime()) waiting = true;
      else if (await countOutcome(outcome, now)) counted.push(`outcome ${version} of pick ${pickId} in the record of ${userId}`);
    }
  }
  return { counted, waiting };
}
