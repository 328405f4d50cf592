import type { Ban } from '#core/users';
import { DomainError } from '#errors';
import type { BanFact } from './ban.store.ts';

const FOR_EVER = '9999';

/**
 * The ban in force: of the bans since the last lifting, the one that ends last. It may have ended: readers compare its end with `now`.
 * @param facts oldest first
 */
export function standingBan(facts: readonly BanFact[]): Ban | null {
  const since = facts.slice(facts.findLastIndex(({ kind }) => kind === 'lift') + 1);
  const longest = since.toSorted((a, b) => (b.endsAt ?? FOR_EVER).localeCompare(a.endsAt ?? FOR_EVER))[0];
  if (!longest) return null;
  const { number, reason, endsAt } = longest;
  return { number, reason, ...(endsAt !== undefined && { endsAt }) };
}

/** The most facts of one kind about one user, which every decision reads. */
export const MOST_FACTS = 200;

/**
 * Refuses a decision on a user who has that many ban facts. A ban without an end is taken unless one stands, so that anybody can be banned.
 * @throws LIMIT_REACHED
 */
export function assertBanFits(facts: readonly BanFact[], { kind, endsAt }: Pick<BanFact, 'kind' | 'endsAt'>): void {
  if (facts.length < MOST_FACTS) return;
  const standing = standingBan(facts);
  const isLast = kind === 'ban' && endsAt === undefined && (standing === null || standing.endsAt !== undefined);
  if (!isLast)
    throw new DomainError('LIMIT_REACHED', `A user has at most ${MOST_FACTS} ban facts: only a ban without an end is taken.`);
}

export const banned = ({ endsAt }: Ban): DomainError =>
  new DomainError('BANNED', 'This account is banned.', { endsAt: endsAt ?? null });
