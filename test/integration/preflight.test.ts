import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';

/** Runs the command for an environment. @returns its lines; it fails as long as anything is to be done */
const linesOf = (...args: string[]): Promise<string[]> =>
  promisify(execFile)(process.execPath, ['local/cli/preflight.ts', ...args]).then(
    ({ stdout }) => stdout.trim().split('\n'),
    (error: { stdout: string }) => error.stdout.trim().split('\n'),
  );

it('asks an account for each thing, says what to do, and does none of it', async () => {
  const before = await linesOf('staging');
  expect(before.map((line) => line.replace(/^(ok|to do) +/, '').split(':')[0])).toEqual([
    ...['Configuration', 'Account', 'Lambda', 'Mail', 'Mail domain', 'Text messages', 'Mobile pushes'],
    ...['Keys of the edge', 'Apple and Google', 'Odds provider'],
  ]);
  expect(before).toContainEqual(expect.stringMatching(/^to do {2}Odds provider: store the key/));
  expect(before).toContainEqual(expect.stringMatching(/^to do {2}Keys of the edge: run npm run edge-key -- staging/));
  // The emulator knows no sandbox of text messages.
  expect(before.filter((line) => line.includes('cannot be asked'))).toEqual([
    expect.stringMatching(/Text messages.*InvalidAction/),
  ]);
  expect(await linesOf('staging')).toEqual(before);
  const ssm = new SSMClient();
  await ssm.send(new PutParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version', Value: '30', Type: 'String' }));
  expect(await linesOf('staging')).toContainEqual(
    expect.stringMatching(/^to do {2}Account: use credentials of aws:\/\/<account>/),
  );
});

it('is refused for the local environment, and for none', async () => {
  const run = (...args: string[]) => promisify(execFile)(process.execPath, ['local/cli/preflight.ts', ...args]);
  await expect(run('local')).rejects.toThrow(/Usage/);
  await expect(run()).rejects.toThrow(/Usage/);
  await expect(run('prod', '--fast')).rejects.toThrow(/Usage/);
});
