import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { system } from '#actor';
import { register, sendAddressCode, sendCode, setAddress, switchSms, verifyCode } from '#core/identity';
import type { NewSession } from '#schemas/auth';
import { newPhone } from '../../local/client/people.ts';
import {
  actorOf,
  codeFor,
  DAY,
  email,
  form,
  identityGround,
  join,
  later,
  mail,
  network,
  now,
  refused,
} from '../support/bettors.ts';
import { codesWaiting } from '../support/codes.ts';
import { anyone } from '../support/make/users.ts';
import { mint } from '../support/mint.ts';

/** Text messages cost money, and numbers change hands. */

beforeAll(identityGround);
const at = (days: number) => later(days * DAY);
beforeEach(() => {
  mint.now = () => now;
});

const sms = (address: string) => ({ channel: 'sms' as const, address });
async function proofOf(phone: string, when = now) {
  mint.now = () => when;
  const { attemptToken } = await sendCode(anyone, sms(phone), network(), when);
  return { ...sms(phone), attemptToken, code: (await codesWaiting()).get(phone) ?? '' };
}
async function joinByPhone(phone: string): Promise<NewSession> {
  const proven = await verifyCode(anyone, await proofOf(phone), now);
  if (proven.status !== 'registration_required') throw new Error('has an account');
  return register(anyone, form(proven.registrationToken), now);
}
const signIn = async (phone: string, days: number, more: { deviceToken?: string } = {}) =>
  verifyCode(anyone, { ...(await proofOf(phone, at(days))), ...more }, at(days));

describe('text messages', () => {
  it('go to numbers of some countries', async () => {
    for (const number of ['+447400123456', '+18765550123'])
      await expect(sendCode(anyone, sms(number), network(), now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'address' }));
    const ann = actorOf(await join());
    await expect(sendAddressCode(ann, sms('+447400123456'), network(), now)).rejects.toEqual(refused('INVALID_INPUT'));
  });

  it('end for everybody by one switch, while e-mail goes on, and come back', async () => {
    const phone = newPhone();
    const ann = actorOf(await join());
    const turn = (on: boolean) => switchSms(system('switch-sms'), { on, reason: 'Somebody has thousands sent.' }, now);
    await turn(false);
    await expect(sendCode(anyone, sms(phone), network(), now)).rejects.toEqual(refused('CONFLICT', { field: 'channel' }));
    await expect(sendAddressCode(ann, sms(phone), network(), now)).rejects.toEqual(refused('CONFLICT', { field: 'channel' }));
    expect((await codeFor(mail('ben'))).code).toMatch(/^\d{6}$/);
    await turn(true);
    expect((await proofOf(phone)).code).toMatch(/^\d{6}$/);
  });
});

describe('a number', () => {
  it('opens its account for 90 days after each sign-in, and then with a second proof', async () => {
    const phone = newPhone();
    await joinByPhone(phone);
    for (const days of [90, 180]) expect(await signIn(phone, days)).toMatchObject({ status: 'signed_in' });
    await expect(signIn(phone, 271)).rejects.toEqual(expect.objectContaining({ code: 'SECOND_PROOF_REQUIRED' }));
  });

  it('opens it on a device that has signed in by it', async () => {
    const phone = newPhone();
    const { deviceToken } = await joinByPhone(phone);
    expect(await signIn(phone, 91, { deviceToken })).toMatchObject({ status: 'signed_in' });
    expect(await signIn(phone, 92)).toMatchObject({ status: 'signed_in' });
  });

  it('opens it again once its owner has signed in by e-mail and proven it there', async () => {
    const [phone, address] = [newPhone(), mail('ann')];
    const ann = actorOf(await join(address));
    const prove = async (days: number) => {
      const { attemptToken } = await sendAddressCode(ann, sms(phone), network(), at(days));
      return setAddress(ann, { ...sms(phone), attemptToken, code: (await codesWaiting()).get(phone) ?? '' }, at(days));
    };
    await prove(0);
    await expect(signIn(phone, 91)).rejects.toEqual(expect.objectContaining({ code: 'SECOND_PROOF_REQUIRED' }));
    expect(await verifyCode(anyone, { ...email(address), ...(await codeFor(address, at(91))) }, at(91))).toMatchObject({
      status: 'signed_in',
    });
    await prove(91);
    expect(await signIn(phone, 91)).toMatchObject({ status: 'signed_in' });
  });
});
