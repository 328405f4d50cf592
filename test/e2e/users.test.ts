import { createHash, randomBytes } from 'node:crypto';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { nameOf } from '../../core/limits/caller-rules.ts';
import { networkOf } from '../../core/limits/limit-rules.ts';
import { Login, Logout, Refresh, Register, SendCode, VerifyCode } from '../../schemas/auth.ts';
import type { Contract } from '../../schemas/contract.ts';
import { CURRENT_TERMS } from '../../schemas/terms.ts';
import { GetMe, GetUser, UpdateMe } from '../../schemas/users.ts';
import { call, newHandle, type Person, send, signUp } from '../support/client.ts';
import { httpEvent } from '../support/http-event.ts';
import { startOfMinute } from '../support/minute.ts';
import { aws, stack } from '../support/stack.ts';

let ann: Person;
let ben: Person;
beforeAll(async () => {
  [ann, ben] = await Promise.all([signUp('Ann'), signUp('Ben')]);
});

const body = { channel: 'email', address: 'ann@example.com' };
const form = { registrationToken: 'x', handle: 'ann_1', displayName: 'Ann', dateOfBirth: '1990-05-17', accepts: CURRENT_TERMS };

/** Each route, a body that it would read, and every way in which that is too much, too little or another thing: the field it must name. */
const BOUNDS: readonly [contract: Contract, good: object, bad: readonly [field: string, change: object][]][] = [
  ...[SendCode, Login].map((contract): (typeof BOUNDS)[number] => [
    contract,
    body,
    [
      ['channel', { channel: 'fax' }],
      ['channel', { channel: undefined }],
      ['address', { address: undefined }],
      ['address', { address: 'a@' }],
      ['address', { address: `${'a'.repeat(310)}@example.com` }],
      ['address', { address: 12 }],
      ['address', { channel: 'sms', address: '2025550123' }],
      ['code', { code: '123456' }],
      ['attemptToken', { attemptToken: '' }],
      ['deviceToken', { deviceToken: 'x'.repeat(513) }],
    ],
  ]),
  [
    VerifyCode,
    { ...body, attemptToken: 'x', code: '123456' },
    [
      ['channel', { channel: 'EMAIL' }],
      ['address', { address: 'nobody' }],
      ['code', { code: '12345' }],
      ['code', { code: '1234567' }],
      ['code', { code: 123456 }],
      ['code', { code: '123456789' }],
      ['attemptToken', { attemptToken: undefined }],
      ['code', { code: '12345६' }],
      ['admin', { admin: true }],
    ],
  ],
  [
    Register,
    form,
    [
      ['registrationToken', { registrationToken: '' }],
      ['registrationToken', { registrationToken: 'x'.repeat(513) }],
      ['handle', { handle: 'an' }],
      ['handle', { handle: 'a'.repeat(21) }],
      ['handle', { handle: 'ann-1' }],
      ['displayName', { displayName: '  ' }],
      ['displayName', { displayName: 'a'.repeat(51) }],
      ['displayName', { displayName: 'Ann\nB' }],
      ['dateOfBirth', { dateOfBirth: '17.05.1990' }],
      ['dateOfBirth', { dateOfBirth: '1990-02-30' }],
      ['role', { role: 'admin' }],
    ],
  ],
  ...[Refresh, Logout].map((contract): (typeof BOUNDS)[number] => [
    contract,
    { refreshToken: 'x' },
    [
      ['refreshToken', { refreshToken: undefined }],
      ['refreshToken', { refreshToken: '' }],
      ['refreshToken', { refreshToken: 'x'.repeat(513) }],
      ['userId', { userId: 'ann' }],
    ],
  ]),
  [
    UpdateMe,
    { bio: 'I pick.' },
    [
      ['body', { bio: undefined }],
      ['handle', { handle: 'an' }],
      ['handle', { handle: 'a'.repeat(21) }],
      ['handle', { handle: 'ann.1' }],
      ['handle', { handle: null }],
      ['displayName', { displayName: '' }],
      ['displayName', { displayName: '😀'.repeat(51) }],
      ['displayName', { displayName: 'Ann\u0000' }],
      ['displayName', { displayName: '\u202eAnn' }],
      ['displayName', { displayName: '\u200b' }],
      ['bio', { bio: 'a'.repeat(301) }],
      ['bio', { bio: 'a\u0007' }],
      ['dateOfBirth', { dateOfBirth: '1980-01-01' }],
      ['tier', { tier: 'premium' }],
      ['userId', { userId: 'ben' }],
    ],
  ],
];
const asked = ({ access }: Contract) => (access === 'public' ? {} : { as: ann });

