import type * as z from 'zod';
import type { Viewer } from '#actor';
import { readAppealToken } from '#core/identity';
import { banOf, loadUser, type StoredUser } from '#core/users';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import { newId } from '#platform/ids';
import { count } from '#platform/log';
import type { UserId } from '#schemas/common';
import type { AppealBan } from '#schemas/moderation';
import { BanScope } from '#schemas/users';
import { appealPart, newCasePart } from './case.store.ts';
import { APPEAL_SEVERITY, NO_REPORTS } from './case-rules.ts';
import { copyHash, copyPart, NO_COPY } from './report.store.ts';

type Body = z.output<typeof AppealBan.body>;

/**
 * Appeals against a ban that stands, once: the key of the appeal is the ban. The appeal is a case among those of the moderators. Somebody who is
 * banned from everything has no token, and proves who they are by the one that the refusal of their sign-in gave. 1 RRU, 10 WRU.
 * @throws UNAUTHENTICATED without a proof; CONFLICT where no ban stands, and for a second appeal against one
 */
export async function appealBan(viewer: Viewer, { text, scope, appealToken }: Body, now: Date) {
  const userId = await provenUser(viewer, appealToken, now);
  const user = userId && (await loadUser(userId));
  if (!user || !userId)
    throw new DomainError('UNAUTHENTICATED', 'Sign in, or send the appealToken of the refusal.', { field: 'appealToken' });
  const banScope = scope ?? widestBan(user, now);
  const ban = banScope && banOf(user, banScope, now);
  if (!ban) throw new DomainError('CONFLICT', 'No such ban stands against you.');
  const at = now.toISOString();
  const { handle, displayName } = user;
  const copy = { ...NO_COPY, handle, displayName, text };
  const one = { caseId: newId(now), subjectType: 'ban', subjectId: userId, userId, openedAt: at } as const;
  const refused = await transact({
    appeal: appealPart(userId, ban.number, one.caseId, at),
    case: newCasePart(
      { ...one, copies: [copyHash(copy)], banScope, banNumber: ban.number },
      { ...NO_REPORTS, severity: APPEAL_SEVERITY },
    ),
    copy: copyPart(one.caseId, copy, at),
  });
  if (refused.size > 0) throw new DomainError('CONFLICT', 'You have appealed against this ban already.');
  count('appeal.filed');
  return { scope: banScope, appealedAt: at };
}

const provenUser = async (viewer: Viewer, appealToken: string | undefined, now: Date): Promise<UserId | null> => {
  if (appealToken !== undefined) return readAppealToken(appealToken, now);
  return viewer.kind === 'user' ? viewer.userId : null;
};

const widestBan = (user: StoredUser, now: Date): BanScope | undefined =>
  BanScope.options.find((scope) => banOf(user, scope, now) !== null);
