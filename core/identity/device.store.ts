import { loadUser } from '#core/users';
import { epoch } from '#platform/clock';
import type { UserId } from '#schemas/common';
import { deviceEntity } from './device.entity.ts';
import { hashSecret, newSecret } from './secret-rules.ts';
import { isSignedOut } from './session-rules.ts';

/** Seconds for which a device is known after it has signed in: 180 days. */
const DEVICE_LIFE = 180 * 86_400;

/** Stores a device that has just signed in by an address. 1 WRU. @returns its token */
export async function addDevice(userId: UserId, identityKey: string, now: Date): Promise<string> {
  const token = newSecret();
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
  const tokenHash = hashSecret(token);
  const { data: device } = await deviceEntity().get({ tokenHash }).go({ consistent: true });
  if (!device || device.identityKey !== identityKey || device.expiresAt <= epoch(now)) return null;
  const user = await loadUser(device.userId as UserId);
  return user && !isSignedOut(device, user.signedOutAt) ? tokenHash : null;
}
