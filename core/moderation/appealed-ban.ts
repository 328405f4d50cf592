import { type BanFact, banFactsOf } from '#core/identity';
import type { StoredCase } from './case.store.ts';

/** The ban that an appeal is against; null for a case that is none. One Query. */
export async function banOfAppeal({
  userId,
  banScope,
  banNumber,
}: Pick<StoredCase, 'userId' | 'banScope' | 'banNumber'>): Promise<BanFact | null> {
  if (banScope === undefined) return null;
  return (await banFactsOf(userId)).find(({ number }) => number === banNumber) ?? null;
}
