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

export const banned = ({ endsAt }: Ban): DomainError =>
  new DomainError('BANNED', 'This account is banned.', { endsAt: endsAt ?? null });
