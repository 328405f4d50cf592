import type * as z from 'zod';
import type { BanFact } from '#core/identity';
import { authorView, type UserCard } from '#core/users';
import type { UserId } from '#schemas/common';
import type { ListReports, ReportedCopy } from '#schemas/moderation';
import type { StoredCase, StoredCaseDecision } from './case.store.ts';
import type { StoredCopy, StoredReport } from './report.store.ts';
import type { CopiedMessage } from './reported-copy.entity.ts';

export type CaseView = z.input<(typeof ListReports.replies)[200]>[number];

/** All that a case shows. */
export interface CaseDetails {
  readonly owner: UserCard | undefined;
  readonly copies: readonly StoredCopy[];
  readonly reports: readonly StoredReport[];
  readonly decisions: readonly StoredCaseDecision[];
  readonly ban: BanFact | null;
  /** The addresses of an upload that was reported, or of the one of a message. */
  readonly media: CaseView['media'];
}

/** A case as moderators see it: of a report everything but the reporter. */
export function caseView(one: StoredCase, { owner, copies, reports, decisions, ban, media }: CaseDetails): CaseView {
  const { caseId, subjectType, subjectId, userId, status, severity, reasons, reporters, weight, openedAt } = one;
  return {
    id: caseId,
    subject: { type: subjectType, id: subjectId },
    owner: owner ? authorView(userId, owner) : null,
    status,
    severity,
    reasons: reasons.map(({ reason, count }) => ({ reason, count })),
    reporters,
    weight: weight / 1_000,
    openedAt,
    media,
    copies: copies.map(copyView).toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    notes: reports.map(({ reason, note = null, at }) => ({ reason, note, at })).toSorted((a, b) => (a.at > b.at ? -1 : 1)),
    ban: ban && { scope: ban.scope, reason: ban.reason, startsAt: ban.startsAt, endsAt: ban.endsAt ?? null },
    decisions: decisions.map(({ action, reason, by, at, scope = null, until = null }) => ({
      action,
      reason,
      by: by as UserId,
      at,
      scope,
      until,
    })),
  };
}

const messageView = ({ mediaId: _, ...message }: CopiedMessage): ReportedCopy['message'] => message;

const copyView = ({ at, handle, displayName, text, book, revision, message }: StoredCopy): ReportedCopy => ({
  at,
  handle: handle ?? null,
  displayName: displayName ?? null,
  text: text ?? null,
  book: book ?? null,
  revision: revision ?? null,
  message: message ? messageView(message) : null,
});
