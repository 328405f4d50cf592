import { batchAll } from '#data/batch';
import type { Page } from '#data/cursor';
import type { Item, NewItem } from '#data/entity';
import { mapRows, streamRows } from '#data/row-stream';
import { type Part, part } from '#data/transaction';
import type { Image } from '#platform/projection';
import type { UserId } from '#schemas/common';
import type { CaseAction, ReportableType } from '#schemas/moderation';
import { appealEntity } from './appeal.entity.ts';
import { caseDecisionEntity } from './case-decision.entity.ts';
import { type CaseNumbers, orderOf } from './case-rules.ts';
import { openCaseEntity } from './open-case.entity.ts';
import { reportCaseEntity } from './report-case.entity.ts';

/** A case as use cases see one. */
export type StoredCase = Omit<Item<typeof reportCaseEntity>, 'userId'> & { readonly userId: UserId };
export type StoredCaseDecision = Item<typeof caseDecisionEntity>;
/** A thing that can be reported. */
export interface SubjectRef {
  readonly type: ReportableType;
  readonly id: string;
}

/** The stored case in an image of the stream. */
export const caseOfImage = (image: Image): StoredCase => reportCaseEntity().parse({ Item: image as never }).data as StoredCase;

/** Consistent unless said otherwise. 1 RRU. */
export async function caseById(caseId: string, { consistent = true } = {}): Promise<StoredCase | null> {
  const { data } = await reportCaseEntity().get({ caseId }).go({ consistent });
  return data as StoredCase | null;
}

/** Any number of cases, 100 to a request, without those that do not exist. 0.5 RRU each. */
export const casesByIds = async (caseIds: readonly string[]): Promise<StoredCase[]> =>
  (await batchAll(
    [...new Set(caseIds)].map((caseId) => ({ caseId })),
    (some) => reportCaseEntity().get(some).go(),
  )) as StoredCase[];

/** The id of the open case of a thing; null for none. Consistent; 1 RRU. */
export async function openCaseIdOf({ type, id }: SubjectRef): Promise<string | null> {
  const { data } = await openCaseEntity().get({ subjectType: type, subjectId: id }).go({ consistent: true });
  return data?.caseId ?? null;
}

/** A page of the cases of a status in their order. One Query of the index and a BatchGet, 0.5 RRU a case. */
export async function pageOfCases(status: StoredCase['status'], after: string | null, limit: number) {
  const { data, cursor } = await reportCaseEntity().query.byOrder({ status }).go({ cursor: after, limit, hydrate: true });
  const cases = data.filter((each) => each.status === status) as StoredCase[];
  return { cases: cases.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)), cursor };
}
const sortKey = ({ order, caseId }: StoredCase): string => `${order} ${caseId}`;

/** The cases about what a person made, did, or appeals against. One Query of the index and BatchGets. */
export async function casesAbout(userId: UserId): Promise<StoredCase[]> {
  const { data } = await reportCaseEntity().query.byOwner({ userId }).go({ pages: 'all', hydrate: true });
  return data as StoredCase[];
}

/** The cases about a person, as a stream. For exports. */
export const streamCasesAbout = (userId: UserId): AsyncGenerator<StoredCase> =>
  mapRows(
    streamRows((page) =>
      reportCaseEntity()
        .query.byOwner({ userId })
        .go({ ...page, hydrate: true }),
    ),
    (row) => row as StoredCase,
  );

/** The decisions on a case, oldest first. Consistent; one Query. */
export const decisionsOn = async (caseId: string): Promise<StoredCaseDecision[]> =>
  (await caseDecisionEntity().query.primary({ caseId }).go({ pages: 'all', consistent: true })).data;

type NewCase = Pick<NewItem<typeof reportCaseEntity>, 'caseId' | 'subjectType' | 'subjectId' | 'userId' | 'openedAt' | 'copies'> &
  Partial<Pick<StoredCase, 'banScope' | 'banNumber'>>;

/** A new open case. Of a reported thing it is refused when the thing has an open case. */
export const newCasePart = (one: NewCase, numbers: CaseNumbers): Part =>
  part({ cases: reportCaseEntity(), open: openCaseEntity() }, ({ cases, open }) => {
    const { caseId, subjectType, subjectId } = one;
    const row = { ...one, ...numbers, reasons: [...numbers.reasons] };
    return [
      cases.create({ ...row, status: 'open', order: orderOf(numbers), decisions: 0, revision: 1 }).commit(),
      ...(subjectType === 'ban' ? [] : [open.create({ subjectType, subjectId, caseId }).commit()]),
    ];
  });

/** Refused when a case is no longer open. */
export const openCasePart = (caseId: string): Part =>
  part({ cases: reportCaseEntity() }, ({ cases }) => [
    cases
      .check({ caseId })
      .where((attr, op) => op.eq(attr.status, 'open'))
      .commit(),
  ]);

