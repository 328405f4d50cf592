import type { Viewer } from '#actor';
import { ageRefused, isAdult } from '#core/gates';
import {
  areCurrent,
  claimHandlePart,
  handleUnavailable,
  isReserved,
  newUserPart,
  type StoredUser,
  termsRequired,
  youngRefusal,
} from '#core/users';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import { newId } from '#platform/ids';
import { vault } from '#platform/vault';
import type { DeviceFacts, NewSession } from '#schemas/auth';
import type { UserId } from '#schemas/common';
import type { TextVersions } from '#schemas/terms';
import { createMintUser } from './cognito.ts';
import { lastingBans } from './lasting-bans.ts';
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
import { hashSecret } from './secret-rules.ts';
import { termsFactPart } from './terms.store.ts';

interface RegistrationInput {
  readonly registrationToken: string;
  readonly handle: string;
  readonly displayName: string;
  readonly dateOfBirth: string;
  readonly accepts: TextVersions;
  readonly device?: DeviceFacts | undefined;
}

/**
 * Creates an account and signs its owner in. Token, age, identity, handle, accepted terms and user are one transaction. Cognito's user follows,
 * since the other order would leave a Cognito user for every taken handle; after a stop in between, the next sign-in makes it.
 * @throws UNAUTHENTICATED for an unknown or expired token; CONFLICT for a used token, an address that has an account, and an unavailable
 * handle; INVALID_INPUT for a link in the name; TERMS_REQUIRED for other versions of the texts than those that stand; AGE_VERIFICATION_REQUIRED under
 * 18, and then for a day for that address; BANNED for an address whose account was erased while banned
 */
export async function register(_actor: Viewer, input: RegistrationInput, now: Date): Promise<NewSession> {
  if (!areCurrent(input.accepts)) throw termsRequired();
  const tokenHash = hashSecret(input.registrationToken);
  const registration = await loadRegistration(tokenHash, now);
  if (!registration)
    throw new DomainError('UNAUTHENTICATED', 'This registration token is not good, or no longer. Ask for a new code.');
  if (registration.usedAt !== undefined) throw tokenUsed();
  await assertAdult(registration.identityKey, input.dateOfBirth, now);
  if (isReserved(input.handle)) throw handleUnavailable();

  const userId = newId(now) as UserId;
  const { fields, parts } = await lastingBans(registration.identityKey, userId, now);
  const user = await newUser(userId, registration, input, { ...fields, createdAt: now.toISOString() });
  const words = youngRefusal(user.userId as UserId, { displayName: input.displayName }, now);
  if (words) throw words;
  const { identityKey, channel, verifiedAt } = registration;
  const refused = await transact({
    token: useTokenPart(tokenHash, now),
    age: ageNotRefusedPart(identityKey, now),
    identity: newIdentityPart({ identityKey, userId: user.userId, channel, verifiedAt }),
    user: newUserPart(user),
    handle: claimHandlePart(input.handle, user.userId, now),
    terms: termsFactPart({ userId: user.userId, ...input.accepts, at: user.createdAt }),
    ...parts,
  });
  if (refused.has('token')) throw tokenUsed();
  if (refused.has('age')) throw ageRefused();
  if (refused.has('identity')) throw new DomainError('CONFLICT', 'This address has an account already. Sign in with a new code.');
  if (refused.has('handle')) throw handleUnavailable();

  await createMintUser(user.userId as UserId);
  return openSession(user, identityKey, { facts: input.device, isNew: false }, now);
}

/** An age under 18 refuses the address for a day, so that a second try with another date of birth is refused too. */
async function assertAdult(identityKey: string, dateOfBirth: string, now: Date): Promise<void> {
  const adult = isAdult(dateOfBirth, now);
  if (!adult) await refuseAge(identityKey, now);
  if (!adult || (await ageWasRefused(identityKey, now))) throw ageRefused();
}

async function newUser(
  userId: UserId,
  registration: Registration,
  input: RegistrationInput,
  fields: Pick<StoredUser, 'bans' | 'postingBan' | 'messagingBan' | 'createdAt'>,
): Promise<StoredUser> {
  const { identityKey, channel, sealed, verifiedAt } = registration;
  const keys = await vault();
  return {
    userId,
    handle: input.handle,
    displayName: input.displayName,
    bio: '',
    role: 'user',
    tier: 'free',
    dateOfBirth: input.dateOfBirth,
    ageVerifiedAt: fields.createdAt,
    addresses: [{ channel, sealed: keys.seal('address', keys.open('address', sealed, identityKey), userId), verifiedAt }],
    terms: input.accepts,
    ...fields,
  };
}

const tokenUsed = () =>
  new DomainError('CONFLICT', 'This registration token was used. Sign in with a new code.', { field: 'registrationToken' });
