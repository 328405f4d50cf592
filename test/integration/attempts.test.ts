import { beforeAll, describe, expect, it } from 'vitest';
import { system } from '#actor';
import { decideBan, sendCode, verifyCode } from '#core/identity';
import type { NewSession } from '#schemas/auth';
import {
  another,
  codeFor,
  DAY,
  email,
  identityGround,
  join,
  kept,
  later,
  lost,
  mail,
  many,
  network,
  now,
  refused,
} from '../support/bettors.ts';
import { codesWaiting } from '../support/codes.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { anyone } from '../support/make/users.ts';

const HOUR = 3_600_000;
beforeAll(identityGround);

/** An owner with a device, and the address that everybody knows. */
async function owner() {
  const address = mail('ann');
  const { deviceToken, user } = await join(address);
  return { address, deviceToken, user };
}
const send = (address: string, at: Date, tokens: { attemptToken?: string; deviceToken?: string } = {}) =>
  sendCode(anyone, { ...email(address), ...tokens }, network(), at);
const verify = (address: string, proof: { attemptToken: string; code: string }, at: Date) =>
  verifyCode(anyone, { ...email(address), ...proof }, at);

/** Opens attempts and guesses at each, until nothing more is allowed. @returns the number of wrong guesses at codes of six digits */
async function attack(address: string, at: Date): Promise<number> {
  let short = 0;
  for (let sent = 0; sent < 5; sent++) {
    const attempt = await codeFor(address, at).catch(() => null);
    if (!attempt) continue;
    const wrong = Array.from({ length: 8 }, (_, i) => another(attempt.code, i + 1));
    const tries = await many(8, (i) => verify(address, { ...attempt, code: wrong[i] ?? '' }, at));
    expect(lost(tries).toSorted()).toEqual([...Array(3).fill('CODE_EXHAUSTED'), ...Array(5).fill('CODE_WRONG')]);
    if (attempt.code.length === 6) short += 5;
  }
  return short;
}

describe('an attacker who knows the address and works at full speed', () => {
  it('cannot stop the owner from signing in by a device, at any time of a day', async () => {
    const { address, deviceToken } = await owner();
    const mine: string[] = [];
    let device = deviceToken;
    // Joining has used one of the codes of the first hour.
    for (const hour of [0, 1, 2, 3, 6, 12, 23]) {
      const at = later(hour * HOUR + 60_000 * hour);
      await attack(address, at);
      const proof = await codeFor(address, at, { deviceToken: device });
      await attack(address, at);
      const session = await verify(address, proof, at);
      expect(session.status, `hour ${hour}`).toBe('signed_in');
      device = (session as NewSession).deviceToken;
      mine.push(proof.code);
    }
    expect(mine.every((code) => code.length === 6)).toBe(true);
  });

  it('guesses at fewer than forty codes of six digits in a day, however the attempts are spread', async () => {
    const address = mail('victim');
    let short = 0;
    for (const hour of [0, 1, 2, 6, 12, 22]) short += await attack(address, later(hour * HOUR + 61_000 * hour));
    expect(short).toBe(15);

    // The worst order: fourteen wrong guesses first, then as many open attempts as two windows allow, all guessed at together.
    const other = mail('victim');
    const first = [await codeFor(other), await codeFor(other), await codeFor(other)];
    for (let guess = 0; guess < 14; guess++) {
      const proof = first[Math.floor(guess / 5)] as (typeof first)[number];
      await expect(verify(other, { ...proof, code: another(proof.code, 1 + guess) }, now)).rejects.toThrow();
    }
    await codeFor(other, later(HOUR + 1_000));
    const open: { attemptToken: string; code: string }[] = [];
    for (const at of [2 * HOUR - 1_000, 2 * HOUR - 1_000, 2 * HOUR + 2_000, 2 * HOUR + 2_000, 2 * HOUR + 2_000]) {
      open.push(await codeFor(other, later(at)));
    }
    expect(open.map(({ code }) => code.length)).toEqual(Array(5).fill(6));
    const tries = await many(open.length * 6, (i) => {
      const proof = open[i % open.length] as (typeof open)[number];
      return verify(other, { ...proof, code: another(proof.code, 1 + i) }, later(2 * HOUR + 3_000));
    });
    expect(kept(tries)).toEqual([]);
    const next = await codeFor(other, later(3 * HOUR + 10_000));
    expect(next.code).toMatch(/^\d{8}$/);
    expect((await verify(other, next, later(3 * HOUR + 10_000))).status).toBe('registration_required');
  });

  it('sends strangers longer codes until the day ends, and not the owner’s device', async () => {
    const { address, deviceToken } = await owner();
    const at = later(HOUR + 1_000);
    expect(await attack(address, at)).toBe(15);
    const next = later(2 * HOUR + 2_000);
    expect((await codeFor(address, next)).code).toMatch(/^\d{8}$/);
    expect((await codeFor(address, next, { deviceToken })).code).toMatch(/^\d{6}$/);
    expect((await codeFor(address, later(HOUR + DAY + 2_000))).code).toMatch(/^\d{6}$/);
  });
});

