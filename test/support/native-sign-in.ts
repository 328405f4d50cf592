import { afterAll, beforeAll, expect } from 'vitest';
import type { User } from '#actor';
import { issueNonce, listIdentities, register, signInNative } from '#core/identity';
import { loadUser, openAddresses } from '#core/users';
import { vault } from '#platform/vault';
import type { NewSession } from '#schemas/auth';
import type { UserId } from '#schemas/common';
import type { IdentityProvider } from '#schemas/identities';
import { identityKey } from '../../core/identity/address-rules.ts';
import { loadIdentity } from '../../core/identity/registration.store.ts';
import type { ProviderAccount } from '../../local/identity-provider/issuer.ts';
import { form, identityGround, now, tag } from './bettors.ts';
import { identityProviders } from './identity-providers.ts';
import { anyone } from './make/users.ts';

/** Sign-in by ID tokens that an app got from Apple or Google. */

export let providers: Awaited<ReturnType<typeof identityProviders>>;

/** Runs both providers during a file of tests. */
export function withProviders(): void {
  beforeAll(async () => {
    await identityGround();
    process.env.API_URL = 'https://api.example';
    const most = { anonymousPerMinute: 10_000, freePerMinute: 10_000, premiumPerMinute: 10_000 };
    process.env.LIMITS = JSON.stringify({ ...JSON.parse(process.env.LIMITS ?? '{}'), ...most });
    providers = await identityProviders();
  });
  afterAll(() => providers.server.close());
}

export const gmail = () => `ann.${tag()}@gmail.com`;
/** The proof of a phone whose person has signed in at the provider. */
export async function proof(provider: IdentityProvider, account: ProviderAccount, at = now) {
  const { nonce } = await issueNonce(at);
  return { ...(await providers.signIn(provider, account, nonce, at)), nonce };
}
export const enter = async (provider: IdentityProvider, account: ProviderAccount, more: object = {}) => {
  const { authorizationCode: _, ...given } = await proof(provider, account);
  return signInNative(anyone, provider, { ...given, ...more }, now);
};
export const tokenOf = async (provider: IdentityProvider, account: ProviderAccount): Promise<string> => {
  const answer = await enter(provider, account);
  if (answer.status !== 'registration_required') throw new Error(`is ${answer.status}`);
  return answer.registrationToken;
};
export const joinBy = async (provider: IdentityProvider, account: ProviderAccount): Promise<NewSession> =>
  register(anyone, form(await tokenOf(provider, account)), now);
export const idOf = ({ user }: NewSession) => user.id;
export const signedIn = (answer: { status: string }): NewSession => {
  expect(answer.status).toBe('signed_in');
  return answer as NewSession;
};
export const rowOf = async (provider: IdentityProvider, { sub }: ProviderAccount) =>
  loadIdentity(identityKey(await vault(), provider, sub));
export const addressesOf = async (userId: UserId) => {
  const user = await loadUser(userId);
  return user ? (await openAddresses(user)).map(({ address }) => address) : null;
};
export const providersOf = async (userId: string) => (await listIdentities({ userId } as User)).map(({ provider }) => provider);
