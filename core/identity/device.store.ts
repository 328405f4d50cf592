import { loadUser } from '#core/users';
import type { Item } from '#data/entity';
import { epoch } from '#platform/clock';
import { UserId } from '#schemas/common';
import { deviceEntity } from './device.entity.ts';
import { hashSecret, newSecret } from './secret-rules.ts';
import { isSignedOut } from './session-rules.ts';

/** Seconds for which a device is known after it has signed in: 180 days. */
const DEVICE_LIFE = 180 * 86_400;

/** Stores a device that has just signed in by an address. 1 WRU. @returns its token: the user and a secret, which only its hash is kept of */
export async function addDevice(userId: UserId, identityKey: string, now: Date): Promise<string> {
  const token = `${userId}.${newSecret()}`;
  await deviceEntity()
    .create({
      tokenHash: hashSecret(token),
      userId,
      identityKey,
      createdAt: now.toISOString(),
      expiresAt: epoch(now) + DEVICE_LIFE,
    })
    .go();
  return token;
}

/**
 * Finds the device of a token. A ban, and whatever else signs its user out everywhere, ends it as it ends sessions. 1 RRU, and 1 for the
 * user of a device that there is.
 * @returns the hash of the token; null for one that never signed in by this address, has expired, or was ended
 */
export async function knownDevice(token: string, identityKey: string, now: Date): Promise<string | null> {
  const { success, data: userId } = UserId.safeParse(token.slice(0, token.indexOf('.')));
  if (!success) return null;
  const tokenHash = hashSecret(token);
  const { data: device } = await deviceEntity().get({ userId, tokenHash }).go({ consistent: true });
  if (!device || device.identityKey !== identityKey || device.expiresAt <= epoch(now)) return null;
  const user = await loadUser(userId);
  return user && !isSignedOut(device, user.signedOutAt) ? tokenHash : null;
}

/** The devices of a user, also those that TTL has not deleted yet. One query. */
export async function devicesOf(userId: UserId): Promise<Item<typeof deviceEntity>[]> {
  const { data } = await deviceEntity().query.primary({ userId }).go({ pages: 'all' });
  return data;
}

/** Deletes a user's devices. */
export async function eraseDevices(userId: UserId): Promise<void> {
  const devices = await devicesOf(userId);
  await Promise.all(devices.map(({ tokenHash }) => deviceEntity().delete({ userId, tokenHash }).go()));
}
