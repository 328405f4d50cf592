import type { Ban } from '#core/users';
import { DomainError } from '#errors';
import { FOREVER } from '#platform/clock';
import type { BanScope } from '#schemas/users';
import type { BanFact } from './ban.store.ts';

/**
 * The ban of a scope that is in force: of its bans since its last lifting, the one that ends last. It may have ended: readers compare its end
 * with `now`.
 * @param facts of every scope, oldest first
 */
export function standingBan(facts: readonly BanFact[], scope: BanScope): Ban | null {
  const own = facts.filter((fact) => fact.scope === scope);
  const since = own.slice(own.findLastIndex(({ kind }) => kind === 'lift') + 1);
  const longest = since.toSorted((a, b) => (b.endsAt ?? FOREVER).localeCompare(a.endsAt ?? FOREVER))[0];
  if (!longest) return null;
  const { number, reason, endsAt } = longest;
  return { number, reason, ...(endsAt !== undefined && { endsAt }) };
}

/** The most facts of one kind about one user, which every decision reads. */
export const MOST_FACTS = 200;

/**
 * Refuses a decision on a user who has that many ban facts. A ban from everything without an end is taken unless one stands, so that anybody
 * can be banned.
 * @throws LIMIT_REACHED
 */
export function assertBanFits(
  facts: readonly BanFact[],
  { kind, scope, endsAt }: Pick<BanFact, 'kind' | 'scope' | 'endsAt'>,
): void {
  if (facts.length < MOST_FACTS) return;
  const standing = standingBan(facts, scope);
  const isLast =
    kind === 'ban' && scope === 'all' && endsAt === undefined && (standing === null || standing.endsAt !== undefined);
  if (!isLast)
    throw new DomainError(
      'LIMIT_REACHED',
      `A user has at most ${MOST_FACTS} ban facts: only a ban from everything without an end is taken.`,
    );
}
