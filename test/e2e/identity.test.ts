import { createHmac } from 'node:crypto';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENVIRONMENTS } from '../../lib/environments.ts';
import { ListSessions, Login, Logout, Refresh, Register, SendCode, SendOtp, VerifyCode, VerifyOtp } from '../../schemas/auth.ts';
import { ListConversations } from '../../schemas/conversations.ts';
import { CURRENT_TERMS } from '../../schemas/terms.ts';
import { GetMe, UpdateMe } from '../../schemas/users.ts';
import {
  call,
  codeFor,
  codesTo,
  job,
  listen,
  newAddress,
  newHandle,
  newPhone,
  nextCode,
  type Person,
  prove,
  send,
  signIn,
  signUp,
} from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';
import { aws, stack } from '../support/stack.ts';

const email = (address: string) => ({ channel: 'email' as const, address });
const claimsOf = ({ accessToken }: Pick<Person, 'accessToken'>) =>
  JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const another = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0');
/** A reply to SendCode, with the length of its token in place of it. */
const shapeOf = (body: unknown) => {
  const { data } = body as { data: { attemptToken: string } };
  return { ...data, attemptToken: data.attemptToken.length };
};
const refresh = (refreshToken: string) => call(Refresh, { body: { refreshToken } });
const logout = (refreshToken: string) => call(Logout, { body: { refreshToken } });
const many = <T>(count: number, act: (i: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, i) => act(i)));
const kept = <T>(tries: PromiseSettledResult<T>[]) =>
  tries.flatMap((tried) => (tried.status === 'fulfilled' ? [tried.value] : []));
const lost = <T>(tries: PromiseSettledResult<T>[]) =>
  tries.flatMap((tried) =>
    tried.status === 'rejected' ? [(tried.reason as { code?: string }).code ?? String(tried.reason)] : [],
  );
/** A proven address that nobody has. */
async function tokenFor(address: string): Promise<string> {
  const proven = await prove(address);
  if (proven.status !== 'registration_required') throw new Error('has an account');
  return proven.registrationToken;
}
const form = (registrationToken: string) => ({
  registrationToken,
  handle: newHandle('kim'),
  displayName: 'Kim',
  dateOfBirth: '1990-05-17',
  accepts: CURRENT_TERMS,
});

let ann: Person;
let ben: Person;
beforeAll(async () => {
  [ann, ben] = await Promise.all([signUp('Ann'), signUp('Ben', { address: newPhone() })]);
});

describe('signing up', () => {
  it('works by mail and by phone, and the account shows which', async () => {
    expect(await call(GetMe, { as: ann })).toMatchObject({
      id: ann.userId,
      addresses: [{ channel: 'email', address: ann.address }],
    });
    expect(await call(GetMe, { as: ben })).toMatchObject({
      id: ben.userId,
      addresses: [{ channel: 'sms', address: ben.address }],
    });
  });

  it('gives a token with the user for fifteen minutes, which Cognito itself refuses', () => {
    const claims = claimsOf(ann);
    expect(claims).toMatchObject({
      token_use: 'access',
      username: ann.userId,
      userId: ann.userId,
      role: 'user',
      tier: 'free',
      permissions: 'picks:write profile:write',
      scope: 'youbet/user',
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(900);
    expect(claims.origin_jti).toEqual(expect.any(String));
  });

  it('takes a code by the oldest names of its routes', async () => {
    const address = newAddress('kim');
    const { attemptToken } = await call(SendOtp, { body: email(address) });
    const code = await nextCode(address, 0);
    const proven = await call(VerifyOtp, { body: { ...email(address), attemptToken, code } });
    expect(proven).toMatchObject({ status: 'registration_required' });
  });

  it('takes no body but JSON', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, body } = await send('POST', SendCode.path, { body: 'channel=email', headers });
    expect([status, body]).toEqual([
      415,
      expect.objectContaining({ error: expect.objectContaining({ code: 'UNSUPPORTED_MEDIA_TYPE' }) }),
    ]);
  });

  it('makes one user for one address, in any spelling', async () => {
    const proof = await codeFor(ann.address);
    const again = await call(VerifyCode, { body: { ...email(` ${ann.address.toUpperCase()}`), ...proof } });
    expect(again).toMatchObject({ status: 'signed_in', user: { id: ann.userId, handle: ann.handle } });
  });

  it('does not show if an address has an account', async () => {
    const known = await send('POST', SendCode.path, { body: email(ben.address.replace('+', 'x@')) });
    expect(known.status).toBe(400);
    const [toKnown, toNobody] = [
      await send('POST', Login.path, { body: { channel: 'sms', address: ben.address } }),
      await send('POST', Login.path, { body: { channel: 'sms', address: newPhone() } }),
    ];
    const told = ({ status, body, headers }: typeof toKnown) => ({
      status,
      data: shapeOf(body),
      headers: [...headers.keys()].toSorted(),
    });
    expect(told(toNobody)).toEqual(told(toKnown));
  });
});