/** The numbers of an open case, and its copies. Refused when it has changed since it was read. */
export const caseNumbersPart = ({ caseId, revision }: StoredCase, numbers: CaseNumbers, copies: readonly string[]): Part =>
  part({ cases: reportCaseEntity() }, ({ cases }) => [
    cases
      .patch({ caseId })
      .set({
        ...numbers,
        reasons: [...numbers.reasons],
        copies: [...copies],
        status: 'open',
        order: orderOf(numbers),
        revision: revision + 1,
      })
      .where((attr, op) => `${op.eq(attr.revision, revision)} AND ${op.eq(attr.status, 'open')}`)
      .commit(),
  ]);

/** The ban that a decision made. */
interface BanMade {
  readonly banScope: NonNullable<StoredCase['banScope']>;
  readonly banNumber: number;
}

/**
 * A decision on a case, which is decided from then on, so that the next report of its thing opens another. Refused when the case has changed.
 */
export const decidedCasePart = (one: StoredCase, decision: StoredCaseDecision, ban: BanMade | null): Part =>
  part({ cases: reportCaseEntity(), decisions: caseDecisionEntity(), open: openCaseEntity() }, ({ cases, decisions, open }) => {
    const { caseId, subjectType, subjectId, severity, weight, revision, status } = one;
    const { action, at: decidedAt, number } = decision;
    return [
      decisions.create(decision).commit(),
      cases
        .patch({ caseId })
        .set({
          status: 'decided',
          order: orderOf({ severity, weight, decidedAt }),
          decisions: number,
          action: action as CaseAction,
          decidedAt,
          revision: revision + 1,
          ...ban,
        })
        .where((attr, op) => op.eq(attr.revision, revision))
        .commit(),
      ...(status === 'open' && subjectType !== 'ban'
        ? [
            open
              .delete({ subjectType, subjectId })
              .where((attr, op) => op.eq(attr.caseId, caseId))
              .commit(),
          ]
        : []),
    ];
  });

/** Writes what a case should have, in place of what it has. Refused when it has changed since it was read. */
export const repairedCasePart = ({ caseId, revision }: StoredCase, should: Omit<StoredCase, 'caseId'>): Part =>
  part({ cases: reportCaseEntity() }, ({ cases }) => [
    cases
      .put({ ...should, caseId, revision: revision + 1 })
      .where((attr, op) => op.eq(attr.revision, revision))
      .commit(),
  ]);

/** Names the open case of a thing again. Refused when another is named. */
export const restoredPointerPart = ({ type, id }: SubjectRef, caseId: string): Part =>
  part({ open: openCaseEntity() }, ({ open }) => [
    open
      .put({ subjectType: type, subjectId: id, caseId })
      .where((attr, op) => op.notExists(attr.caseId))
      .commit(),
  ]);

/** The one appeal against a ban. Refused when there is one. */
export const appealPart = (userId: UserId, number: number, caseId: string, at: string): Part =>
  part({ appeals: appealEntity() }, ({ appeals }) => [appeals.create({ userId, number, caseId, at }).commit()]);

/** The appeals of a person. One Query. */
export const appealsOf = async (userId: UserId) => (await appealEntity().query.primary({ userId }).go({ pages: 'all' })).data;

/** Deletes the rows of a person's appeals. */
export async function deleteAppeals(userId: UserId): Promise<void> {
  const rows = await appealsOf(userId);
  await batchAll(
    rows.map(({ number }) => ({ userId: userId as string, number })),
    (some) => appealEntity().delete(some).go(),
  );
}

/** The open cases of at least this severity. Queries of the index and BatchGets, 0.5 RRU a case; a moment behind. */
export async function openCasesOf(severity: number): Promise<StoredCase[]> {
  const { data } = await reportCaseEntity()
    .query.byOrder({ status: 'open' })
    .lt({ order: `${9 - severity + 1}` })
    .go({ pages: 'all', hydrate: true });
  return data as StoredCase[];
}

/** One page of all cases, the open ones first. A case that is decided meanwhile may come twice. */
export async function casePage(cursor: string | null, limit: number): Promise<Page<string>> {
  const [status, after] =
    cursor === null ? ['open', ''] : [cursor.slice(0, cursor.indexOf('/')), cursor.slice(cursor.indexOf('/') + 1)];
  const query = reportCaseEntity().query.byOrder({ status: status as StoredCase['status'] });
  const { data, cursor: next } = await query.go({ cursor: after === '' ? null : after, limit, hydrate: true });
  const items = data.map(({ caseId }) => caseId);
  if (next !== null) return { items, cursor: `${status}/${next}` };
  return { items, cursor: status === 'open' ? 'decided/' : null };
}

/** Takes the copies from a case whose owner is erased. Refused when there is no such case. */
export const withoutCopiesPart = (caseId: string): Part =>
  part({ cases: reportCaseEntity() }, ({ cases }) => [cases.patch({ caseId }).set({ copies: [] }).add({ revision: 1 }).commit()]);
