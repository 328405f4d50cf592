import type { User, Viewer } from '#actor';
import { noteStepUp } from '#core/limits';
import { loadUser, noSuchUser } from '#core/users';
import { DomainError } from '#errors';
import { vault } from '#platform/vault';
import { STEP_UP_SECONDS } from '#schemas/contract';
import type { Identities, IdentityProvider } from '#schemas/identities';
import { identityKey } from './address-rules.ts';
import { type EnteringDevice, enterByIdentity } from './enter-by-identity.ts';
import { type ProvenIdentity, verifyIdToken } from './id-token.ts';
import { identitiesView } from './identities.view.ts';
import { providerNamed } from './identity-provider-settings.ts';
import { linkIdentityTo, newIdentity } from './linked-identity.ts';
import { spendNonce } from './oauth-nonce.ts';
import { ownerOfAddress } from './registration.store.ts';

interface NativeProof {
  readonly idToken: string;
  readonly nonce: string;
}

/** Verifies an ID token and uses its nonce up. 1 WRU. @throws UNAUTHENTICATED, CONFLICT and UNAVAILABLE as verifyIdToken() */
async function proven(provider: IdentityProvider, { idToken, nonce }: NativeProof, now: Date): Promise<ProvenIdentity> {
  const identity = await verifyIdToken(provider, idToken, nonce, now);
  await spendNonce(nonce, now);
  return identity;
}

/**
 * Signs somebody in by an ID token that the app got from the provider; see enterByIdentity().
 * @throws NOT_FOUND for no such provider; CONFLICT for one that is not set up; UNAUTHENTICATED for a token or a nonce that is not good; BANNED
 */
export async function signInNative(actor: Viewer, provider: string, input: NativeProof & EnteringDevice, now: Date) {
  const identity = await proven(providerNamed(provider), input, now);
  return enterByIdentity(actor, identity, input, now);
}

/**
 * Notes that the actor's session has proven an identity of theirs just now.
 * @throws UNAUTHENTICATED also for an identity that is not the actor's
 */
export async function stepUpNative(
  { userId, origin }: User,
  { provider, ...proof }: NativeProof & { readonly provider: IdentityProvider },
  now: Date,
) {
  const { subject } = await proven(provider, proof, now);
  const owner = await ownerOfAddress(identityKey(await vault(), provider, subject));
  if (owner?.userId !== userId)
    throw new DomainError('UNAUTHENTICATED', 'You do not sign in by this account.', { field: 'idToken' });
  await noteStepUp(userId, origin, now);
  return { until: new Date(now.getTime() + STEP_UP_SECONDS * 1000).toISOString() };
}

/** The identities of the actor. 1 RRU. */
export async function listIdentities({ userId }: User): Promise<Identities> {
  const user = await loadUser(userId);
  if (!user) throw noSuchUser();
  return identitiesView(user);
}

/**
 * Links an identity to the actor. One that is theirs already changes nothing.
 * @throws UNAUTHENTICATED for a token or a nonce that is not good; CONFLICT for a provider that is not set up, an identity of another
 * account, and a second one of a provider
 */
export async function linkIdentity(
  { userId }: User,
  {
    provider,
    authorizationCode,
    ...proof
  }: NativeProof & {
    readonly provider: IdentityProvider;
    readonly authorizationCode?: string | undefined;
  },
  now: Date,
): Promise<Identities> {
  const keys = await vault();
  const identity = await newIdentity(keys, await proven(provider, proof, now), authorizationCode, now);
  return identitiesView(await linkIdentityTo(keys, userId, identity, null, now));
}
