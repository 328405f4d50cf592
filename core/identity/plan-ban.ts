import { banTokensPart } from '#core/limits';
import { type Ban, banPart, endOfBan } from '#core/users';
import type { Part } from '#data/transaction';
import { invalid } from '#errors';
import type { UserId } from '#schemas/common';
import { type BanFact, banFactPart, banFactsOf } from './ban.store.ts';
import { assertBanFits, standingBan } from './ban-rules.ts';

/** A ban, or the lifting of the bans of a scope, as somebody decides it. */
export type BanDecision = Pick<BanFact, 'kind' | 'scope' | 'reason' | 'endsAt' | 'by'>;

/** The parts of a transaction that write a decision, and the ban of its scope that stands after it. */
export interface BanPlan {
  readonly parts: { readonly fact: Part; readonly user: Part; readonly tokens: Part };
  readonly number: number;
  readonly standing: Ban | null;
}

/**
 * Plans a ban, or its lifting: a fact, the ban in force on the user, and on the row that counts their calls, from which on they are refused. A
 * ban from everything ends all sessions in the same write; projections of it close the sockets and end the sign-ins at Cognito. Any part is
 * refused when somebody decided on the user in between: plan again. 1 RRU; 8 WRU, 6 for a part of the app.
 * @throws INVALID_INPUT for an end in the past; LIMIT_REACHED after 200 facts
 */
export async function planBan(userId: UserId, decision: BanDecision, now: Date): Promise<BanPlan> {
  const { kind, scope, endsAt } = decision;
  if (endsAt !== undefined && endsAt <= now.toISOString()) throw invalid('until', 'This end is past.');
  const facts = await banFactsOf(userId);
  assertBanFits(facts, decision);
  const fact: BanFact = { userId, number: facts.length + 1, startsAt: now.toISOString(), ...decision };
  const standing = standingBan([...facts, fact], scope);
  const signedOutAt = kind === 'ban' && scope === 'all' ? fact.startsAt : null;
  return {
    parts: {
      fact: banFactPart(fact),
      user: banPart(userId, { scope, ban: standing, bans: facts.length, signedOutAt }),
      tokens: banTokensPart(userId, scope, standing && endOfBan(standing), now),
    },
    number: fact.number,
    standing,
  };
}
