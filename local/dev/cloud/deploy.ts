import { join } from 'node:path';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { ENVIRONMENTS } from '../../../lib/environments.ts';
import { clientOf } from './aws.ts';
import { Refusal, run } from './child.ts';
import { describe } from './describe.ts';
import { endpointOf } from './emulator.ts';
import { ACCOUNT, awsEnv, cleanEnv, REGION } from './paths.ts';
import type { StackFile } from './stack-file.ts';

/** One emulator and what is deployed to it. */
export interface Target {
  /** Holds its logs and templates. */
  readonly dir: string;
  readonly port: number;
  /** Where the functions fetch games and prices. */
  readonly feedUrl: string;
  /** Whether the clock starts jobs; without it they run by hand. */
  readonly schedules: boolean;
  readonly signal?: AbortSignal | undefined;
}

const cdk = (target: Target, log: string, args: readonly string[], seconds: number): Promise<void> =>
  run('cdk', [...args, '--no-version-reporting', '--no-notices', '--ci'], {
    log: join(target.dir, log),
    seconds,
    signal: target.signal,
    env: cleanEnv({
      ...awsEnv(endpointOf(target.port)),
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      YOUBET_PORT: String(target.port),
      YOUBET_SCHEDULES: target.schedules ? 'on' : 'off',
      SPORTS_FEED_URL: target.feedUrl,
    }),
  });

const templates = (target: Target): string => join(target.dir, 'cdk.out');

/** Writes templates and bundles. Needs no cloud, so it can be done beside bringing one up. */
export const synthesize = (target: Target): Promise<void> =>
  cdk(target, 'synth.log', ['synth', 'local/*', '--quiet', '--output', templates(target)], 300);

/** What the CDK needs of an account before the first deployment. */
export const bootstrap = (target: Target): Promise<void> =>
  cdk(target, 'bootstrap.log', ['bootstrap', `aws://${ACCOUNT}/${REGION}`, '--app', templates(target)], 180);

/** Deploys what synthesize() wrote, the very same app as anywhere. */
export const deploy = (target: Target): Promise<void> =>
  cdk(
    target,
    'deploy.log',
    [
      'deploy',
      'local/*',
      '--app',
      templates(target),
      '--concurrency',
      '4',
      '--require-approval',
      'never',
      '--progress',
      'events',
    ],
    600,
  );

/** Synthesizes anew and swaps what changed of functions in place, without CloudFormation. */
export const hotswap = (target: Target): Promise<void> =>
  cdk(
    target,
    'hotswap.log',
    ['deploy', 'local/*', '--hotswap', '--output', templates(target), '--concurrency', '4', '--require-approval', 'never'],
    300,
  );

/** The feed's key, which CloudFormation cannot make. The replay server takes any. */
export async function putFeedKey(target: Target): Promise<void> {
  const Name = ENVIRONMENTS.find(({ name }) => name === 'local')?.providerKeyParameter;
  const Value = process.env.SPORTS_FEED_KEY ?? 'replay';
  const client = new SSMClient(clientOf(endpointOf(target.port)));
  await client.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
}

/** @throws Refusal when the stacks do not say all that the file promises */
export async function stackFileOf({ port, feedUrl }: Target): Promise<StackFile> {
  const awsEndpoint = endpointOf(port);
  const { outputs, functions } = await describe('local', clientOf(awsEndpoint));
  const output = (name: string): string => {
    const value = outputs[name];
    if (value === undefined) throw new Refusal(`No stack has an output ${name}; there are: ${Object.keys(outputs).join(', ')}.`);
    return value;
  };
  return {
    apiUrl: output('apiUrl'),
    wsUrl: output('wsUrl'),
    awsEndpoint,
    region: REGION,
    tableName: output('tableName'),
    userPoolId: output('userPoolId'),
    feedUrl,
    functions,
  };
}
