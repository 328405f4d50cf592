import type { Viewer } from '#actor';
import { firstStanding } from '#core/care';
import { ageRefused, isAdult, regionRefused } from '#core/gates';
import {
  areCurrent,
  claimHandlePart,
  handleUnavailable,
  isReserved,
  newUserPart,
  type StoredUser,
  termsRequired,
  unreservedHandlePart,
  youngRefusal,
} from '#core/users';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import { newId } from '#platform/ids';
import { newDataKey } from '#platform/new-data-key';
import { type KeyOwner, personalVault } from '#platform/personal-vault';
import { vault } from '#platform/vault';
import type { DeviceFacts, NewSession } from '#schemas/auth';
import type { UserId } from '#schemas/common';
import { RESTRICTED_REGIONS } from '#schemas/regions';
import type { TextVersions } from '#schemas/terms';
import { lastingExclusion } from './address-exclusion.store.ts';
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
  readonly place?: { readonly region: string; readonly timeZone: string } | undefined;
  readonly device?: DeviceFacts | undefined;
}

/**
 * Creates an account and signs its owner in. Token, age, address, identity, handle, accepted terms, place and user are one transaction. Cognito's
 * user follows, since the other order would leave a Cognito user for every taken handle; after a stop in between, the next sign-in makes it. An
 * exclusion that the person began with an earlier account of this address or identity goes on.
 * @throws UNAUTHENTICATED for an unknown or expired token; CONFLICT for a used token, an address or identity that has an account, and an unavailable
 * handle; INVALID_INPUT for a link in the name; TERMS_REQUIRED for other versions of the texts than those that stand; AGE_VERIFICATION_REQUIRED under
 * 18, and then for a day for that address and identity; REGION_NOT_AVAILABLE for a restricted place; BANNED for an address or identity whose account
 * was erased while banned
 */
export async function register(_actor: Viewer, input: RegistrationInput, now: Date): Promise<NewSession> {
  if (!areCurrent(input.accepts)) throw termsRequired();
  if (input.place && RESTRICTED_REGIONS.includes(input.place.region)) throw regionRefused('restricted');
  const tokenHash = hashSecret(input.registrationToken);
  const registration = await loadRegistration(tokenHash, now);
  if (!registration || registration.awaitsCode)
    throw new DomainError('UNAUTHENTICATED', 'This registration token is not good, or no longer. Sign in again.');
  if (registration.usedAt !== undefined) throw tokenUsed();
  const { address, identity, verifiedAt } = registration;
  const keysProven = [identity, address].flatMap((way) => (way ? [way.identityKey] : []));
  const [key] = keysProven;
  if (key === undefined) throw new Error('a registration has proven nothing');
  await assertAdult(keysProven, input, now);
  if (isReserved(input.handle)) throw handleUnavailable();

  const userId = newId(now) as UserId;
  const words = youngRefusal(userId, { displayName: input.displayName }, now);
  if (words) throw words;
  const [bans, excludedUntil] = await Promise.all([lastingBans(keysProven, userId, now), lastingExclusion(keysProven, now)]);
  const { standing, parts: facts } = firstStanding(userId, { place: input.place, excludedUntil }, now);
  const fields = { ...bans.fields, ...(standing && { standing }), createdAt: now.toISOString() };
  const user = await newUser(userId, registration, input, fields);
  const refused: ReadonlySet<string> = await transact({
    token: useTokenPart(tokenHash, now),
    ...Object.fromEntries(keysProven.map((one, i) => [`age ${i}`, ageNotRefusedPart(one, now)])),
    address: address ? newIdentityPart({ ...withoutSeal(address), userId, verifiedAt }) : null,
    identity: identity ? newIdentityPart({ ...rowOf(identity), userId, verifiedAt }) : null,
    user: newUserPart(user),
    handle: claimHandlePart(input.handle, userId, now),
    unreserved: await unreservedHandlePart(input.handle, now),
    terms: termsFactPart({ userId, ...input.accepts, at: user.createdAt }),
    ...bans.parts,
    ...facts,
  });
  if (refused.has('token')) throw tokenUsed();
  if (['age 0', 'age 1'].some((part) => refused.has(part))) throw ageRefused();
  if (refused.has('address') || refused.has('identity'))
    throw new DomainError('CONFLICT', 'This address has an account already. Sign in again.');
  if (refused.has('handle') || refused.has('unreserved')) throw handleUnavailable();

  await createMintUser(userId);
  return openSession(user, key, { facts: input.device, isNew: false }, now);
}

/** The row of an address has no seal: the address stands on the user. */
const withoutSeal = ({ identityKey, channel }: NonNullable<Registration['address']>) => ({ identityKey, channel });
const rowOf = ({ provider, ...identity }: NonNullable<Registration['identity']>) => ({ ...identity, channel: provider });

/**
 * An age under 18, by the calendar of the place, refuses for a day what was proven, so that a second try with another date of birth is refused too.
 */
async function assertAdult(
  keysProven: readonly string[],
  { dateOfBirth, place }: Pick<RegistrationInput, 'dateOfBirth' | 'place'>,
  now: Date,
): Promise<void> {
  const adult = isAdult(dateOfBirth, now, place?.timeZone);
  if (!adult) await Promise.all(keysProven.map((key) => refuseAge(key, now)));
  const refused = await Promise.all(keysProven.map((key) => ageWasRefused(key, now)));
  if (!adult || refused.includes(true)) throw ageRefused();
}

async function newUser(
  userId: UserId,
  { address, identity, verifiedAt }: Registration,
  input: RegistrationInput,
  fields: Pick<StoredUser, 'bans' | 'postingBan' | 'messagingBan' | 'createdAt' | 'standing'>,
): Promise<StoredUser> {
  const dataKey = await newDataKey(userId);
  return {
    userId,
    dataKey,
    handle: input.handle,
    displayName: input.displayName,
    bio: '',
    role: 'user',
    tier: 'free',
    dateOfBirth: input.dateOfBirth,
    ageVerifiedAt: fields.createdAt,
    addresses: address ? [{ channel: address.channel, sealed: await resealed(address, { userId, dataKey }), verifiedAt }] : [],
    ...(identity && {
      identities: [
        { provider: identity.provider, identityKey: identity.identityKey, sealed: identity.sealed, linkedAt: verifiedAt },
      ],
    }),
    terms: input.accepts,
    ...fields,
  };
}

async function resealed({ sealed, identityKey }: NonNullable<Registration['address']>, owner: KeyOwner): Promise<string> {
  const [keys, own] = await Promise.all([vault(), personalVault(owner)]);
  return own.seal(keys.open('address', sealed, identityKey));
}

const tokenUsed = () =>
  new DomainError('CONFLICT', 'This registration token was used. Sign in with a new code.', { field: 'registrationToken' });
