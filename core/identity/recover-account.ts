import type { User } from '#actor';
import { loadUser, noSuchUser, userIdNamed } from '#core/users';
import { epoch } from '#platform/clock';
import { personalVault } from '#platform/personal-vault';
import { vault } from '#platform/vault';
import type { Channel } from '#schemas/users';
import { endRecoveryPart, putRecovery, recoveryOf } from './address-change.store.ts';
import { identityKey, normalise } from './address-rules.ts';
import { writeAddresses } from './write-addresses.ts';

/** Seconds for which a recovery waits for another admin: 7 days. */
const WAITS = 7 * 86_400;

interface Recovering {
  readonly channel: Channel;
  readonly address: string;
  readonly reason: string;
}

/**
 * Gives an address to somebody who has lost all of theirs, once two admins ask for the same one (docs/identity.md). All sessions end, and the
 * addresses of before are told and can undo it. Another address takes the place of one that waits.
 * @throws NOT_FOUND for no such user; INVALID_INPUT for a text that is not an address; CONFLICT for an address of another account
 */
export async function recoverAccount(actor: User, named: string, { channel, reason, ...input }: Recovering, now: Date) {
  const userId = await userIdNamed(named);
  const user = userId && (await loadUser(userId));
  if (!user) throw noSuchUser();
  const address = normalise(channel, input.address);
  const keys = await vault();
  const key = identityKey(keys, channel, address);
  const standing = user.addresses.find((one) => one.channel === channel);
  const own = await personalVault(user);
  if (standing && own.open(standing.sealed) === address) return { state: 'done' as const };
  const waiting = await recoveryOf(userId, now);
  if (waiting?.identityKey !== key || waiting.by === actor.userId) {
    const at = now.toISOString();
    if (waiting?.identityKey !== key)
      await putRecovery({ userId, channel, identityKey: key, reason, by: actor.userId, at, expiresAt: epoch(now) + WAITS });
    return { state: 'waiting' as const };
  }
  const added = { channel, sealed: own.seal(address), verifiedAt: now.toISOString() };
  await writeAddresses(
    keys,
    userId,
    ({ addresses }) => ({
      after: [...addresses.filter((one) => one.channel !== channel), added],
      change: { kind: 'recovered', channel },
      signsOut: true,
      also: endRecoveryPart(waiting),
    }),
    now,
  );
  return { state: 'done' as const };
}
