import type { System } from '#actor';
import { count } from '#platform/log';
import { REASONS } from '#schemas/moderation';
import { openCasesOf } from './case.store.ts';
import { TOO_LONG } from './case-rules.ts';

/** The least severity of a reason that alarms: the list of open cases begins with these. */
const LEAST_SEVERITY = Math.min(...Object.values(REASONS).flatMap(({ alarms, severity }) => (alarms ? [severity] : [])));

/**
 * Counts the open cases with a report of a scam or of somebody under age that have waited for more than a day: the metric is the alarm. It
 * writes nothing, so it may run at any time. 0.5 RRU for each open case of a severity that may alarm.
 */
export async function sweepReports(_: System, now: Date): Promise<{ open: number; unseen: number }> {
  const cases = await openCasesOf(LEAST_SEVERITY);
  const unseen = cases.filter(
    ({ status, alarmSince }) =>
      status === 'open' && alarmSince !== undefined && Date.parse(alarmSince) <= now.getTime() - TOO_LONG,
  ).length;
  if (unseen > 0) count('report.unseen', unseen);
  return { open: cases.length, unseen };
}
