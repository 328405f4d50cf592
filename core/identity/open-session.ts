import { setTimeout as sleep } from 'node:timers/promises';
import { meView, openAddresses, type StoredUser } from '#core/users';
import { epoch } from '#platform/clock';
import { newId } from '#platform/ids';
import { vault } from '#platform/vault';
import type { DeviceFacts, NewSession } from '#schemas/auth';
import type { UserId } from '#schemas/common';
import { mintWithGrant } from './cognito.ts';
import { addDevice } from './device.store.ts';
import { putGrant } from './grant.store.ts';
import { writeRefreshToken } from './refresh-token.ts';
import { hashSecret, newSecret } from './secret-rules.ts';
import { putSession } from './session.store.ts';
import { SESSION_LIFE } from './session-rules.ts';

/** The device of a sign-in. */
export interface SigningDevice {
  /** As it describes itself, if it does. */
  readonly facts?: DeviceFacts | undefined;
  /** True for one that is not known to have signed in by the address. */
  readonly isNew: boolean;
  /** The region that the edge has proven. It is kept only for a person who lets it be. */
  readonly region?: string | null | undefined;
}

/**
 * Signs in a verified user: makes a grant, exchanges it for Cognito's tokens, and stores a session over them, and the device.
 * @param identityKey the address that the user has proven
 */
export async function openSession(user: StoredUser, identityKey: string, device: SigningDevice, now: Date): Promise<NewSession> {
  const userId = user.userId as UserId;
  await nextSecond(user, now);
  const grant = newSecret();
  await putGrant(hashSecret(grant), userId, now);
  const { accessToken, expiresIn, origin, mintToken } = await mintWithGrant(userId, grant);

  const keys = await vault();
  const sessionId = newId(now);
  const session = {
    userId,
    sessionId,
    generation: 1,
    rotatedAt: now.getTime(),
    sealed: keys.seal('session', mintToken, sessionId),
    origin,
    createdAt: now.toISOString(),
    ...(device.facts && { device: device.facts }),
    ...(device.isNew && { newDevice: true }),
    ...(device.region && user.standing?.consents?.location === true && { region: device.region }),
    expiresAt: epoch(now) + SESSION_LIFE,
  };
  const [deviceToken, addresses] = await Promise.all([
    addDevice(userId, identityKey, now),
    openAddresses(user),
    putSession(session),
  ]);
  const refreshToken = writeRefreshToken(keys, { userId, sessionId, generation: 1 });
  return { status: 'signed_in', accessToken, refreshToken, expiresIn, user: meView(user, addresses, now), deviceToken };
}

/**
 * Waits for the second after the one in which the user was signed out. Cognito gives the sign-in of a token in whole seconds, and a token
 * whose sign-in was in that second counts as one of before (core/limits/revocation-rules.ts).
 */
async function nextSecond({ signedOutAt }: StoredUser, now: Date): Promise<void> {
  if (signedOutAt === undefined) return;
  const wait = (epoch(new Date(signedOutAt)) + 1) * 1000 - now.getTime();
  if (wait > 0) await sleep(Math.min(wait, 1000));
}
