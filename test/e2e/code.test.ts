import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { ROOT } from '../../local/dev/cloud/paths.ts';
import { SendCode, VerifyCode } from '../../schemas/auth.ts';
import { call, codeFor, newAddress, newPhone } from '../support/client.ts';

/** `npm run code`, as a developer runs it. */
const code = async (person: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['local/cli/code.ts', person], {
    cwd: ROOT,
    env: { ...process.env, YOUBET_STACK: inject('stackFile'), NO_COLOR: '1' },
  });
  return stdout.trim();
};

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