describe('an attempt', () => {
  it('asked for again by its token sends the same code, and counts as a send', async () => {
    const address = mail('ann');
    const first = await codeFor(address);
    const { attemptToken } = first;
    expect(await send(mail('ben'), now)).toMatchObject({ expiresIn: 600, nextIn: 0 });
    expect(await codeFor(address, later(590_000), { attemptToken })).toEqual(first);
    // The third one of an hour that began 590 s ago.
    const third = { attemptToken, expiresIn: 600, nextIn: 3_600 - 590 };
    expect(await send(address, later(590_000), { attemptToken })).toMatchObject(third);
    await expect(send(address, later(590_000), { attemptToken })).rejects.toEqual(refused('RATE_LIMITED'));
    // The last mail is good for ten minutes.
    expect((await verify(address, first, later(1_180_000))).status).toBe('registration_required');
  });
  it('that is over, or of another address, is a new one when it is asked for again', async () => {
    const [address, other] = [mail('ann'), mail('ben')];
    const first = await codeFor(address);
    const { attemptToken } = first;
    expect((await send(other, now, { attemptToken })).attemptToken).not.toBe(attemptToken);
    expect((await send(address, later(600_000), { attemptToken })).attemptToken).not.toBe(attemptToken);
    await codesWaiting();
  });
  it('without guesses left is a new one, so that asking again gives no more guesses', async () => {
    const address = mail('ann');
    const first = await codeFor(address);
    await many(6, (i) => verify(address, { ...first, code: another(first.code, i + 1) }, now));
    const second = await codeFor(address, now, { attemptToken: first.attemptToken });
    expect(second.attemptToken).not.toBe(first.attemptToken);
    expect((await verify(address, second, now)).status).toBe('registration_required');
  });
});

describe('a device', () => {
  it('has three sends an hour, which strangers and their networks do not use up', async () => {
    const { address, deviceToken } = await owner();
    await many(5, () => send(address, now));
    const carrier = network();
    await many(40, () => sendCode(anyone, email(mail('x')), carrier, now));
    const tries = await many(10, () => sendCode(anyone, { ...email(address), deviceToken }, carrier, now));
    expect([kept(tries).length, new Set(lost(tries))]).toEqual([3, new Set(['RATE_LIMITED'])]);
    await expect(sendCode(anyone, { ...email(address), deviceToken }, carrier, later(HOUR + 1_000))).resolves.toBeDefined();
  });
  it.each<[string, (found: Awaited<ReturnType<typeof owner>>) => Promise<[address: string, deviceToken: string, at: Date]>]>([
    ['of another account', async ({ address }) => [address, (await owner()).deviceToken, now]],
    ['nobody has', async ({ address }) => [address, 'made-up', now]],
    ['after 180 days', async ({ address, deviceToken }) => [address, deviceToken, later(180 * DAY)]],
    [
      'after a ban, though it was lifted',
      async ({ address, deviceToken, user }) => {
        const operator = system('ban-user');
        await decideBan(operator, { kind: 'ban', scope: 'all', handle: user.handle, reason: 'fraud' }, later(1_000));
        await decideBan(operator, { kind: 'lift', scope: 'all', handle: user.handle, reason: 'mistake' }, later(2_000));
        return [address, deviceToken, later(3_000)];
      },
    ],
  ])('by a token %s is a stranger', async (_, given) => {
    const [address, deviceToken, at] = await given(await owner());
    await many(5, () => send(address, at));
    await expect(send(address, at, { deviceToken })).rejects.toEqual(refused('RATE_LIMITED'));
  });
  it('is known a second before its 180 days are over', async () => {
    const { address, deviceToken } = await owner();
    const at = later(180 * DAY - 2_000);
    await many(5, () => send(address, at));
    await expect(send(address, at, { deviceToken })).resolves.toBeDefined();
  });
});

describe('known and unknown addresses', () => {
  it('answer alike: the same calls of the table, the same reply', async () => {
    const { address } = await owner();
    const { deviceToken } = await owner();
    const asked = async (to: string, tokens: { attemptToken?: string; deviceToken?: string }) => {
      const calls: string[] = [];
      const end = intercept(async ({ name }, next) => {
        calls.push(name);
        return next();
      });
      const { attemptToken, ...reply } = await send(to, later(2 * HOUR), tokens).finally(end);
      return { calls, reply: { ...reply, length: attemptToken.length } };
    };
    const nobody = mail('nobody');
    for (const tokens of [{}, { attemptToken: 'made-up' }, { deviceToken }]) {
      expect(await asked(nobody, tokens)).toEqual(await asked(address, tokens));
    }
  });
});
