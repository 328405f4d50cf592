import { BAN_FIELDS } from '#core/limits';
import type { StoredUser } from '#core/users';
import type { Item } from '#data/entity';
import { type Part, part } from '#data/transaction';
import { epoch } from '#platform/clock';
import { BanScope } from '#schemas/users';
import { addressBanEntity } from './address-ban.entity.ts';

/** A ban of an address: its scope, and its end, absent for one without an end. */
export type AddressBan = Pick<Item<typeof addressBanEntity>, 'scope' | 'expiresAt'>;

/** The bans of an address that stand. One query. */
export async function addressBansOf(identityKey: string, now: Date): Promise<AddressBan[]> {
  const { data } = await addressBanEntity().query.primary({ identityKey }).go({ consistent: true });
  return data.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > epoch(now));
}

/** Keeps the bans of a user on an address of theirs, also those that have ended, which stand no more; null for a user without one. */
export function addressBansPart(identityKey: string, user: StoredUser): Part | null {
  const bans = BanScope.options.flatMap((scope) => {
    const ban = user[BAN_FIELDS[scope]];
    return ban ? [{ scope, ...(ban.endsAt !== undefined && { expiresAt: epoch(new Date(ban.endsAt)) }) }] : [];
  });
  if (bans.length === 0) return null;
  return part({ bans: addressBanEntity() }, ({ bans: rows }) => bans.map((ban) => rows.put({ identityKey, ...ban }).commit()));
}
