import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { beforeAll, describe, expect, it } from 'vitest';
import { system } from '#actor';
import { CodeMessage, deliverCode, holdAddress, MailEvent, register, releaseAddress, sendCode, verifyCode } from '#core/identity';
import { Login, Logout, SendCode, SendOtp, VerifyCode, VerifyOtp } from '#schemas/auth';
import { handler as authDoor } from '../../lambdas/http/auth.ts';
import { newPhone } from '../../local/client/people.ts';
import {
  another,
  codeFor,
  DAY,
  email,
  form,
  identityGround,
  join,
  kept,
  later,
  lost,
  mail,
  many,
  network,
  newIp,
  now,
  refused,
  tag,
  tokenFor,
} from '../support/bettors.ts';
import { codesWaiting, taken } from '../support/codes.ts';
import { ask } from '../support/http-event.ts';
import { anyone } from '../support/make/users.ts';
import { mint } from '../support/mint.ts';

beforeAll(identityGround);

async function mailsTo(address: string): Promise<number> {
  const response = await fetch(`${process.env.AWS_ENDPOINT_URL}/_ministack/ses/messages`);
  const { messages } = (await response.json()) as { messages: Record<string, { To: string[] }[]> };
  return Object.values(messages)
    .flat()
    .filter(({ To }) => To.includes(address)).length;
}

