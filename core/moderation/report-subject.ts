import type * as z from 'zod';
import type { User } from '#actor';
import { commitOnce } from '#core/requests';
import { tooBusy } from '#data/transaction';
import { DomainError, invalid } from '#errors';
import { attempts } from '#platform/attempts';
import { newId } from '#platform/ids';
import { count } from '#platform/log';
import type { UserId } from '#schemas/common';
import { REASONS, ReportSubject } from '#schemas/moderation';
import { caseById, casesByIds, newCasePart, openCaseIdOf, openCasePart, type StoredCase, type SubjectRef } from './case.store.ts';
import { MOST_REPORTERS, NO_REPORTS, REPORTS_JUDGED, shareOf, withReport } from './case-rules.ts';
import {
  type CopiedSubject,
  copyHash,
  copyPart,
  newestReportsBy,
  reportBy,
  reportPart,
  type StoredReport,
} from './report.store.ts';
import { SEE } from './see-subject.ts';
import { updateCase } from './update-case.ts';

type Body = z.output<typeof ReportSubject.body>;
type Reply = z.input<(typeof ReportSubject.replies)[202]>;

/** Whoever was second to open a case joins it; more than one attempt more takes a decision in between. */
const RETRY = { pause: 25, longest: 200, most: 5 };
const MOVED = new DomainError('CONFLICT', 'Somebody else reported or decided in between.');

/**
 * Reports a thing: joins its open case, or opens one, with a copy of the thing as it reads now. Reports only order what moderators see: no
 * number of them hides anything. The report is written with a check that its case is open; the numbers of the case follow (update-case.ts).
 * Some 12 RRU and 12 WRU.
 * @throws NOT_FOUND for a thing that the actor may not see; INVALID_INPUT for the actor's own; RATE_LIMITED after 20 in a day; LIMIT_REACHED for
 * a thing that 500 people have reported; UNAVAILABLE when its case is decided and opened again five times
 */
export async function reportSubject(actor: User, body: Body, now: Date): Promise<Reply> {
  const { type, id } = body.subject;
  const [subject, share] = await Promise.all([SEE[type](actor, id, now), shareOfReporter(actor.userId)]);
  if (!subject) throw new DomainError('NOT_FOUND', `No such ${type}.`);
  if (subject.userId === actor.userId) throw invalid('subject', 'This is yours.');
  for await (const _ of attempts(RETRY)) {
    const open = await openCaseOf(body.subject);
    const earlier = open && (await reportBy(open.caseId, actor.userId));
    if (earlier) return replyOf(body.subject, earlier, 'already_open');
    try {
      return await commitReport(actor, body, { open, share, ...subject }, now);
    } catch (error) {
      if (error !== MOVED) throw error;
    }
  }
  throw tooBusy();
}

interface Loaded {
  readonly open: StoredCase | null;
  readonly share: number;
  readonly userId: UserId;
  readonly copy: CopiedSubject;
  readonly speakers?: readonly UserId[];
}

function commitReport(actor: User, body: Body, { open, share, userId, copy, speakers }: Loaded, now: Date): Promise<Reply> {
  const { subject, reason, note } = body;
  if (open && open.reporters >= MOST_REPORTERS && REASONS[reason].severity <= open.severity)
    throw new DomainError('LIMIT_REACHED', 'Many people have reported this: the moderators know of it.');
  const at = now.toISOString();
  const hash = copyHash(copy);
  const caseId = open?.caseId ?? newId(now);
  const told = { reason, share, at, copy: hash, ...(note !== undefined && { note }) };
  const report: StoredReport = { caseId, reporterId: actor.userId, ...told };
  const newCase = { caseId, subjectType: subject.type, subjectId: subject.id, userId, openedAt: at, copies: [hash] };
  return commitOnce(
    { contract: ReportSubject, actor, key: undefined, input: body, now },
    {
      load: async () => null,
      decide: () => ({
        parts: {
          report: reportPart(report),
          case: open ? openCasePart(caseId) : newCasePart(newCase, withReport(NO_REPORTS, report)),
          copy: open?.copies.includes(hash) ? null : copyPart(caseId, copy, at, speakers),
        },
        refusals: { report: () => MOVED, case: () => MOVED },
        resourceIds: [caseId],
        async committed() {
          count('report.filed', 1, { reason });
          if (open) await updateCase(caseId, hash);
          return replyOf(subject, report, 'recorded');
        },
      }),
      replay: () => Promise.reject(new Error('a report has no key')),
    },
  );
}

const replyOf = (subject: SubjectRef, { reason, at }: StoredReport, happened: Reply['happened']): Reply => ({
  subject,
  reason,
  reportedAt: at,
  happened,
});

/** Two reads one after the other. A case that was decided in between is refused by its condition. */
async function openCaseOf(subject: SubjectRef): Promise<StoredCase | null> {
  const caseId = await openCaseIdOf(subject);
  return caseId === null ? null : caseById(caseId);
}

/** The weight of a person's next report, from their newest reports whose case is decided. Some 20 RRU for twenty; 0.5 for none. */
async function shareOfReporter(userId: UserId): Promise<number> {
  const reports = await newestReportsBy(userId, REPORTS_JUDGED);
  const cases = await casesByIds(reports.map(({ caseId }) => caseId));
  return shareOf(cases.flatMap(({ status, action }) => (status === 'decided' && action ? [action] : [])));
}
