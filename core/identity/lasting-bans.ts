import { banned, partialBansPart } from '#core/limits';
import type { StoredUser } from '#core/users';
import { endOfBan } from '#core/users';
import type { Part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { type AddressBan, addressBansOf } from './address-ban.store.ts';
import { type BanFact, banFactPart } from './ban.store.ts';

const REASON = 'A ban of an earlier account of this address, which lasts to its end.';

/** Bans from a part of the app that a new account begins with: the fields of the user, and the parts that write them. */
interface LastingBans {
  readonly fields: Pick<StoredUser, 'bans' | 'postingBan' | 'messagingBan'>;
  readonly parts: Readonly<Record<string, Part>>;
}

/**
 * The bans that addresses and identities bring from accounts that were erased: of each scope the one that ends last. One query each.
 * @throws BANNED for a ban from everything
 */
export async function lastingBans(identityKeys: readonly string[], userId: UserId, now: Date): Promise<LastingBans> {
  const found = (await Promise.all(identityKeys.map((key) => addressBansOf(key, now)))).flat();
  const bans = lastOfEach(found).map(({ scope, expiresAt }, i) => ({
    scope,
    ban: { number: i + 1, reason: REASON, ...(expiresAt !== undefined && { endsAt: new Date(expiresAt * 1000).toISOString() }) },
  }));
  const all = bans.find(({ scope }) => scope === 'all');
  if (all) throw banned('all', endOfBan(all.ban));
  if (bans.length === 0) return { fields: { bans: 0 }, parts: {} };
  const ban = (of: BanFact['scope']) => bans.find(({ scope }) => scope === of)?.ban;
  const [posting, messaging] = [ban('posting'), ban('messaging')];
  const fact = { userId, kind: 'ban', by: 'earlier-account', startsAt: now.toISOString() } as const;
  return {
    fields: {
      bans: bans.length,
      ...(posting && { postingBan: posting }),
      ...(messaging && { messagingBan: messaging }),
    },
    parts: {
      ...Object.fromEntries(
        bans.map(({ scope, ban: { number, ...of } }) => [`ban ${number}`, banFactPart({ ...fact, number, scope, ...of })]),
      ),
      tokens: partialBansPart(
        userId,
        { ...(posting && { posting: endOfBan(posting) }), ...(messaging && { messaging: endOfBan(messaging) }) },
        now,
      ),
    },
  };
}

function lastOfEach(bans: readonly AddressBan[]): AddressBan[] {
  const byEnd = bans.toSorted((a, b) => (a.expiresAt ?? Number.MAX_SAFE_INTEGER) - (b.expiresAt ?? Number.MAX_SAFE_INTEGER));
  return [...new Map(byEnd.map((ban) => [ban.scope, ban])).values()];
}