describe('an address that bounces', () => {
  it('gets no code until it is released, and who asks for one sees no difference', async () => {
    const address = newAddress('lea');
    const ask = async () => {
      const { status, body, headers } = await send('POST', SendCode.path, { body: email(address) });
      return { status, data: shapeOf(body), headers: [...headers.keys()].toSorted() };
    };
    const before = await ask();
    await nextCode(address, 0);
    const event = {
      version: '0',
      'detail-type': 'Email Bounced',
      source: 'aws.ses',
      time: new Date().toISOString(),
      detail: {
        eventType: 'Bounce',
        mail: { destination: [address], tags: { 'ses:configuration-set': ['youbet-local'] } },
        bounce: { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: [{ emailAddress: address }] },
      },
    };
    await job('hold-address', event);
    expect(await ask()).toEqual(before);
    await drain();
    expect(await codesTo(address)).toHaveLength(1);
    expect(await job('release-address', { address })).toEqual({ released: true });
    await ask();
    await nextCode(address, 1);
  });
});

describe('a code', () => {
  it('is sent to one address as often in an hour as the environment allows, by both routes together', async () => {
    const address = newAddress('kim');
    const allowed = ENVIRONMENTS.find(({ name }) => name === 'local')?.limits.codesPerAddressPerHour ?? 0;
    expect(allowed).toBeGreaterThan(1);
    for (let sent = 0; sent < allowed; sent++) await call(sent % 2 === 0 ? SendCode : Login, { body: email(address) });
    for (const { path } of [SendCode, Login]) {
      const refused = await send('POST', path, { body: email(address) });
      expect(refused).toMatchObject({ status: 429, body: { error: { code: 'RATE_LIMITED' } } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_400);
    }
  });

  it('works for one of twenty callers who use it at once', async () => {
    const address = newAddress('kim');
    const proof = await codeFor(address);
    const verify = () => call(VerifyCode, { body: { ...email(address), ...proof } });
    const tries = await many(20, () => retryUnavailable(verify));
    expect(kept(tries)).toHaveLength(1);
    expect(lost(tries)).toHaveLength(19);
    for (const code of lost(tries)) expect(['CODE_EXPIRED', 'CODE_EXHAUSTED']).toContain(code);
  });

  it('takes five guesses, which leave those of another attempt alone', async () => {
    const address = newAddress('kim');
    const [proof, mine] = [await codeFor(address), await codeFor(address)];
    const guess = (i: number) => ({ ...email(address), ...proof, code: another(proof.code, i + 1) });
    const tries = await many(10, (i) => call(VerifyCode, { body: guess(i) }));
    expect(lost(tries).toSorted()).toEqual([...Array(5).fill('CODE_EXHAUSTED'), ...Array(5).fill('CODE_WRONG')]);
    const right = call(VerifyCode, { body: { ...email(address), ...proof } });
    await expect(right).rejects.toMatchObject({ status: 400, code: 'CODE_EXHAUSTED' });
    expect((await call(VerifyCode, { body: { ...email(address), ...mine } })).status).toBe('registration_required');
  });

  it('is sent again to who asks with the token of the attempt', async () => {
    const address = newAddress('kim');
    const first = await codeFor(address);
    expect(await codeFor(address, { attemptToken: first.attemptToken })).toEqual(first);
    expect(await codesTo(address)).toEqual([first.code, first.code]);
  });

  it('is sent to a device that has signed in, also when strangers have used up those of the address', async () => {
    const address = newAddress('kim');
    const kim = await signUp('Kim', { address });
    for (let status = 202; status !== 429; { status } = await send('POST', SendCode.path, { body: email(address) })) {
      expect(status).toBe(202);
    }
    // Codes that are on their way may arrive after a later one.
    await drain();
    const proof = await codeFor(address, { deviceToken: kim.deviceToken });
    expect((await call(VerifyCode, { body: { ...email(address), ...proof } })).status).toBe('signed_in');
  });
});

describe('registering', () => {
  it('one address with two tokens, ten times at once, makes one user', async () => {
    const address = newAddress('kim');
    const tokens = [await tokenFor(address), await tokenFor(address)];
    const tries = await many(10, (i) => call(Register, { body: form(tokens[i % 2] ?? '') }));
    expect(kept(tries)).toHaveLength(1);
    expect(lost(tries)).toEqual(Array(9).fill('CONFLICT'));
    await expect(call(Register, { body: form(tokens[0] ?? '') })).rejects.toMatchObject({ status: 409 });
  });

  it('with the same handle succeeds for one of twenty', async () => {
    const handle = newHandle('race');
    const tokens = await Promise.all(Array.from({ length: 20 }, () => tokenFor(newAddress('kim'))));
    const tries = await many(20, (i) => call(Register, { body: { ...form(tokens[i] ?? ''), handle } }));
    expect(kept(tries)).toHaveLength(1);
    expect(lost(tries)).toEqual(Array(19).fill('CONFLICT'));
  });

  it('refuses a taken or reserved handle, and names the field', async () => {
    const registrationToken = await tokenFor(newAddress('kim'));
    for (const handle of [ann.handle, ann.handle.toUpperCase(), 'admin', 'you_bet']) {
      await expect(call(Register, { body: { ...form(registrationToken), handle } })).rejects.toMatchObject({
        code: 'CONFLICT',
        details: { field: 'handle' },
      });
    }
  });

  it('needs an age of 18, and a refused address cannot try again on the same day', async () => {
    const address = newAddress('kid');
    const dateOfBirth = `${new Date().getUTCFullYear() - 17}-01-01`;
    const registrationToken = await tokenFor(address);
    const young = { code: 'AGE_VERIFICATION_REQUIRED', status: 403 };
    await expect(call(Register, { body: { ...form(registrationToken), dateOfBirth } })).rejects.toMatchObject(young);
    await expect(call(Register, { body: form(registrationToken) })).rejects.toMatchObject(young);
    await expect(call(Register, { body: form(await tokenFor(address)) })).rejects.toMatchObject(young);
  });
});

describe('a session', () => {
  it('continues under the same origin, and a retry gets the same successor, also ten times at once', async () => {
    const kim = await signUp('Kim');
    const tries = await many(10, () => refresh(kim.refreshToken));
    expect(lost(tries)).toEqual([]);
    expect(new Set(kept(tries).map(({ refreshToken }) => refreshToken)).size).toBe(1);
    const [next] = kept(tries);
    expect(claimsOf(next ?? kim).origin_jti).toBe(claimsOf(kim).origin_jti);
    expect((await call(GetMe, { as: next })).id).toBe(kim.userId);
    const stale = { accessToken: `${kim.accessToken.slice(0, -4)}AAAA` };
    expect((await call(Refresh, { as: stale, body: { refreshToken: next?.refreshToken ?? '' } })).status).toBe('signed_in');
  });

  it('ends with its sockets when an old token comes back, and no other session does', async () => {
    const phone = await signUp('Kim');
    const tablet = await signIn(phone);
    await using onPhone = await listen(phone);
    await using onTablet = await listen(tablet);
    const second = await refresh(phone.refreshToken);
    const third = await refresh(second.refreshToken);
    await expect(refresh(phone.refreshToken)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await onPhone.ended();
    await expect(refresh(third.refreshToken)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(onTablet.closed).toBeUndefined();
    expect((await refresh(tablet.refreshToken)).status).toBe('signed_in');
  });

  it('ends at once with a logout, with its sockets, also with ten logouts at once', async () => {
    const kim = await signUp('Kim');
    await using socket = await listen(kim);
    const next = await refresh(kim.refreshToken);
    expect(lost(await many(10, () => logout(next.refreshToken)))).toEqual([]);
    await expect(refresh(next.refreshToken)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await socket.ended();
    expect(await logout(kim.refreshToken)).toEqual({ signedOut: true });
  });

  it("is nobody's by a forged token", async () => {
    const kim = await signUp('Kim');
    const [sessionId] = kim.refreshToken.split('.');
    const [, secret] = ann.refreshToken.split('.');
    for (const forged of [`${sessionId}.${secret}`, `${kim.refreshToken.slice(0, -2)}AA`, 'x', kim.accessToken.slice(0, 512)]) {
      await expect(refresh(forged)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      await expect(logout(forged)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect((await refresh(kim.refreshToken)).status).toBe('signed_in');
  });

  it('cannot be opened at Cognito without a grant, even with the client secret of the server', async () => {
    const cognito = new CognitoIdentityProviderClient(aws());
    const { Environment } = await new LambdaClient(aws()).send(
      new GetFunctionConfigurationCommand({ FunctionName: stack().functions.auth }),
    );
    const ClientId = Environment?.Variables?.USER_POOL_CLIENT_ID ?? '';
    const { UserPoolClient } = await cognito.send(
      new DescribeUserPoolClientCommand({ UserPoolId: stack().userPoolId, ClientId }),
    );
    const SECRET_HASH = createHmac('sha256', UserPoolClient?.ClientSecret ?? '')
      .update(ann.userId + ClientId)
      .digest('base64');
    const USERNAME = ann.userId;
    const begun = await cognito.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME, SECRET_HASH } }),
    );
    expect(begun.ChallengeParameters?.nonce).toBeUndefined();
    const answer = new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: 'CUSTOM_CHALLENGE',
      Session: begun.Session,
      ChallengeResponses: { USERNAME, SECRET_HASH, ANSWER: 'let me in' },
    });
    await expect(cognito.send(answer)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('of a user without a proven age has no access', async () => {
    const kim = await signUp('Kim');
    await new DynamoDBClient(aws()).send(
      new UpdateItemCommand({
        TableName: stack().tableName,
        Key: { pk: { S: `$youbet#userid_${kim.userId}` }, sk: { S: '$user_1' } },
        UpdateExpression: 'REMOVE ageVerifiedAt',
      }),
    );
    const next = await refresh(kim.refreshToken);
    expect(claimsOf(next).age).toBeUndefined();
    await expect(call(ListConversations, { as: next, query: {} })).rejects.toMatchObject({ code: 'AGE_VERIFICATION_REQUIRED' });
    await expect(call(GetMe, { as: next })).resolves.toMatchObject({ handle: kim.handle });
  });
});

describe('the list of your sessions', () => {
  const idOf = ({ refreshToken }: Pick<Person, 'refreshToken'>) => refreshToken.split('.')[0];

  it('knows each device, moves with a refresh, and loses who leaves', async () => {
    const phone = await signUp('Kim');
    const tablet = await signIn(phone);
    expect(await call(ListSessions, { as: phone })).toMatchObject([
      { id: idOf(tablet), current: false },
      { id: idOf(phone), current: true },
    ]);
    const before = await call(ListSessions, { as: tablet });
    expect(before.map(({ current }) => current)).toEqual([true, false]);
    expect(before[1]?.lastUsedAt).toBe(before[1]?.createdAt);

    const next = await refresh(phone.refreshToken);
    const [, refreshed] = await call(ListSessions, { as: next });
    expect(refreshed).toMatchObject({ id: idOf(phone), createdAt: before[1]?.createdAt, current: true });
    expect(Date.parse(refreshed?.lastUsedAt ?? '')).toBeGreaterThan(Date.parse(before[1]?.lastUsedAt ?? ''));

    await logout(tablet.refreshToken);
    expect(await call(ListSessions, { as: next })).toEqual([refreshed]);
    await expect(call(ListSessions, { as: tablet })).rejects.toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('is for who is signed in, is of nobody else, and shows nothing secret', async () => {
    const { method, path } = ListSessions;
    expect((await send(method, path)).status).toBe(401);
    expect((await send(method, path, { as: { accessToken: 'x' } })).status).toBe(401);
    const kim = await signUp('Kim');
    const { status, body } = await send(method, path, { as: kim });
    expect([status, body]).toMatchObject([200, { success: true, data: [{ id: idOf(kim) }] }]);
    const [session] = (body as { data: object[] }).data;
    expect(Object.keys(session ?? {}).toSorted()).toEqual(['createdAt', 'current', 'device', 'id', 'lastUsedAt', 'region']);
    expect((await send(method, `${path}?userId=${ann.userId}`, { as: kim })).status).toBe(400);
  });
});

describe('a ban', () => {
  it('refuses the user at once, ends every session and socket, and can be lifted', async () => {
    const mal = await signUp('Mal');
    const second = await signIn(mal);
    await using one = await listen(mal);
    await using two = await listen(second);
    expect(await job('ban-user', { handle: mal.handle, scope: 'all', reason: 'fraud' })).toMatchObject({
      banned: true,
      endsAt: null,
    });
    const refusal = { status: 403, code: 'BANNED', details: { endsAt: null } };
    for (const { refreshToken } of [mal, second]) await expect(refresh(refreshToken)).rejects.toMatchObject(refusal);
    await one.ended();
    await two.ended();
    await expect(prove(mal.address)).rejects.toMatchObject(refusal);
    await expect(listen(mal)).rejects.toThrow();

    expect(await job('ban-user', { handle: mal.handle, lift: true, reason: 'mistake' })).toMatchObject({ banned: false });
    await expect(refresh(mal.refreshToken)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('with an end gives it in the error', async () => {
    const mal = await signUp('Mal');
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    await job('ban-user', { handle: mal.handle, scope: 'all', reason: 'insults', until: endsAt });
    await expect(refresh(mal.refreshToken)).rejects.toMatchObject({ code: 'BANNED', details: { endsAt } });
  });

  it.each([
    ['nobody', { handle: 'nobody_at_all', scope: 'all', reason: 'fraud' }],
    ['no reason', { handle: 'ann', scope: 'all' }],
    ['another scope', { handle: 'ann', scope: 'moon', reason: 'fraud' }],
    ['the past', { handle: 'ann', scope: 'all', reason: 'fraud', until: '2020-01-01T00:00:00.000Z' }],
    ['an unknown field', { handle: 'ann', scope: 'all', reason: 'fraud', forever: true }],
  ])('is refused for %s', async (_, input) => {
    await expect(job('ban-user', { ...input, ...(input.handle === 'ann' && { handle: ann.handle }) })).rejects.toThrow();
    expect((await call(UpdateMe, { as: ann, body: { bio: 'Still here.' } })).bio).toBe('Still here.');
  });
});