describe.each(BOUNDS.map(([contract, good, bad]) => ({ name: contract.name, contract, good, bad })))(
  '$name',
  ({ contract, good, bad }) => {
    it.each(bad)('refuses a bad %s: %j', async (field, change) => {
      const reply = await send(contract.method, contract.path, { body: { ...good, ...change }, ...asked(contract) });
      expect(reply).toMatchObject({ status: 400, body: { error: { code: 'INVALID_INPUT', details: { field } } } });
    });

    it.each(['{', '[]', 'null', '"text"'])('refuses the body %s', async (text) => {
      const reply = await send(contract.method, contract.path, { body: text, ...asked(contract) });
      expect(reply).toMatchObject({ status: 400, body: { error: { code: 'INVALID_INPUT' } } });
    });

    it('refuses unknown fields of the query', async () => {
      const reply = await send(contract.method, `${contract.path}?debug=1`, { body: good, ...asked(contract) });
      expect(reply).toMatchObject({ status: 400, body: { error: { details: { field: 'debug' } } } });
    });
  },
);

describe('the own account', () => {
  it.each([GetMe, UpdateMe] as const)('needs a session: $name', async ({ method, path }) => {
    const rest = method === 'PATCH' ? { body: { bio: 'x' } } : {};
    expect((await send(method, path, rest)).status).toBe(401);
    expect((await send(method, path, { ...rest, as: { accessToken: 'x' } })).status).toBe(401);
    expect((await send(method, path, { ...rest, as: { accessToken: `${ann.accessToken.slice(0, -4)}AAAA` } })).status).toBe(401);
  });

  it('is hidden from others, who cannot change it either', async () => {
    expect((await call(GetMe, { as: ben })).id).toBe(ben.userId);
    await call(UpdateMe, { as: ben, body: { displayName: 'Benedict' } });
    expect((await call(GetMe, { as: ann })).displayName).toBe('Ann');
  });

  it('takes every field up to its longest, and keeps the fields that a change does not name', async () => {
    const displayName = '😀'.repeat(50);
    const bio = 'é'.repeat(300);
    expect(await call(UpdateMe, { as: ann, body: { displayName, bio } })).toMatchObject({ displayName, bio, handle: ann.handle });
    expect(await call(UpdateMe, { as: ann, body: { bio: '' } })).toMatchObject({ displayName, bio: '' });
    await call(UpdateMe, { as: ann, body: { displayName: 'Ann' } });
  });
});

