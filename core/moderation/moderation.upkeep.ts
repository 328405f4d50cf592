import { loadEach, mapRows } from '#data/row-stream';
import { transact } from '#data/transaction';
import { auditEach, type Difference, differencesOf, gapsIn, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import { ReportableType } from '#schemas/moderation';
import {
  appealsOf,
  caseById,
  casePage,
  casesAbout,
  decisionsOn,
  deleteAppeals,
  openCaseIdOf,
  repairedCasePart,
  restoredPointerPart,
  type StoredCase,
  type SubjectRef,
  streamCasesAbout,
  withoutCopiesPart,
} from './case.store.ts';
import { APPEAL_SEVERITY, NO_REPORTS, orderOf, withReport } from './case-rules.ts';
import { HIDE, type HidingParts } from './hide-subject.ts';
import {
  allReportsBy,
  allReportsIn,
  copiesOf,
  deleteCopies,
  eraseSpeaker,
  forgottenReporterPart,
  streamReportsBy,
} from './report.store.ts';
import { SUBJECTS } from './subjects.ts';

/**
 * Compares each case with its reports and its decisions, the open case of each thing with the cases, and what is hidden with the newest decision
 * on it. Six reads a case, and one for each copy; the hourly walk has the open ones, and each case has one night in seven. The repair writes
 * the numbers and the status that follow, names an open case again, and hides or shows its thing.
 */
export const moderationUpkeep: Upkeep = {
  kind: 'case',
  nights: 7,
  subjects: (cursor) => casePage(cursor, SUBJECTS_PER_PAGE),
  recent: openPage,
  audit: (caseIds) =>
    auditEach(caseIds, async (caseId) => {
      const one = await caseById(caseId);
      return one ? auditCase(one) : [];
    }),
  repair: async (caseId, now) => {
    const one = await caseById(caseId);
    if (!one) return [];
    const should = { ...one, ...(await shouldBe(one)) };
    const hiding = await standingHiding(one, should);
    const hide = hiding && hiding.is !== hiding.should ? await hiding.parts(now) : null;
    const refused = await transact<string>({
      ...hide,
      case: repairedCasePart(one, should),
      pointer: should.status === 'open' ? pointerPart(one, await pointerOf(one)) : null,
    });
    return refused.size === 0 ? [`case ${caseId}`] : [];
  },
  async erase(userId) {
    const [reports, about] = await Promise.all([allReportsBy(userId), casesAbout(userId)]);
    for (const report of reports) await transact({ report: forgottenReporterPart(report) });
    for (const { caseId } of about) {
      await transact({ case: withoutCopiesPart(caseId) });
      await deleteCopies(caseId);
    }
    await eraseSpeaker(userId);
    await deleteAppeals(userId);
  },
  async export(userId) {
    return {
      reported: mapRows(streamReportsBy(userId), ({ caseId, at, reason, note = null }) => ({ caseId, at, reason, note })),
      decided: loadEach(streamCasesAbout(userId), async (one) => (one.decisions > 0 ? exportedCase(one) : null)),
      appeals: (await appealsOf(userId)).map(({ caseId, at, number }) => ({ caseId, at, ban: number })),
    };
  },
};

/** The open cases alone: the hourly walk looks at each of them. */
async function openPage(cursor: string | null) {
  const page = await casePage(cursor, SUBJECTS_PER_PAGE);
  return page.cursor === 'decided/' ? { ...page, cursor: null } : page;
}

/** A case as its owner gets it: neither the reporters nor the moderators. */
async function exportedCase({ caseId, subjectType, subjectId }: StoredCase) {
  const decisions = (await decisionsOn(caseId)).map(({ action, reason, at }) => ({ action, reason, at }));
  return { caseId, subject: { type: subjectType, id: subjectId }, decisions };
}

async function auditCase(one: StoredCase): Promise<Difference[]> {
  const of = `case ${one.caseId}`;
  const [should, decisions, copies, pointer] = await Promise.all([
    shouldBe(one),
    decisionsOn(one.caseId),
    copiesOf([one]),
    pointerOf(one),
  ]);
  const isNamed = one.subjectType !== 'ban' && should.status === 'open';
  const hiding = await standingHiding(one, should);
  return [
    ...differencesOf(of, one, should),
    ...gapsIn(
      `${of} decisions`,
      decisions.map(({ number }) => number),
    ),
    ...differencesOf(of, { copies: copies.length }, { copies: one.copies.length }),
    ...differencesOf(of, { named: pointer === one.caseId }, { named: isNamed }),
    ...(hiding ? differencesOf(`${one.subjectType} ${one.subjectId}`, { hiddenAt: hiding.is }, { hiddenAt: hiding.should }) : []),
  ];
}

/** All of a case that follows from its reports and its decisions. */
async function shouldBe({ caseId, subjectType }: StoredCase) {
  const [reports, decisions] = await Promise.all([allReportsIn(caseId), decisionsOn(caseId)]);
  const none = subjectType === 'ban' ? { ...NO_REPORTS, severity: APPEAL_SEVERITY } : NO_REPORTS;
  const numbers = reports.reduce(withReport, none);
  const newest = decisions.at(-1);
  return {
    ...numbers,
    reasons: [...numbers.reasons],
    alarmSince: numbers.alarmSince,
    decisions: decisions.length,
    status: newest ? ('decided' as const) : ('open' as const),
    action: newest?.action,
    decidedAt: newest?.at,
    order: orderOf({ ...numbers, decidedAt: newest?.at }),
  };
}

/** The instant since which a thing is hidden, the one since which it should be, and what makes it so. */
interface Hiding {
  readonly is: string | null;
  readonly should: string | null;
  readonly parts: (now: Date) => Promise<HidingParts | null>;
}

/**
 * Null for an open case, a dismissed one, and one whose thing cannot be hidden or is gone. A thing may have several cases: the others are read
 * only when it is not as this one says.
 */
async function standingHiding(one: StoredCase, should: NewestDecision): Promise<Hiding | null> {
  const subject = subjectOf(one);
  if (!subject || !moves(should)) return null;
  const hide = HIDE[subject.type];
  const thing = hide ? await SUBJECTS[subject.type].load(subject.id) : null;
  if (!thing || !hide) return null;
  const is = thing.hiddenAt;
  if (is === hiddenSince(should)) return null;
  const cases = (await casesAbout(one.userId)).filter(
    ({ subjectType, subjectId }) => subjectType === subject.type && subjectId === subject.id,
  );
  const decided = [should, ...cases.filter(({ caseId }) => caseId !== one.caseId)].filter(moves);
  const newest = decided.toSorted((a, b) => ((a.decidedAt ?? '') < (b.decidedAt ?? '') ? -1 : 1)).at(-1);
  const since = newest ? hiddenSince(newest) : null;
  return { is, should: since, parts: (now) => hide(subject.id, since, now) };
}

type NewestDecision = Pick<StoredCase, 'action' | 'decidedAt'>;
/** True for a decision that hides a thing or shows it again. */
const moves = ({ action }: NewestDecision): boolean => action === 'hide' || action === 'ban' || action === 'restore';
const hiddenSince = ({ action, decidedAt }: NewestDecision): string | null =>
  action === 'hide' || action === 'ban' ? (decidedAt ?? null) : null;

const subjectOf = ({ subjectType, subjectId }: StoredCase): SubjectRef | null => {
  const type = ReportableType.safeParse(subjectType).data;
  return type === undefined ? null : { type, id: subjectId };
};
const pointerOf = async (one: StoredCase): Promise<string | null> => {
  const subject = subjectOf(one);
  return subject && openCaseIdOf(subject);
};
const pointerPart = (one: StoredCase, pointer: string | null) => {
  const subject = subjectOf(one);
  return subject && pointer === null ? restoredPointerPart(subject, one.caseId) : null;
};
