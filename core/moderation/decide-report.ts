import type * as z from 'zod';
import type { User } from '#actor';
import { type BanPlan, planBan } from '#core/identity';
import { banOf, loadUser } from '#core/users';
import { tooBusy, transact } from '#data/transaction';
import { DomainError, invalid } from '#errors';
import { attempts } from '#platform/attempts';
import { count } from '#platform/log';
import type { DecideReport } from '#schemas/moderation';
import { banOfAppeal } from './appealed-ban.ts';
import { caseById, decidedCasePart, type StoredCase } from './case.store.ts';
import { actionsOn } from './case-rules.ts';
import { HIDE, type HidingParts } from './hide-subject.ts';
import { assertMayJudge } from './judge-rules.ts';
import { reportBy } from './report.store.ts';
import { SUBJECTS } from './subjects.ts';

type Body = z.output<typeof DecideReport.body>;
type Reply = z.input<(typeof DecideReport.replies)[200]>;

/**
 * Decides a case. The decision, what it hides or shows again, and the ban that it makes or lifts are one transaction. Of two moderators at once
 * one decides: the other is told that it is decided, or that it was decided so already. A moderator does not decide on their own things, on
 * what they reported, or on an appeal against their own ban. At most 6 RRU and 22 WRU; the removal of a message
 * some 10 WRU more, and 1 for each of its edits.
 * @throws NOT_FOUND; FORBIDDEN; INVALID_INPUT for an action that the thing does not take, or an end in the past; CONFLICT for a case that is
 * decided otherwise; LIMIT_REACHED for a person with 200 ban facts; UNAVAILABLE when others change the case at each of five attempts
 */
export async function decideReport(actor: User, caseId: string, body: Body, now: Date): Promise<Reply> {
  for await (const _ of attempts({ pause: 25, longest: 200, most: 5 })) {
    const one = await caseById(caseId);
    if (!one) throw new DomainError('NOT_FOUND', 'No such case.');
    await assertMayDecide(actor, one);
    if (one.status === 'decided' && one.action === body.action) return { id: caseId, action: body.action, happened: 'unchanged' };
    assertTakes(one, body);
    const { ban, hide } = await planEffects(actor, one, body, now);
    const { action, reason, scope, until: end } = body;
    const decision = {
      caseId,
      number: one.decisions + 1,
      action,
      reason,
      by: actor.userId,
      at: now.toISOString(),
      ...(action === 'ban' && { scope: scope ?? 'all', until: end }),
    };
    const made = action === 'ban' && ban ? { banScope: scope ?? 'all', banNumber: ban.number } : null;
    const refused = await transact<string>({
      ...hide,
      case: decidedCasePart(one, decision, made),
      ...(ban?.parts ?? NO_BAN),
    });
    if (refused.size > 0) continue;
    count('report.decided', 1, { action });
    return { id: caseId, action, happened: 'recorded' };
  }
  throw tooBusy();
}

async function assertMayDecide(actor: User, { caseId, subjectType, userId, banScope, banNumber }: StoredCase): Promise<void> {
  if (userId === actor.userId) throw new DomainError('FORBIDDEN', 'This is about you: another moderator has to look at it.');
  if (subjectType === 'ban') {
    const fact = await banOfAppeal({ userId, banScope, banNumber });
    if (fact?.by === actor.userId)
      throw new DomainError('FORBIDDEN', 'This is your own ban: another moderator has to look at it.');
  } else if (await reportBy(caseId, actor.userId))
    throw new DomainError('FORBIDDEN', 'You reported this: another moderator has to look at it.');
}

function assertTakes(one: StoredCase, { action }: Body): void {
  const taken = actionsOn(one);
  if (taken.includes(action)) return;
  if (one.status === 'open') throw invalid('action', `This takes ${taken.join(', ')}.`);
  throw new DomainError('CONFLICT', 'This case is decided.', { action: one.action ?? null });
}

const NO_BAN = { fact: null, user: null, tokens: null };

interface Effects {
  readonly ban: BanPlan | null;
  readonly hide: HidingParts | null;
}

/** All that a decision does beside the case. A thing that is gone is not hidden, and a ban on which others decided since is left. */
async function planEffects(actor: User, one: StoredCase, body: Body, now: Date): Promise<Effects> {
  if (body.action === 'dismiss') return { ban: null, hide: null };
  const hide = await planHiding(one, body.action === 'restore' ? null : now.toISOString(), now);
  if (body.action === 'hide') return { ban: null, hide };
  const owner = await loadUser(one.userId);
  if (body.action === 'restore') {
    const { banScope, banNumber } = one;
    const stands = owner && banScope && banOf(owner, banScope, now)?.number === banNumber;
    const lift = { kind: 'lift', scope: banScope ?? 'all', reason: body.reason, by: actor.userId } as const;
    return { hide, ban: stands ? await planBan(one.userId, lift, now) : null };
  }
  if (!owner) throw new DomainError('CONFLICT', 'This account is gone: nobody is left to ban.');
  assertMayJudge(actor, owner);
  const { scope = 'all', reason, until: endsAt } = body;
  return { hide, ban: await planBan(one.userId, { kind: 'ban', scope, reason, endsAt, by: actor.userId }, now) };
}

async function planHiding(
  { subjectType, subjectId }: StoredCase,
  hiddenAt: string | null,
  now: Date,
): Promise<HidingParts | null> {
  if (subjectType === 'ban') return null;
  const hide = HIDE[subjectType];
  return hide && (await SUBJECTS[subjectType].load(subjectId)) ? hide(subjectId, hiddenAt, now) : null;
}
