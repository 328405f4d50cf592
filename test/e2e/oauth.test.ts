import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { appleNotice, signInAtProvider } from '../../local/client/identity-provider.ts';
import { until } from '../../local/client/until.ts';
import { NewSession, Refresh, Register } from '../../schemas/auth.ts';
import {
  HearApple,
  type IdentityProvider,
  IssueNonce,
  LinkIdentity,
  ListIdentities,
  SignInNative,
  StepUpNative,
  UnlinkIdentity,
} from '../../schemas/identities.ts';
import { CURRENT_TERMS } from '../../schemas/terms.ts';
import { GetMe } from '../../schemas/users.ts';
import { call, newHandle, signUp } from '../support/client.ts';
import { stack } from '../support/stack.ts';

/** Ann signs in by Google, links her Apple account, and leaves Apple again: on the deployed stack, with the local cloud's Google and Apple. */

const google = { sub: randomUUID(), email: `ann.${randomUUID().slice(0, 8)}@gmail.com`, emailVerified: true };
const apple = { sub: randomUUID(), email: `x${randomUUID().slice(0, 8)}@privaterelay.appleid.com`, emailVerified: true };
const url = () => stack().identityProviderUrl;

async function proof(provider: IdentityProvider, account: typeof google) {
  const { nonce } = await call(IssueNonce);
  const { idToken, authorizationCode } = await signInAtProvider(url(), provider, account, nonce);
  return { idToken, nonce, ...(provider === 'apple' && { authorizationCode }) };
}
const enter = async (provider: IdentityProvider, account: typeof google) =>
  call(SignInNative, { params: { provider }, body: await proof(provider, account) });
const signedIn = async (provider: IdentityProvider, account: typeof google) => NewSession.parse(await enter(provider, account));

describe('Ann', () => {
  let ann: NewSession;
  beforeAll(async () => {
    const answer = await enter('google', google);
    if (answer.status !== 'registration_required') throw new Error(`is ${answer.status}`);
    const form = { handle: newHandle('Ann'), displayName: 'Ann', dateOfBirth: '1990-05-17', accepts: CURRENT_TERMS };
    ann = await call(Register, { body: { ...form, registrationToken: answer.registrationToken } });
  });

  it('is signed in by Google from then on, and nobody else by her token', async () => {
    const again = await signedIn('google', google);
    expect(again.user.id).toBe(ann.user.id);
    expect(await call(GetMe, { as: again })).toMatchObject({ id: ann.user.id, addresses: [{ address: google.email }] });
    const used = await proof('google', google);
    await call(SignInNative, { params: { provider: 'google' }, body: used });
    const replayed = call(SignInNative, { params: { provider: 'google' }, body: used });
    await expect(replayed).rejects.toMatchObject({ status: 401 });
    const ofApple = { params: { provider: 'apple' }, body: await proof('google', google) };
    await expect(call(SignInNative, ofApple)).rejects.toMatchObject({ status: 401 });
  });

  it('links her Apple account, steps up by it, and unlinks it: it is revoked at Apple', async () => {
    await call(LinkIdentity, { as: ann, body: { provider: 'apple', ...(await proof('apple', apple)) } });
    expect((await signedIn('apple', apple)).user.id).toBe(ann.user.id);
    const { authorizationCode: _, ...own } = await proof('apple', apple);
    await call(StepUpNative, { as: ann, body: { provider: 'apple', ...own } });
    const revoked = async () => ((await (await fetch(`${url()}/apple/revoked`)).json()) as string[]).length;
    const before = await revoked();
    expect(await call(UnlinkIdentity, { as: ann, params: { provider: 'apple' } })).toMatchObject([{ provider: 'google' }]);
    await until('Apple to hear that the sign-in is revoked', async () => (await revoked()) > before || undefined);
    expect(await call(ListIdentities, { as: ann })).toHaveLength(1);
  });

  it('is signed out when she removes the app at Apple', async () => {
    await call(LinkIdentity, { as: ann, body: { provider: 'apple', ...(await proof('apple', apple)) } });
    const event = { type: 'consent-revoked', sub: apple.sub, event_time: Date.now() + 1_000 };
    await call(HearApple, { body: await appleNotice(url(), event) });
    await expect(call(Refresh, { body: { refreshToken: ann.refreshToken } })).rejects.toMatchObject({ status: 401 });
    const back = await signedIn('google', google);
    expect(await call(ListIdentities, { as: back })).toMatchObject([{ provider: 'google' }]);
  });
});

it('somebody whose gmail address has an account is linked to it by Google', async () => {
  const email = `ben.${randomUUID().slice(0, 8)}@gmail.com`;
  const ben = await signUp('Ben', { address: email });
  expect((await signedIn('google', { sub: randomUUID(), email, emailVerified: true })).user.id).toBe(ben.userId);
});