describe('a code', () => {
  it('is asked for three times an hour, by any name of the route and any spelling of the address', async () => {
    const address = mail('ann');
    const body = email(address);
    expect(await ask(authDoor, SendCode, { body, ip: '192.0.2.10' })).toMatchObject({ status: 202, data: { sent: true } });
    expect((await ask(authDoor, Login, { body: email(address.toUpperCase()), ip: '192.0.2.11' })).status).toBe(202);
    expect((await ask(authDoor, SendOtp, { body: email(` ${address}`), ip: '192.0.2.12' })).status).toBe(202);
    const fourth = await ask(authDoor, SendCode, { body, ip: '192.0.2.13' });
    expect(fourth).toMatchObject({ status: 429, error: { code: 'RATE_LIMITED' } });
    const wait = Number(fourth.headers['retry-after']);
    expect(wait).toBeGreaterThan(3_500);
    expect(wait).toBeLessThanOrEqual(3_600);
    await expect(sendCode(anyone, body, network(), later((wait + 5) * 1000))).resolves.toMatchObject({ sent: true });
  });

  it('of ten asked for at once is sent three times', async () => {
    const address = mail('ann');
    const from = network();
    const tries = await many(10, () => sendCode(anyone, email(address), from, now));
    expect(kept(tries)).toHaveLength(3);
    expect(new Set(lost(tries))).toEqual(new Set(['RATE_LIMITED']));
  });

  it('is sent to thirty addresses an hour for one network, and the thirty-first costs its address nothing', async () => {
    const from = network();
    const sent = kept(await many(30, () => sendCode(anyone, email(mail('ann')), from, now)));
    expect(sent).toHaveLength(30);
    const address = mail('bob');
    await expect(sendCode(anyone, email(address), from, now)).rejects.toEqual(refused('RATE_LIMITED'));
    expect(kept(await many(3, () => sendCode(anyone, email(address), network(), now)))).toHaveLength(3);
  });

  it('looks the same to ask for, whether anybody has the address or not', async () => {
    const { user } = await join();
    const known = user.addresses[0]?.address ?? '';
    const [toKnown, toUnknown] = [
      await ask(authDoor, SendCode, { body: email(known), ip: '192.0.2.20' }),
      await ask(authDoor, SendCode, { body: email(mail('nobody')), ip: '192.0.2.21' }),
    ];
    const shape = (data: object) => ({ ...data, attemptToken: (data as { attemptToken: string }).attemptToken.length });
    expect(shape(toUnknown.data)).toEqual(shape(toKnown.data));
    expect(toUnknown.status).toBe(toKnown.status);
    expect(Object.keys(toUnknown.headers)).toEqual(Object.keys(toKnown.headers));
  });

  it('travels sealed', async () => {
    const address = mail('ann');
    await sendCode(anyone, email(address), network(), now);
    const [message = ''] = await taken('CODES_QUEUE_URL');
    expect(message).not.toContain(address.slice(0, 8));
    expect(message).not.toMatch(/\b\d{6}\b/);
  });

  it('arrives by mail or by text, unless it has run out on the way', async () => {
    await new SESv2Client({}).send(new CreateEmailIdentityCommand({ EmailIdentity: 'youbet.example' })).catch(() => {});
    const address = mail('ann');
    const number = newPhone();
    const arrived = async () => {
      const read = async (path: string) => (await fetch(`${process.env.AWS_ENDPOINT_URL}/_ministack/${path}`)).text();
      return { mail: await read('ses/messages'), text: await read('sns/sms-messages') };
    };
    await sendCode(anyone, email(address), network(), now);
    await sendCode(anyone, { channel: 'sms', address: number }, network(), now);
    const messages = (await taken('CODES_QUEUE_URL')).map((body) => CodeMessage.parse(JSON.parse(body)));
    for (const message of messages) await deliverCode(message, later(601_000));
    expect((await arrived()).mail).not.toContain(address);
    for (const message of messages) await deliverCode(message, later(1_000));
    expect((await arrived()).mail).toContain(address);
    expect((await arrived()).text).toContain(number);
  });

  it('is not sent to an address that bounced, until the hold expires or is released', async () => {
    await new SESv2Client({}).send(new CreateEmailIdentityCommand({ EmailIdentity: 'youbet.example' })).catch(() => {});
    const address = mail('ann');
    const held = {
      time: now.toISOString(),
      detail: { eventType: 'Bounce', mail: { destination: [address] }, bounce: { bounceType: 'Permanent' } },
    };
    const arrived = async (at: Date) => {
      const before = await mailsTo(address);
      expect(await sendCode(anyone, email(address), network(), at)).toMatchObject({ sent: true });
      for (const body of await taken('CODES_QUEUE_URL')) await deliverCode(CodeMessage.parse(JSON.parse(body)), at);
      return (await mailsTo(address)) - before;
    };
    expect(await arrived(now)).toBe(1);
    await holdAddress(MailEvent.parse(held), now);
    // The queue delivers the event again, and a soft bounce comes after it.
    await holdAddress(MailEvent.parse(held), now);
    const soft = { ...held, detail: { ...held.detail, bounce: { bounceType: 'Transient' } } };
    await holdAddress(MailEvent.parse(soft), now);
    expect(await arrived(later(14 * DAY - 2_000))).toBe(0);
    expect(await arrived(later(14 * DAY + 1_000))).toBe(1);
    const complaint = { time: later(DAY).toISOString(), detail: { ...held.detail, eventType: 'Complaint', complaint: {} } };
    await holdAddress(MailEvent.parse(complaint), later(DAY));
    // A bounce does not shorten the hold of a complaint.
    await holdAddress(MailEvent.parse({ ...held, time: later(2 * DAY).toISOString() }), later(2 * DAY));
    expect(await arrived(later(80 * DAY))).toBe(0);
    expect(await releaseAddress(system('release-address'), { address: ` ${address.toUpperCase()}` })).toEqual({ released: true });
    expect(await arrived(later(80 * DAY))).toBe(1);
    expect(await releaseAddress(system('release-address'), { address })).toEqual({ released: false });
  });

  it.each([
    ['no address', { channel: 'email', address: 'ann' }, 'address'],
    ['a host with a path', { channel: 'email', address: 'ann@youbet.example/x' }, 'address'],
    ['a host with an escape', { channel: 'email', address: 'ann@ex%61mple.com' }, 'address'],
    ['a local part that SES does not take', { channel: 'email', address: 'jörg@example.com' }, 'address'],
    ['a number without its country', { channel: 'sms', address: '2025550123' }, 'address'],
    ['another channel', { channel: 'pigeon', address: 'ann@example.com' }, 'channel'],
    ['an unknown field', { channel: 'email', address: 'ann@example.com', password: 'hunter2' }, 'password'],
    ['nothing', {}, 'channel'],
  ])('is not sent for %s', async (_, body, field) => {
    const reply = await ask(authDoor, SendCode, { body, ip: newIp() });
    expect(reply).toMatchObject({ status: 400, error: { code: 'INVALID_INPUT', details: { field } } });
  });
});

