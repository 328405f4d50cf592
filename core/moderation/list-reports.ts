import type * as z from 'zod';
import type { User } from '#actor';
import { reportedMedia } from '#core/media';
import { cardsOf } from '#core/users';
import { type Page, readCursor, signCursor } from '#data/cursor';
import type { ListReports } from '#schemas/moderation';
import { banOfAppeal } from './appealed-ban.ts';
import { decisionsOn, pageOfCases, type StoredCase } from './case.store.ts';
import { type CaseView, caseView } from './case.view.ts';
import { copiesOf, reportsIn, type StoredCopy } from './report.store.ts';

/** Reports of a case that a list shows. */
const NOTES = 20;

/**
 * A page of cases, in the order of their list. Three trips: the index, the cases, then all that they show at once: 3 RRU a case or so.
 * @throws INVALID_INPUT for a cursor of another list
 */
export async function listReports(
  _: User,
  { cursor, limit, status }: z.output<typeof ListReports.query>,
  now: Date,
): Promise<Page<CaseView>> {
  const list = `reports ${status}`;
  const page = await pageOfCases(status, await readCursor(list, cursor), limit);
  const reading = copiesOf(page.cases);
  const [owners, copies, details] = await Promise.all([
    cardsOf([...new Set(page.cases.map(({ userId }) => userId))], now),
    reading,
    Promise.all(page.cases.map((one) => detailsOf(one, reading, now))),
  ]);
  const items = page.cases.map((one, i) =>
    caseView(one, {
      owner: owners.get(one.userId),
      copies: copies.filter(({ caseId }) => caseId === one.caseId),
      ...(details[i] as Awaited<ReturnType<typeof detailsOf>>),
    }),
  );
  return { items, cursor: await signCursor(list, page.cursor) };
}

async function detailsOf(one: StoredCase, copies: Promise<readonly StoredCopy[]>, now: Date) {
  const isAppeal = one.subjectType === 'ban';
  const [reports, decisions, ban, media] = await Promise.all([
    isAppeal ? [] : reportsIn(one.caseId, NOTES),
    one.decisions > 0 ? decisionsOn(one.caseId) : [],
    isAppeal ? banOfAppeal(one) : null,
    mediaOf(one, copies, now),
  ]);
  return { reports, decisions, ban, media };
}

/** The addresses of the upload that a case is about: of a message the one that its copies name, so that nothing is read in the conversation. */
async function mediaOf({ caseId, subjectType, subjectId }: StoredCase, copies: Promise<readonly StoredCopy[]>, now: Date) {
  if (subjectType === 'media') return reportedMedia(subjectId, now);
  if (subjectType !== 'message') return null;
  const mediaId = (await copies).find((copy) => copy.caseId === caseId && copy.message?.mediaId)?.message?.mediaId;
  return mediaId === undefined ? null : reportedMedia(mediaId, now);
}
