import { loadUser, type StoredUser } from '#core/users';
import { vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { storedChangesOf, storedRecoveryOf } from './address-change.store.ts';
import { holdOf } from './address-hold.store.ts';
import { banFactsOf } from './ban.store.ts';
import { devicesOf } from './device.store.ts';
import { addressKeysOf } from './erase-account.ts';
import { identitiesView } from './identities.view.ts';
import { roleFactsOf } from './role.store.ts';
import { sessionsOf } from './session.store.ts';
import { termsFactsOf } from './terms.store.ts';
import { tierFactsOf } from './tier.store.ts';

/** Everything that signing in keeps about a user, without what would let somebody sign in. */
export async function exportAccount(userId: UserId): Promise<object> {
  const [user, sessions, devices, bans, roles, tiers, changes, recovery, terms] = await Promise.all([
    loadUser(userId),
    sessionsOf(userId),
    devicesOf(userId),
    banFactsOf(userId),
    roleFactsOf(userId),
    tierFactsOf(userId),
    storedChangesOf(userId),
    storedRecoveryOf(userId),
    termsFactsOf(userId),
  ]);
  const holds = await Promise.all(user ? (await addressKeysOf(user)).map(holdOf) : []);
  const opened = await openedBy(userId);
  return {
    sessions: sessions.map(({ sessionId, createdAt, endedAt, device, region, newDevice, rotatedAt }) => ({
      ...{ sessionId, createdAt, endedAt, device, region, newDevice, rotatedAt },
    })),
    devices: devices.map(({ createdAt }) => ({ createdAt })),
    addresses: user && opened(user.addresses),
    identities: user && identitiesView(user),
    addressHolds: holds.flatMap((hold) => (hold ? [{ reason: hold.reason, heldAt: hold.heldAt }] : [])),
    addressChanges: changes.map(({ number, kind, channel, at, before }) => ({
      number,
      kind,
      channel,
      at,
      before: opened(before),
    })),
    bans: bans.map(withoutDecider),
    roles: roles.map(withoutDecider),
    tiers: tiers.map(withoutDecider),
    terms: terms.map(({ terms: of, privacy, at }) => ({ terms: of, privacy, at })),
    recovery: recovery && { channel: recovery.channel, at: recovery.at, reason: recovery.reason },
  };
}

/** Opens the sealed addresses of a user. */
async function openedBy(userId: UserId) {
  const keys = await vault();
  return (addresses: StoredUser['addresses']) =>
    addresses.map(({ channel, sealed, verifiedAt }) => ({ channel, address: keys.open('address', sealed, userId), verifiedAt }));
}

/** A decision as the person gets it: it does not name who decided. */
const withoutDecider = <Fact extends { readonly by: string }>({ by: _, ...fact }: Fact): Omit<Fact, 'by'> => fact;
