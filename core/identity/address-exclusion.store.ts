import { laterEnd } from '#core/care';
import type { StoredUser } from '#core/users';
import { type Part, part } from '#data/transaction';
import { epoch } from '#platform/clock';
import { addressExclusionEntity } from './address-exclusion.entity.ts';

/** The latest end of the exclusions that stand on these addresses and identities; undefined for none. Consistent; 1 RRU each. */
export async function lastingExclusion(identityKeys: readonly string[], now: Date): Promise<string | undefined> {
  const ends = (await Promise.all(identityKeys.map(endOf))).flatMap((end) =>
    end !== null && end > now.toISOString() ? [end] : [],
  );
  return ends.reduce<string | undefined>(laterEnd, undefined);
}

/**
 * Keeps the exclusion of a user on an address of theirs. Null for a user without one, and where the address has a later one. It needs no
 * condition: it is written in one transaction with the release of the address, which only its one owner can make.
 */
export async function addressExclusionPart(
  identityKey: string,
  { standing }: Pick<StoredUser, 'standing'>,
): Promise<Part | null> {
  const excludedUntil = standing?.excludedUntil;
  if (excludedUntil === undefined || ((await endOf(identityKey)) ?? '') >= excludedUntil) return null;
  return part({ exclusions: addressExclusionEntity() }, ({ exclusions }) => [
    exclusions.put({ identityKey, excludedUntil, expiresAt: epoch(new Date(excludedUntil)) + 1 }).commit(),
  ]);
}

async function endOf(identityKey: string): Promise<string | null> {
  const { data } = await addressExclusionEntity().get({ identityKey }).go({ consistent: true });
  return data?.excludedUntil ?? null;
}
