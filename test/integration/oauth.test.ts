import { describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import {
  accountUpkeep,
  decideBan,
  issueNonce,
  linkIdentity,
  register,
  removeAddress,
  setRole,
  showUndo,
  signInNative,
  stepUpNative,
  undoAddressChange,
  unlinkIdentity,
  verifyCode,
} from '#core/identity';
import { loadUser } from '#core/users';
import { epoch } from '#platform/clock';
import { vault } from '#platform/vault';
import { ListReviews } from '#schemas/admin';
import type { NewSession } from '#schemas/auth';
import {
  type IdentityProvider,
  IssueNonce,
  LinkIdentity,
  ListIdentities,
  SignInNative,
  UnlinkIdentity,
} from '#schemas/identities';
import { identityKey } from '../../core/identity/address-rules.ts';
import { loadIdentity } from '../../core/identity/registration.store.ts';
import { writeUndoToken } from '../../core/identity/undo-token.ts';
import { handler as adminDoor } from '../../lambdas/http/admin.ts';
import { handler as authDoor } from '../../lambdas/http/auth.ts';
import type { ProviderAccount } from '../../local/identity-provider/issuer.ts';
import { actorOf, codeFor, email, form, join, kept, later, lost, mail, many, now, refused, tag } from '../support/bettors.ts';
import { deaths } from '../support/deaths.ts';
import { stoppedAfter } from '../support/dynamo-calls.ts';
import { exportedBy } from '../support/exported.ts';
import { ask } from '../support/http-event.ts';
import { newAccount } from '../support/identity-providers.ts';
import { anyone } from '../support/make/users.ts';
import {
  addressesOf,
  enter,
  gmail,
  idOf,
  joinBy,
  proof,
  providers,
  providersOf,
  rowOf,
  signedIn,
  tokenOf,
  withProviders,
} from '../support/native-sign-in.ts';

/** Sign-in by ID tokens that an app got from Apple or Google: who is let in, and who is linked to whom. */

withProviders();

const whole = async (userId: string) =>
  expect((await accountUpkeep.audit([userId], now)).flatMap(({ differences }) => differences)).toEqual([]);

describe('a first sign-in by an ID token', () => {
  it.each(['google', 'apple'] as const)('of %s registers a person, whom the next one signs in', async (provider) => {
    const account = newAccount(provider === 'google' ? gmail() : `x${tag()}@privaterelay.appleid.com`);
    const session = await joinBy(provider, account);
    expect(await addressesOf(idOf(session))).toEqual([account.email]);
    expect(await providersOf(idOf(session))).toEqual([provider]);
    const again = signedIn(await enter(provider, account));
    expect(idOf(again)).toBe(idOf(session));
    const device = { name: "Ann's phone", platform: 'ios', appVersion: '1.0.0' };
    signedIn(await enter(provider, account, { device, deviceToken: again.deviceToken }));
    await whole(idOf(session));
  });

  it('with an address lets the person in by a code of it too', async () => {
    const account = newAccount(gmail());
    const session = await joinBy('google', account);
    const address = account.email ?? '';
    const byCode = signedIn(await verifyCode(anyone, { ...email(address), ...(await codeFor(address)) }, now));
    expect(idOf(byCode)).toBe(idOf(session));
  });

  it.each([
    ['without an address', newAccount()],
    ['whose address is not verified', newAccount(gmail(), false)],
  ])('%s registers a person without one', async (_, account) => {
    const session = await joinBy('google', account);
    expect(await addressesOf(idOf(session))).toEqual([]);
    expect(idOf(signedIn(await enter('google', account)))).toBe(idOf(session));
  });

  it('registers once, of ten registrations at once by ten tokens', async () => {
    const account = newAccount(gmail());
    const tokens: string[] = [];
    for (let i = 0; i < 10; i++) tokens.push(await tokenOf('google', account));
    const tries = await many(10, (i) => register(anyone, form(tokens[i] ?? ''), now));
    expect(kept(tries)).toHaveLength(1);
    expect(new Set(lost(tries))).toEqual(new Set(['CONFLICT']));
    expect(idOf(signedIn(await enter('google', account)))).toBe(idOf(kept(tries)[0] as NewSession));
  });

  it('under 18 refuses the account and its address for a day', async () => {
    const account = newAccount(gmail());
    const young = { ...form(await tokenOf('google', account)), dateOfBirth: '2015-01-01' };
    await expect(register(anyone, young, now)).rejects.toEqual(refused('AGE_VERIFICATION_REQUIRED'));
    for (const again of [account, { ...account, email: gmail() }, newAccount(account.email)])
      await expect(joinBy('google', again)).rejects.toEqual(refused('AGE_VERIFICATION_REQUIRED'));
  });

  it('registers wholly or not at all, after whichever call the function stops', async () => {
    let survived = 0;
    for (const calls of deaths(3)) {
      const account = newAccount(gmail());
      const input = form(await tokenOf('google', account));
      const died = await stoppedAfter(calls + 1, () => register(anyone, input, now));
      const row = await rowOf('google', account);
      const byAddress = await loadIdentity(identityKey(await vault(), 'email', account.email ?? ''));
      expect(byAddress?.userId).toBe(row?.userId);
      const session = row ? signedIn(await enter('google', account)) : await joinBy('google', account);
      if (row) expect(idOf(session)).toBe(row.userId);
      await whole(idOf(session));
      if (died) continue;
      survived = calls;
      break;
    }
    expect(survived).toBeGreaterThan(4);
  });
});

describe('the person who has the address', () => {
  it('is linked at once where the provider owns it, and told with a link that undoes it', async () => {
    const address = gmail();
    const ann = await join(address);
    const account = newAccount(address.toUpperCase());
    expect(idOf(signedIn(await enter('google', account)))).toBe(idOf(ann));
    expect(await providersOf(idOf(ann))).toEqual(['google']);
    const token = writeUndoToken(await vault(), { userId: idOf(ann), number: 1 });
    expect(await showUndo(token, now)).toContain('<form method="post">');
    await undoAddressChange(token, now);
    expect(await providersOf(idOf(ann))).toEqual([]);
    expect(await rowOf('google', account)).toBeNull();
    await whole(idOf(ann));
  });

  it('is linked at once where Google keeps the domain of the organisation', async () => {
    const address = mail('ann');
    const ann = await join(address);
    const account = { ...newAccount(address), hostedDomain: 'example.com' };
    expect(address.endsWith('@example.com')).toBe(true);
    expect(idOf(signedIn(await enter('google', account)))).toBe(idOf(ann));
  });

  it('is linked once, of ten sign-ins at once', async () => {
    const address = gmail();
    const ann = await join(address);
    const account = newAccount(address);
    const proofs: Awaited<ReturnType<typeof proof>>[] = [];
    for (let i = 0; i < 10; i++) proofs.push(await proof('google', account));
    const tries = await many(10, (i) => signInNative(anyone, 'google', proofs[i] as (typeof proofs)[number], now));
    expect(kept(tries).length).toBeGreaterThan(0);
    for (const session of kept(tries)) expect(idOf(signedIn(session))).toBe(idOf(ann));
    expect(new Set(lost(tries).filter((code) => code !== 'UNAVAILABLE'))).toEqual(new Set());
    expect((await loadUser(idOf(ann)))?.addressChanges).toBe(1);
  });

  it.each(['nobody', 'somebody'])('gives a code first where the provider does not own it, and %s has it', async (who) => {
    const address = mail('ann');
    const ann = who === 'somebody' ? await join(address) : null;
    const account = newAccount(address);
    const answer = await enter('google', account);
    if (answer.status !== 'code_required') throw new Error(`is ${answer.status}`);
    expect(Object.keys(answer).toSorted()).toEqual(['address', 'linkToken', 'status']);
    expect([answer.address, await rowOf('google', account)]).toEqual([address, null]);
    const { linkToken } = answer;
    await expect(register(anyone, form(linkToken), now)).rejects.toEqual(refused('UNAUTHENTICATED'));
    const code = { ...email(address), ...(await codeFor(address)), linkToken };
    await expect(verifyCode(anyone, { ...code, linkToken: 'x' }, now)).rejects.toEqual(
      refused('UNAUTHENTICATED', { field: 'linkToken' }),
    );
    await expect(verifyCode(anyone, code, later(600_000))).rejects.toEqual(refused('UNAUTHENTICATED'));
    const proven = await verifyCode(anyone, code, now);
    const session =
      proven.status === 'registration_required' ? await register(anyone, form(proven.registrationToken), now) : signedIn(proven);
    if (ann) expect(idOf(session)).toBe(idOf(ann));
    expect([await providersOf(idOf(session)), await addressesOf(idOf(session))]).toEqual([['google'], [address]]);
    expect(idOf(signedIn(await enter('google', account)))).toBe(idOf(session));
    await whole(idOf(session));
    if (!ann) return;
    const again = { ...email(address), ...(await codeFor(address)), linkToken };
    await expect(verifyCode(anyone, again, now)).rejects.toEqual(refused('UNAUTHENTICATED', { field: 'linkToken' }));
  });

  it('is not linked by a code of another address, nor by an address that is not verified', async () => {
    const [address, other] = [mail('ann'), mail('eve')];
    const ann = await join(address);
    const answer = await enter('google', newAccount(other));
    if (answer.status !== 'code_required') throw new Error(`is ${answer.status}`);
    const code = { ...email(address), ...(await codeFor(address)), linkToken: answer.linkToken };
    await expect(verifyCode(anyone, code, now)).rejects.toEqual(refused('UNAUTHENTICATED', { field: 'linkToken' }));
    const eve = await joinBy('google', newAccount(address, false));
    expect(idOf(eve)).not.toBe(idOf(ann));
    expect(await providersOf(idOf(ann))).toEqual([]);
  });

  it('keeps the account that is linked: a second one of the provider is refused', async () => {
    const address = gmail();
    const ann = await joinBy('google', newAccount(address));
    await expect(enter('google', newAccount(address))).rejects.toEqual(refused('CONFLICT'));
    expect(await providersOf(idOf(ann))).toEqual(['google']);
  });

  it('is not linked, nor let in, while banned', async () => {
    const address = gmail();
    const { user } = await join(address);
    const account = newAccount(address);
    await decideBan(system('ban-user'), { kind: 'ban', scope: 'all', handle: user.handle, reason: 'fraud' }, now);
    await expect(enter('google', account)).rejects.toEqual(refused('BANNED', { appealToken: expect.any(String) }));
    expect(await rowOf('google', account)).toBeNull();
  });

  it('is linked wholly or not at all, after whichever call the function stops', async () => {
    let survived = 0;
    for (const calls of deaths(3)) {
      const address = gmail();
      const ann = await join(address);
      const account = newAccount(address);
      const given = await proof('google', account);
      const died = await stoppedAfter(calls + 1, () => signInNative(anyone, 'google', given, now));
      const row = await rowOf('google', account);
      expect([row ? ['google'] : [], row?.userId ?? idOf(ann)]).toEqual([await providersOf(idOf(ann)), idOf(ann)]);
      expect(idOf(signedIn(await enter('google', account)))).toBe(idOf(ann));
      await whole(idOf(ann));
      if (died) continue;
      survived = calls;
      break;
    }
    expect(survived).toBeGreaterThan(5);
  });
});

describe('a nonce', () => {
  it('is taken once, of ten at once, and for ten minutes', async () => {
    const account = newAccount(gmail());
    const given = await proof('google', account);
    const tries = await many(10, () => signInNative(anyone, 'google', given, now));
    expect(kept(tries)).toHaveLength(1);
    expect(lost(tries)).toEqual(Array.from({ length: 9 }, () => 'UNAUTHENTICATED'));
    const late = await proof('google', account, later(-600_000));
    await expect(signInNative(anyone, 'google', late, now)).rejects.toEqual(refused('UNAUTHENTICATED', { field: 'nonce' }));
  });

  it('that is not ours is refused, also when the token has it', async () => {
    const { nonce } = await issueNonce(now);
    const [version, end, random, mac] = nonce.split('.');
    for (const made of [
      'x',
      `${version}.${epoch(later(86_400_000))}.${random}.${mac}`,
      `9.${end}.${random}.${mac}`,
      `${nonce}a`,
    ]) {
      const { idToken } = await providers.signIn('google', newAccount(), made, now);
      const tried = signInNative(anyone, 'google', { idToken, nonce: made }, now);
      await expect(tried).rejects.toEqual(refused('UNAUTHENTICATED', { field: 'nonce' }));
    }
  });
});

describe('at the door', () => {
  it('a provider that there is none of is 404, and one that is not set up 409', async () => {
    const { data } = await ask(authDoor, IssueNonce);
    expect(Date.parse(data.expiresAt) - Date.now()).toBeGreaterThan(590_000);
    const body = { idToken: 'a.b.c', nonce: data.nonce };
    const asked = (provider: string) => ask(authDoor, SignInNative, { params: { provider }, body });
    for (const provider of ['facebook', 'Google', '__proto__']) expect((await asked(provider)).status).toBe(404);
    expect(await asked('google')).toMatchObject({ status: 401, error: { details: { field: 'idToken' } } });
    const all = process.env.IDENTITY_PROVIDERS;
    process.env.IDENTITY_PROVIDERS = '{}';
    expect(await asked('apple')).toMatchObject({ status: 409, error: { details: { field: 'provider' } } });
    process.env.IDENTITY_PROVIDERS = all;
  });

  it.each([{}, { idToken: 'a.b.c' }, { idToken: 'x', nonce: 'x' }, { idToken: 'a.b.c', nonce: 'x', more: 1 }])(
    '%j is no request',
    async (body) => {
      expect((await ask(authDoor, SignInNative, { params: { provider: 'google' }, body })).status).toBe(400);
    },
  );
});

describe("a person's identities", () => {
  const link = async (as: User, provider: IdentityProvider, account: ProviderAccount) =>
    linkIdentity(as, { provider, ...(await proof(provider, account)) }, now);

  it('are linked with a step-up alone, once, and not those of others', async () => {
    const [ann, ben] = [actorOf(await join()), actorOf(await join())];
    const account = newAccount(mail('x'));
    const given = { provider: 'google', ...(await proof('google', account)) };
    const old = { as: ann, authTime: 1, body: given };
    expect(await ask(authDoor, LinkIdentity, old)).toMatchObject({ status: 403, error: { code: 'STEP_UP_REQUIRED' } });
    expect(await ask(authDoor, LinkIdentity, { as: ann, body: given })).toMatchObject({
      status: 200,
      data: [{ provider: 'google' }],
    });
    expect(await link(ann, 'google', account)).toHaveLength(1);
    expect((await loadUser(ann.userId))?.addressChanges).toBe(1);
    await expect(link(ben, 'google', account)).rejects.toEqual(refused('CONFLICT', { field: 'idToken' }));
    await expect(link(ann, 'google', newAccount())).rejects.toEqual(refused('CONFLICT', { field: 'idToken' }));
    expect(idOf(signedIn(await enter('google', account)))).toBe(ann.userId);
    expect((await ask(authDoor, ListIdentities, { as: ann })).data).toMatchObject([{ provider: 'google' }]);
  });

  it('are unlinked, but for the last way to sign in, whatever goes at once', async () => {
    const account = newAccount(gmail());
    const session = await joinBy('google', account);
    const ann = actorOf(session);
    expect(await unlinkIdentity(ann, 'apple', now)).toHaveLength(1);
    const tries = await many<unknown>(2, (i) =>
      i === 0 ? unlinkIdentity(ann, 'google', now) : removeAddress(ann, 'email', now),
    );
    expect(lost(tries)).toEqual(['CONFLICT']);
    const left = (await providersOf(ann.userId)).length + ((await addressesOf(ann.userId))?.length ?? 0);
    expect(left).toBe(1);
    const only = actorOf(await joinBy('google', newAccount()));
    await expect(unlinkIdentity(only, 'google', now)).rejects.toEqual(refused('CONFLICT', { field: 'provider' }));
    expect(await ask(authDoor, UnlinkIdentity, { as: ann, params: { provider: 'myspace' } })).toMatchObject({ status: 404 });
    await whole(ann.userId);
  });

  it('step a session up, and no identity of somebody else does', async () => {
    const account = newAccount(gmail());
    const session = await joinBy('google', account);
    await setRole(system('set-role'), { handle: session.user.handle, role: 'admin', reason: 'The desk.' }, now);
    const as = { ...actorOf(session), role: 'admin' as const };
    const reviews = async () => (await ask(adminDoor, ListReviews, { as, authTime: epoch(later(-3_600_000)) })).status;
    expect(await reviews()).toBe(403);
    const stranger = { provider: 'google' as const, ...(await proof('google', newAccount(account.email))) };
    await expect(stepUpNative(as, stranger, now)).rejects.toEqual(refused('UNAUTHENTICATED'));
    expect(await reviews()).toBe(403);
    const own = { provider: 'google' as const, ...(await proof('google', account)) };
    await stepUpNative(as, own, now);
    await expect(stepUpNative(as, own, now)).rejects.toEqual(refused('UNAUTHENTICATED', { field: 'nonce' }));
    expect(await reviews()).toBe(200);
  });

  it('are in the export without what is sealed, and go with the erasure', async () => {
    const account = newAccount(gmail());
    const session = await joinBy('google', account);
    const stored = (await loadUser(idOf(session)))?.identities?.[0];
    const exported = JSON.stringify(await exportedBy(accountUpkeep, idOf(session)));
    expect(exported).toContain('"identities":[{"provider":"google"');
    expect(exported).not.toContain(stored?.sealed ?? 'x');
    for (let i = 0; i < 2; i++) await accountUpkeep.erase?.(idOf(session), now);
    expect(await rowOf('google', account)).toBeNull();
    const [{ differences } = { differences: [] }] = await accountUpkeep.audit([idOf(session)], now);
    expect(differences.map(({ field }) => field)).toContain('owner');
  });
});
