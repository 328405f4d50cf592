import { execFile } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { promisify } from 'node:util';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';

const run = (...args: string[]) => promisify(execFile)(process.execPath, ['local/cli/edge-key.ts', ...args]);
const secretOf = async (SecretId: string) =>
  (await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId }))).SecretString;

it('makes the two halves of one key, where the template and the functions look for them, and replaces none', async () => {
  const { stdout } = await run('dev');
  const secret = (await secretOf('youbet/dev/edge-key-1')) ?? '';
  const { Parameter } = await new SSMClient().send(new GetParameterCommand({ Name: '/youbet/dev/edge-public-key-1' }));
  const half = createPublicKey(createPrivateKey(secret)).export({ type: 'spki', format: 'pem' });
  expect(Parameter?.Value).toBe(half);
  expect(stdout).not.toContain('PRIVATE');
  await expect(run('dev')).rejects.toThrow();
  expect(await secretOf('youbet/dev/edge-key-1')).toBe(secret);
});

it('makes another pair for a rotation, beside the first one', async () => {
  await run('dev', '2');
  expect(await secretOf('youbet/dev/edge-key-2')).not.toBe(await secretOf('youbet/dev/edge-key-1'));
  await expect(run('dev', 'second')).rejects.toThrow(/Usage/);
});

it('is refused for an environment without an edge', async () => {
  await expect(run('local')).rejects.toThrow(/Usage/);
  await expect(run()).rejects.toThrow(/Usage/);
});
