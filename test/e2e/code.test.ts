import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { ROOT } from '../../local/dev/cloud/paths.ts';
import { EndOtherSessions, SendCode, VerifyCode } from '../../schemas/auth.ts';
import { GetMe } from '../../schemas/users.ts';
import { call, codeFor, newAddress, newPhone, signUp } from '../support/client.ts';

/** A command, as a developer runs it. @returns the line that it prints */
const printed = async (name: 'code' | 'token', person: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [`local/cli/${name}.ts`, person], {
    cwd: ROOT,
    env: { ...process.env, YOUBET_STACK: inject('stackFile'), NO_COLOR: '1' },
  });
  return stdout.trim();
};
const code = (person: string) => printed('code', person);
const token = (person: string) => printed('token', person);

const kim = newAddress('kim');
const phone = newPhone();

it.each([
  ['an address', 'email', kim, kim],
  ['the part of it before the @', 'email', kim, kim.split('@')[0] ?? ''],
  ['a phone number', 'sms', phone, phone],
] as const)('npm run code prints the newest code to %s, which signs in', async (_, channel, address, person) => {
  await codeFor(address);
  const { attemptToken } = await call(SendCode, { body: { channel, address } });
  const reply = await call(VerifyCode, { body: { channel, address, attemptToken, code: await code(person) } });
  expect(reply.status).toBe('registration_required');
});

it('npm run code says so when no code was sent', async () => {
  await expect(code(newAddress('nobody'))).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^\nNo code was sent to nobody\.\S+: POST \/api\/v1\/auth\/otp\/send sends one\.\n$/),
  });
});

it('npm run token prints a token of one session, and signs in again once that is over', async () => {
  const ann = await signUp('Ann');
  const tokens = [await token(ann.address), await token(ann.address)];
  expect(tokens[1]).toBe(tokens[0]);
  const accessToken = tokens[0] ?? '';
  expect(await call(GetMe, { as: { accessToken } })).toMatchObject({ handle: ann.handle });
  await call(EndOtherSessions, { as: ann });
  const again = await token(ann.address);
  expect(again).not.toBe(accessToken);
  expect(await call(GetMe, { as: { accessToken: again } })).toMatchObject({ handle: ann.handle });
});

it('npm run token says so when an address has no account', async () => {
  await expect(token(newAddress('nobody'))).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('has no account.'),
  });
});