describe('a handle', () => {
  it('goes to one of ten users who claim it at once', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => signUp('Kim')));
    const handle = newHandle('want');
    const tries = await Promise.allSettled(people.map((as) => call(UpdateMe, { as, body: { handle } })));
    const lost = tries.flatMap((tried) => (tried.status === 'rejected' ? [tried.reason.code] : []));
    expect(lost).toEqual(Array(9).fill('CONFLICT'));
  });

  it('that was given up is held for its user', async () => {
    const [kim, lee] = await Promise.all([signUp('Kim'), signUp('Lee')]);
    const handle = newHandle('kim');
    expect((await call(UpdateMe, { as: kim, body: { handle: handle.toUpperCase() } })).handle).toBe(handle);
    await expect(call(GetUser, { params: { user: kim.handle } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const taking = call(UpdateMe, { as: lee, body: { handle: kim.handle } });
    await expect(taking).rejects.toMatchObject({ code: 'CONFLICT', details: { field: 'handle' } });
    expect((await call(UpdateMe, { as: kim, body: { handle: kim.handle } })).handle).toBe(kim.handle);
    await expect(call(UpdateMe, { as: kim, body: { handle: 'admin' } })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('a profile', () => {
  it('is public, in any case of the handle, and shows nothing private', async () => {
    for (const as of [undefined, ben]) {
      const profile = await call(GetUser, { params: { user: ann.handle.toUpperCase() }, as });
      expect(profile).toMatchObject({ id: ann.userId, handle: ann.handle, stats: { timeframe: 'all' } });
      expect(JSON.stringify(profile)).not.toMatch(/address|birth|role|tier/i);
    }
  });

  it.each([
    ['nobody_at_all', 404],
    ['a', 400],
    ['ann-1', 400],
    [`${'a'.repeat(21)}`, 400],
  ])('is not there for %s', async (handle, status) => {
    expect((await send('GET', `/api/v1/users/${handle}`)).status).toBe(status);
  });

  it('is refused to an invalid token', async () => {
    const reply = await send('GET', `/api/v1/users/${ann.handle}`, { as: { accessToken: 'x' } });
    expect(reply).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
  });
});

describe('a network', () => {
  const lambda = new LambdaClient(aws());
  const from = async (ip: string, headers = {}) => {
    const event = httpEvent(Logout, { body: { refreshToken: 'x' }, ip, headers });
    const { Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: stack().functions.auth, Payload: Buffer.from(JSON.stringify(event)) }),
    );
    return JSON.parse(Payload?.transformToString() ?? '') as { statusCode: number; headers: Record<string, string> };
  };
  const left = ({ headers }: { headers: Record<string, string> }) =>
    Number(headers['ratelimit-limit']) - Number(headers['ratelimit-remaining']);

  /** As if the network had called so much more often: its limit here is a thousand a minute. */
  async function countOn(ip: string, calls: number): Promise<void> {
    const hash = createHash('sha256').update(networkOf(ip)).digest('base64url');
    await new DynamoDBClient(aws()).send(
      new UpdateItemCommand({
        TableName: stack().tableName,
        Key: { pk: { S: `$youbet#subject_network#${hash}` }, sk: { S: '$caller_1' } },
        UpdateExpression: 'ADD #counter :calls',
        ConditionExpression: 'attribute_exists(#counter)',
        ExpressionAttributeNames: { '#counter': nameOf({ rule: 'tier', limit: { calls: 1, seconds: 60 } }, new Date()) },
        ExpressionAttributeValues: { ':calls': { N: String(calls) } },
      }),
    );
  }

  it('is limited as a whole, over all its addresses and whatever the headers say', async () => {
    await startOfMinute();
    const subnet = `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}`;
    const counted: number[] = [];
    for (let i = 1; i <= 5; i++) counted.push(left(await from(`${subnet}::${i}`, { 'x-forwarded-for': `203.0.113.${i}` })));
    expect(counted).toEqual([1, 2, 3, 4, 5]);
    expect(left(await from(`2001:db8:ffff:${randomBytes(2).toString('hex')}::1`))).toBe(1);
  });

  it('is refused past its limit, and other networks are not', async () => {
    await startOfMinute();
    const ip = `2001:db8:1:${randomBytes(2).toString('hex')}::1`;
    const { headers } = await from(ip);
    await countOn(ip, Number(headers['ratelimit-remaining']) - 1);
    const statuses: number[] = [];
    for (let calls = 0; calls < 3; calls++) statuses.push((await from(ip)).statusCode);
    expect(statuses).toEqual([401, 429, 429]);
    expect(Number((await from(ip)).headers['retry-after'])).toBeGreaterThan(0);
    expect((await from(`2001:db8:2:${randomBytes(2).toString('hex')}::1`)).statusCode).toBe(401);
  });
});
