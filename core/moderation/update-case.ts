import { transact } from '#data/transaction';
import { attempts } from '#platform/attempts';
import { canonical } from '#platform/canonical';
import { caseById, caseNumbersPart } from './case.store.ts';
import { NO_REPORTS, withReport } from './case-rules.ts';
import { allReportsIn } from './report.store.ts';

/** Copies that a case keeps: the thing as it was first reported, and as it was in the newest reports. */
const MOST_COPIES = 5;

/**
 * Writes the numbers of an open case as they follow from its reports, and adds a copy. The case is read before the reports and is a condition
 * of the write, so of ten runs at once the last one leaves the numbers of all ten; most find nothing left to do. A run that gives up, or dies,
 * leaves numbers that the next report or the hourly upkeep brings up to date. 1 RRU, 1 RRU for some 15 reports, 2 WRU.
 */
export async function updateCase(caseId: string, copy: string): Promise<void> {
  for await (const _ of attempts({ pause: 25, longest: 200, most: 10 })) {
    const one = await caseById(caseId);
    if (one?.status !== 'open') return;
    const numbers = (await allReportsIn(caseId)).reduce(withReport, NO_REPORTS);
    const copies = one.copies.includes(copy) ? one.copies : withCopy(one.copies, copy);
    const { reporters, weight, severity, reasons, alarmSince } = one;
    const is = { reporters, weight, severity, reasons, alarmSince, copies: one.copies };
    if (canonical(is) === canonical({ ...numbers, copies })) return;
    const refused = await transact({ case: caseNumbersPart(one, numbers, copies) });
    if (refused.size === 0) return;
  }
}

const withCopy = (copies: readonly string[], copy: string): string[] => [
  ...copies.slice(0, 1),
  ...copies.slice(1).slice(2 - MOST_COPIES),
  copy,
];