describe('proving an address', () => {
  it('works once for twenty who have the right code at once', async () => {
    const address = mail('ann');
    const proof = await codeFor(address);
    const tries = await many(20, () => verifyCode(anyone, { ...email(address), ...proof }, now));
    expect(kept(tries)).toHaveLength(1);
    expect(lost(tries)).toHaveLength(19);
    for (const code of lost(tries)) expect(['CODE_EXPIRED', 'CODE_EXHAUSTED']).toContain(code);
  });

  it('takes five guesses, whoever makes them at the same time', async () => {
    const address = mail('ann');
    const proof = await codeFor(address);
    const guess = (i: number) => verifyCode(anyone, { ...email(address), ...proof, code: another(proof.code, 1 + i) }, now);
    expect(lost(await many(50, guess)).toSorted()).toEqual([...Array(45).fill('CODE_EXHAUSTED'), ...Array(5).fill('CODE_WRONG')]);
    await expect(verifyCode(anyone, { ...email(address), ...proof }, now)).rejects.toEqual(
      refused('CODE_EXHAUSTED', { field: 'code' }),
    );
  });

  it('still takes the right code after four wrong ones', async () => {
    const address = mail('ann');
    const proof = await codeFor(address);
    const wrong = { ...email(address), ...proof, code: another(proof.code) };
    for (let i = 0; i < 4; i++) await expect(verifyCode(anyone, wrong, now)).rejects.toThrow();
    expect((await verifyCode(anyone, { ...email(address), ...proof }, now)).status).toBe('registration_required');
  });

  it('tells a wrong code from one that is no longer good, which an attempt of another address or none looks like', async () => {
    const address = mail('ann');
    const [used, proof, other] = [await codeFor(address), await codeFor(address), mail('bob')];
    await verifyCode(anyone, { ...email(address), ...used }, now);
    const told = async (address: string, proof: { attemptToken: string; code: string }, at: Date) =>
      verifyCode(anyone, { ...email(address), ...proof }, at).then(
        () => 'proven',
        ({ code, message, details }) => ({ code, message, details }),
      );
    const answers = [
      await told(address, { ...proof, code: another(proof.code) }, now),
      await told(address, { ...proof, code: `${proof.code}00` }, now),
      await told(address, used, now),
      await told(address, proof, later(600_000)),
      await told(address, { ...proof, attemptToken: 'made-up' }, now),
      await told(other, proof, now),
      await told(other, { ...proof, attemptToken: (await codeFor(other)).attemptToken }, now),
    ];
    const wrong = (guessesLeft: number) => refused('CODE_WRONG', { field: 'code', guessesLeft });
    const expired = refused('CODE_EXPIRED', { field: 'code' });
    expect(answers).toEqual([wrong(4), wrong(3), expired, expired, expired, expired, wrong(4)]);
    expect((await verifyCode(anyone, { ...email(address), ...proof }, later(599_000))).status).toBe('registration_required');
  });

  it.each(['12345', '1234567', '123456789', '12345a', '', ' 123456', 123_456])(
    'takes six or eight digits, not %j',
    async (code) => {
      const ip = newIp();
      for (const contract of [VerifyCode, VerifyOtp]) {
        const reply = await ask(authDoor, contract, { body: { ...email('ann@example.com'), attemptToken: 'x', code }, ip });
        expect(reply).toMatchObject({ status: 400, error: { details: { field: 'code' } } });
      }
    },
  );

  it('signs in who has an account', async () => {
    const address = mail('ann');
    const first = await join(address);
    const again = await verifyCode(anyone, { ...email(address.toUpperCase()), ...(await codeFor(address)) }, now);
    expect(again).toMatchObject({ status: 'signed_in', expiresIn: 900, user: first.user });
  });
});

