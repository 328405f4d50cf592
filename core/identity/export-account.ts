import { loadUser, openAddresses, type StoredUser } from '#core/users';
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
  const opened = (sealed: StoredUser['addresses']) => (user ? openAddresses(user, sealed) : []);
  return {
    sessions: sessions.map(({ sessionId, createdAt, endedAt, device, region, newDevice, rotatedAt }) => ({
      ...{ sessionId, createdAt, endedAt, device, region, newDevice, rotatedAt },
    })),
    devices: devices.map(({ createdAt }) => ({ createdAt })),
    addresses: user && (await opened(user.addresses)),
    identities: user && identitiesView(user),
    addressHolds: holds.flatMap((hold) => (hold ? [{ reason: hold.reason, heldAt: hold.heldAt }] : [])),
    addressChanges: await Promise.all(
      changes.map(async ({ number, kind, channel, at, before }) => ({ number, kind, channel, at, before: await opened(before) })),
    ),
    bans: bans.map(withoutDecider),
    roles: roles.map(withoutDecider),
    tiers: tiers.map(withoutDecider),
    terms: terms.map(({ terms: of, privacy, at }) => ({ terms: of, privacy, at })),
    recovery: recovery && { channel: recovery.channel, at: recovery.at, reason: recovery.reason },
  };
}

/** A decision as the person gets it: it does not name who decided. */
const withoutDecider = <Fact extends { readonly by: string }>({ by: _, ...fact }: Fact): Omit<Fact, 'by'> => fact;
