import { describe, expect, it } from 'vitest';
import { hearApple, register, signInNative, unlinkIdentity } from '#core/identity';
import { loadUser } from '#core/users';
import { vault } from '#platform/vault';
import { HearApple } from '#schemas/identities';
import { isHeld } from '../../core/identity/address-hold.store.ts';
import { identityKey } from '../../core/identity/address-rules.ts';
import { handler as authDoor } from '../../lambdas/http/auth.ts';
import type { ProviderAccount } from '../../local/identity-provider/issuer.ts';
import { actorOf, form, later, now, tag } from '../support/bettors.ts';
import { ask } from '../support/http-event.ts';
import { newAccount } from '../support/identity-providers.ts';
import { anyone } from '../support/make/users.ts';
import {
  addressesOf,
  enter,
  idOf,
  joinBy,
  proof,
  providers,
  providersOf,
  rowOf,
  signedIn,
  withProviders,
} from '../support/native-sign-in.ts';
import { followSocial } from '../support/social.ts';

/** Sign-in by Apple: the token that an authorization code gives, and what Apple tells us of its users. */

withProviders();

describe('Apple', () => {
  const byCode = async (account: ProviderAccount, more: object = {}) =>
    signInNative(anyone, 'apple', { ...(await proof('apple', account)), ...more }, now);
  const relay = () => `x${tag()}@privaterelay.appleid.com`;
  const notice = async (type: string, { sub, email: of }: ProviderAccount, at: Date) =>
    (await providers.notice({ type, sub, event_time: at.getTime(), ...(of && { email: of, is_private_email: 'true' }) }, now))
      .payload;
  const hear = async (type: string, account: ProviderAccount, at: Date) =>
    hearApple(anyone, await notice(type, account, at), later(10_000));
  const person = async (account = newAccount(relay())) => {
    const answer = await byCode(account);
    if (answer.status !== 'registration_required') throw new Error(`is ${answer.status}`);
    return { account, session: await register(anyone, form(answer.registrationToken), now) };
  };

  it('gives a token for the code, sealed, with which an unlinked account is revoked there', async () => {
    const { account, session } = await person();
    const row = await rowOf('apple', account);
    expect(row?.appleToken).toMatch(/^1\./);
    expect(row?.appleToken).not.toContain('r.');
    await followSocial(now);
    const before = providers.server.revoked.length;
    await unlinkIdentity(actorOf(session), 'apple', now);
    await followSocial(now);
    expect(providers.server.revoked.slice(before)).toEqual([expect.stringMatching(/^r\./)]);
  });

  it('is asked at a later sign-in, when the first had no code; a code of somebody else gives no token', async () => {
    const account = newAccount(relay());
    const session = await joinBy('apple', account);
    expect((await rowOf('apple', account))?.appleToken).toBeUndefined();
    const { authorizationCode } = await proof('apple', newAccount());
    for (const code of [authorizationCode, 'made-up']) {
      expect(idOf(signedIn(await byCode(account, { authorizationCode: code })))).toBe(idOf(session));
      expect((await rowOf('apple', account))?.appleToken).toBeUndefined();
    }
    signedIn(await byCode(account));
    expect((await rowOf('apple', account))?.appleToken).toBeDefined();
  });

  it('tells that a consent is withdrawn: all sessions end, and the account is unlinked, once', async () => {
    const { account, session } = await person();
    expect((await loadUser(idOf(session)))?.signedOutAt).toBeUndefined();
    await hear('consent-revoked', account, later(-1_000));
    expect(await providersOf(idOf(session))).toEqual(['apple']);
    await hear('consent-revoked', account, later(5_000));
    expect(await providersOf(idOf(session))).toEqual([]);
    expect((await loadUser(idOf(session)))?.signedOutAt).toBe(later(10_000).toISOString());
    await hear('consent-revoked', account, later(5_000));
    await hear('account-deleted', newAccount(), later(5_000));
    expect(await addressesOf(idOf(session))).toEqual([account.email]);
  });

  it('ends the sessions once of somebody who signs in by it alone, and keeps the way', async () => {
    const { account, session } = await person(newAccount());
    await hear('consent-revoked', account, later(5_000));
    const first = (await loadUser(idOf(session)))?.signedOutAt;
    expect([first !== undefined, await providersOf(idOf(session))]).toEqual([true, ['apple']]);
    await hearApple(anyone, await notice('consent-revoked', account, later(5_000)), later(20_000));
    expect((await loadUser(idOf(session)))?.signedOutAt).toBe(first);
    expect(idOf(signedIn(await enter('apple', account)))).toBe(idOf(session));
  });

  it('tells that a relay address is off, and on again, whichever comes last', async () => {
    const { account } = await person();
    const held = async () => isHeld(identityKey(await vault(), 'email', account.email ?? ''), later(20_000));
    await hear('email-disabled', account, later(1_000));
    expect(await held()).toBe(true);
    await hear('email-enabled', account, later(500));
    expect(await held()).toBe(true);
    await hear('email-enabled', account, later(2_000));
    await hear('email-disabled', account, later(1_000));
    expect(await held()).toBe(false);
  });

  it('is heard by its own signature alone, and counted by the message', async () => {
    const account = newAccount(relay());
    const asked = (payload: string) => ask(authDoor, HearApple, { body: { payload } });
    const good = await notice('email-disabled', account, now);
    for (let i = 0; i < 2; i++) expect(await asked(good)).toMatchObject({ status: 200, data: { heard: true } });
    const { idToken } = await proof('apple', account);
    const other = await providers.notice({ type: 'something-else', sub: account.sub, event_time: 1 }, now);
    for (const payload of [`${good.slice(0, -9)}AAAAAAAAA`, idToken, other.payload, 'a.b.c'])
      expect(await asked(payload)).toMatchObject({ status: 401, error: { details: {} } });
  });
});
