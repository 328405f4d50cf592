import type { Viewer } from '#actor';
import { claimHandlePart, handleUnavailable, isReserved, newUserPart, type StoredUser } from '#core/users';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import { newId } from '#platform/ids';
import { vault } from '#platform/vault';
import type { SignedIn } from '#schemas/auth';
import type { UserId } from '#schemas/common';
import { ageRefused, isAdult } from './age-rules.ts';
import { createMintUser } from './cognito.ts';
import { openSession } from './open-session.ts';
import {
  ageNotRefusedPart,
  ageWasRefused,
  loadRegistration,
  newIdentityPart,
  type Registration,
  refuseAge,
  useTokenPart,
} from './registration.store.ts';
import { hashOf } from './secret-rules.ts';

interface Asked {
  readonly registrationToken: string;
  readonly handle: string;
  readonly displayName: string;
  readonly dateOfBirth: string;
}

/**
 * Token, age, identity, handle and user are one transaction. Cognito's user comes after it: whatever stops in between, the next sign-in
 * with a code makes it, and the other order would leave a Cognito user for every handle that was taken already.
 * @throws UNAUTHENTICATED for a token that is not, or no longer, good; CONFLICT for one that was used, an address that somebody has, a
 * handle that cannot be had; AGE_VERIFICATION_REQUIRED under 18, and a day long for an address that ever said so
 */
export async function register(_actor: Viewer, asked: Asked, now: Date): Promise<SignedIn> {
  const tokenHash = hashOf(asked.registrationToken);
  const registration = await loadRegistration(tokenHash, now);
  if (!registration)
    throw new DomainError('UNAUTHENTICATED', 'This registration token is not good, or no longer. Ask for a new code.');
  if (registration.usedAt !== undefined) throw tokenUsed();
  await assertAdult(registration.identityKey, asked.dateOfBirth, now);
  if (isReserved(asked.handle)) throw handleUnavailable();

  const user = await newUser(registration, asked, now);
  const { identityKey, channel, verifiedAt } = registration;
  const refused = await transact({
    token: useTokenPart(tokenHash, now),
    age: ageNotRefusedPart(identityKey, now),
    identity: newIdentityPart({ identityKey, userId: user.userId, channel, verifiedAt }),
    user: newUserPart(user),
    handle: claimHandlePart(asked.handle, user.userId, now),
  });
  if (refused.has('token')) throw tokenUsed();
  if (refused.has('age')) throw ageRefused();
  if (refused.has('identity')) throw new DomainError('CONFLICT', 'This address has an account already. Sign in with a new code.');
  if (refused.has('handle')) throw handleUnavailable();

  await createMintUser(user.userId as UserId);
  return openSession(user, now);
}

/** Who says under 18 is believed for a day, and so is their address. */
async function assertAdult(identityKey: string, dateOfBirth: string, now: Date): Promise<void> {
  const adult = isAdult(dateOfBirth, now);
  if (!adult) await refuseAge(identityKey, now);
  if (!adult || (await ageWasRefused(identityKey, now))) throw ageRefused();
}

async function newUser(registration: Registration, asked: Asked, now: Date): Promise<StoredUser> {
  const { identityKey, channel, sealed, verifiedAt } = registration;
  const keys = await vault();
  const userId = newId(now);
  return {
    userId,
    handle: asked.handle,
    displayName: asked.displayName,
    bio: '',
    role: 'user',
    tier: 'free',
    dateOfBirth: asked.dateOfBirth,
    ageVerifiedAt: now.toISOString(),
    addresses: [{ channel, sealed: keys.seal('address', keys.open('address', sealed, identityKey), userId), verifiedAt }],
    bans: 0,
    createdAt: now.toISOString(),
  };
}

const tokenUsed = () =>
  new DomainError('CONFLICT', 'This registration token was used. Sign in with a new code.', { field: 'registrationToken' });