describe('registering', () => {
  it('makes an account and signs in', async () => {
    const address = mail('ann');
    const registrationToken = await tokenFor(address);
    const session = await register(anyone, form(registrationToken, `ann_${tag()}`), now);
    expect(session).toMatchObject({
      status: 'signed_in',
      user: { role: 'user', tier: 'free', addresses: [{ channel: 'email', address }] },
    });
    expect(mint.users.has(session.user.id)).toBe(true);
  });

  it('gives one handle to one of twenty', async () => {
    const handle = `race_${tag()}`;
    const tokens = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const address = mail('ann');
        const { attemptToken } = await sendCode(anyone, email(address), network(), now);
        return { address, attemptToken };
      }),
    ).then(async (addresses) => {
      const codes = await codesWaiting();
      return Promise.all(
        addresses.map(async ({ address, attemptToken }) => {
          const guess = { ...email(address), attemptToken, code: codes.get(address) ?? '' };
          const proven = await verifyCode(anyone, guess, now);
          return 'registrationToken' in proven ? proven.registrationToken : '';
        }),
      );
    });
    const tries = await many(20, (i) => register(anyone, form(tokens[i] ?? '', handle), now));
    expect(kept(tries)).toHaveLength(1);
    expect(lost(tries)).toEqual(Array(19).fill('CONFLICT'));
    // Nothing of the others was kept: their tokens are still good.
    const spare = tokens[tries.findIndex(({ status }) => status === 'rejected')] ?? '';
    await expect(register(anyone, form(spare), now)).resolves.toMatchObject({ status: 'signed_in' });
  });

  it('of one address twice at once makes one user', async () => {
    const address = mail('ann');
    const tokens = [await tokenFor(address), await tokenFor(address)];
    const tries = await many(10, (i) => register(anyone, form(tokens[i % 2] ?? ''), now));
    expect(kept(tries)).toHaveLength(1);
    expect(new Set(lost(tries))).toEqual(new Set(['CONFLICT']));
  });

  it('uses a token once, for ten minutes, and knows no other', async () => {
    const registrationToken = await tokenFor(mail('ann'));
    await register(anyone, form(registrationToken), now);
    await expect(register(anyone, form(registrationToken), now)).rejects.toEqual(
      refused('CONFLICT', { field: 'registrationToken' }),
    );
    const unused = await tokenFor(mail('bob'));
    await expect(register(anyone, form(unused), later(600_000))).rejects.toEqual(refused('UNAUTHENTICATED'));
    await expect(register(anyone, form('made-up'), now)).rejects.toEqual(refused('UNAUTHENTICATED'));
  });

  it('refuses a handle that is taken, in any case, or ours', async () => {
    const { user } = await join();
    const registrationToken = await tokenFor(mail('bob'));
    for (const handle of [user.handle, 'admin', 'you_bet']) {
      await expect(register(anyone, form(registrationToken, handle), now)).rejects.toEqual(
        refused('CONFLICT', { field: 'handle' }),
      );
    }
  });

  it('is for 18 and over, and an address that said otherwise is refused for a day', async () => {
    const address = mail('kid');
    const registrationToken = await tokenFor(address);
    const yearsAgo = (years: number, days: number) =>
      new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate() + days)).toISOString().slice(0, 10);
    const as = (token: string, dateOfBirth: string, at: Date) => register(anyone, { ...form(token), dateOfBirth }, at);
    await expect(as(registrationToken, yearsAgo(18, 1), now)).rejects.toEqual(refused('AGE_VERIFICATION_REQUIRED'));
    await expect(as(registrationToken, yearsAgo(30, 0), now)).rejects.toEqual(refused('AGE_VERIFICATION_REQUIRED'));
    const nextDay = later(DAY - 2_000);
    await expect(as(await tokenFor(address, nextDay), yearsAgo(30, 0), nextDay)).rejects.toEqual(
      refused('AGE_VERIFICATION_REQUIRED'),
    );
    const after = later(DAY + 1_000);
    await expect(as(await tokenFor(address, after), yearsAgo(18, 0), after)).resolves.toMatchObject({ status: 'signed_in' });
  });

  it('that stopped before Cognito heard of it is made good by the next code', async () => {
    const address = mail('ann');
    const registrationToken = await tokenFor(address);
    mint.fault = new Error('Cognito is out');
    await expect(register(anyone, form(registrationToken), now)).rejects.toThrow('Cognito is out');
    const proven = await verifyCode(anyone, { ...email(address), ...(await codeFor(address)) }, now);
    expect(proven.status).toBe('signed_in');
  });
});

describe('an anonymous caller', () => {
  it('is refused at the eleventh call of a minute, by network', async () => {
    const body = { refreshToken: 'nothing' };
    const from = (ip: string) => ask(authDoor, Logout, { body, ip });
    const host = (n: number) => `2001:db8:${tag().slice(0, 4)}:${n}::`;
    const mine = host(1);
    for (let i = 1; i <= 10; i++) expect((await from(`${mine}${i}`)).status).toBe(401);
    const eleventh = await from(`${mine}ffff`);
    expect(eleventh.status).toBe(429);
    expect(Number(eleventh.headers['retry-after'])).toBeGreaterThan(0);
    expect((await from(`${host(2)}1`)).status).toBe(401);
  });

  it('is not believed in a forwarded header', async () => {
    const ip = newIp();
    const forged = (i: number) =>
      ask(authDoor, Logout, { body: { refreshToken: 'x' }, ip, headers: { 'x-forwarded-for': `203.0.113.${i}` } });
    for (let i = 0; i < 10; i++) await forged(i);
    expect((await forged(11)).status).toBe(429);
  });

  it('may send a token that no longer holds along when asking for another', async () => {
    const headers = { authorization: 'Bearer expired' };
    const reply = await ask(authDoor, SendCode, { body: email(mail('ann')), ip: newIp(), headers });
    expect(reply.status).toBe(202);
  });
});
