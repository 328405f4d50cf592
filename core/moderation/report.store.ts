import { batchAll } from '#data/batch';
import type { Item } from '#data/entity';
import { streamRows } from '#data/row-stream';
import { type Part, part } from '#data/transaction';
import { digest } from '#platform/canonical';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { ReportedCopy } from '#schemas/moderation';
import { copiedSpeakerEntity } from './copied-speaker.entity.ts';
import { reportEntity } from './report.entity.ts';
import { type CopiedMessage, reportedCopyEntity } from './reported-copy.entity.ts';

export type StoredReport = Item<typeof reportEntity>;
export type StoredCopy = Item<typeof reportedCopyEntity>;
/** A thing as it reads now. */
export type CopiedSubject = Omit<ReportedCopy, 'at' | 'message'> & { readonly message: CopiedMessage | null };
export const NO_COPY: CopiedSubject = { handle: null, displayName: null, text: null, book: null, revision: null, message: null };

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

/** The reports of a person, as a stream. For exports. */
export const streamReportsBy = (reporterId: UserId): AsyncGenerator<StoredReport> =>
  streamRows((page) =>
    reportEntity()
      .query.byReporter({ reporterId })
      .go({ ...page, hydrate: true }),
  );

/** A new report. Refused when the person has reported in this case. */
export const reportPart = (report: StoredReport): Part =>
  part({ reports: reportEntity() }, ({ reports }) => [reports.create(report).commit()]);

/** The name of a copy: things that read the same have one. */
export const copyHash = (copy: CopiedSubject): string => digest(copy).slice(0, 22);

/**
 * The copy of a thing; the same again is the same row.
 * @param speakers the authors of the messages before a message, from the number 1 on
 */
export const copyPart = (caseId: string, copy: CopiedSubject, at: string, speakers: readonly UserId[] = []): Part =>
  part({ copies: reportedCopyEntity(), people: copiedSpeakerEntity() }, ({ copies, people }) => {
    const { handle, displayName, text, book, revision, message } = copy;
    const kept = Object.entries({ handle, displayName, text, book, revision, message }).filter(([, value]) => value !== null);
    const hash = copyHash(copy);
    return [
      copies.put({ caseId, hash, at, ...Object.fromEntries(kept) }).commit(),
      ...speakers.map((userId, i) => people.put({ userId, caseId, hash, speaker: i + 1 }).commit()),
    ];
  });

/** Takes the words of somebody out of the copies of messages of others. Bears repeats. */
export async function eraseSpeaker(userId: UserId): Promise<void> {
  const { data } = await copiedSpeakerEntity().query.primary({ userId }).go({ pages: 'all' });
  for (const { caseId, hash, speaker } of data) {
    const { data: copy } = await reportedCopyEntity().get({ caseId, hash }).go({ consistent: true });
    if (copy?.message) {
      const before = copy.message.before.map((line) => (line.speaker === speaker ? { ...line, text: null } : line));
      await reportedCopyEntity()
        .patch({ caseId, hash })
        .set({ message: { ...copy.message, before } })
        .go();
    }
    await copiedSpeakerEntity().delete({ userId, caseId, hash }).go();
  }
}

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
