import { batchAll } from '#data/batch';
import type { Item } from '#data/entity';
import { type Part, part } from '#data/transaction';
import { digest } from '#platform/canonical';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { ReportedCopy } from '#schemas/moderation';
import { reportEntity } from './report.entity.ts';
import { reportedCopyEntity } from './reported-copy.entity.ts';

export type StoredReport = Item<typeof reportEntity>;
export type StoredCopy = Item<typeof reportedCopyEntity>;
/** A thing as it reads now. */
export type CopiedSubject = Omit<ReportedCopy, 'at'>;

/** A person's report in a case. Consistent; 1 RRU. */
export async function reportBy(caseId: string, reporterId: UserId): Promise<StoredReport | null> {
  const { data } = await reportEntity().get({ caseId, reporterId }).go({ consistent: true });
  return data;
}

/** The reports in a case, at most `limit`. One Query, 0.5 RRU for some 15. */
export const reportsIn = async (caseId: string, limit: number): Promise<StoredReport[]> =>
  (await reportEntity().query.primary({ caseId }).go({ limit, pages: 'all', count: limit })).data;

/** All reports in a case. Consistent. */
export const allReportsIn = async (caseId: string): Promise<StoredReport[]> =>
  (await reportEntity().query.primary({ caseId }).go({ pages: 'all', consistent: true })).data;

/** A person's newest reports. One Query of the index and a BatchGet, 0.5 RRU each. */
export const newestReportsBy = async (reporterId: UserId, limit: number): Promise<StoredReport[]> =>
  (await reportEntity().query.byReporter({ reporterId }).go({ order: 'desc', limit, hydrate: true })).data;

/** All reports of a person. */
export const allReportsBy = async (reporterId: UserId): Promise<StoredReport[]> =>
  (await reportEntity().query.byReporter({ reporterId }).go({ pages: 'all', hydrate: true })).data;

/** A new report. Refused when the person has reported in this case. */
export const reportPart = (report: StoredReport): Part =>
  part({ reports: reportEntity() }, ({ reports }) => [reports.create(report).commit()]);

/** The name of a copy: things that read the same have one. */
export const copyHash = (copy: CopiedSubject): string => digest(copy).slice(0, 22);

/** The copy of a thing; the same again is the same row. */
export const copyPart = (caseId: string, copy: CopiedSubject, at: string): Part =>
  part({ copies: reportedCopyEntity() }, ({ copies }) => {
    const { handle, displayName, text, book, revision } = copy;
    const kept = Object.entries({ handle, displayName, text, book, revision }).filter(([, value]) => value !== null);
    return [copies.put({ caseId, hash: copyHash(copy), at, ...Object.fromEntries(kept) }).commit()];
  });

/** The copies that cases name, 100 to a request. 0.5 RRU per 4 KB of each. */
export const copiesOf = (
  cases: readonly { readonly caseId: string; readonly copies: readonly string[] }[],
): Promise<StoredCopy[]> =>
  batchAll(
    cases.flatMap(({ caseId, copies }) => copies.map((hash) => ({ caseId, hash }))),
    (some) => reportedCopyEntity().get(some).go(),
  );

/** Deletes all copies in a case. */
export async function deleteCopies(caseId: string): Promise<void> {
  const { data } = await reportedCopyEntity().query.primary({ caseId }).go({ pages: 'all' });
  await batchAll(
    data.map(({ hash }) => ({ caseId, hash })),
    (some) => reportedCopyEntity().delete(some).go(),
  );
}

/** Replaces a report by one of nobody, without its note: the case keeps its numbers. Refused when the report is gone. */
export const forgottenReporterPart = ({ note: _, ...report }: StoredReport): Part =>
  part({ reports: reportEntity() }, ({ reports }) => [
    reports
      .delete({ caseId: report.caseId, reporterId: report.reporterId })
      .where((attr, op) => op.exists(attr.at))
      .commit(),
    reports.create({ ...report, reporterId: newId(new Date(report.at)) }).commit(),
  ]);
