import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { CognitoIdentityProviderClient, CreateIdentityProviderCommand } from '@aws-sdk/client-cognito-identity-provider';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreatePlatformApplicationCommand, SNSClient } from '@aws-sdk/client-sns';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { ENVIRONMENTS, type Environment } from '../../../lib/environments.ts';
import { CommandError } from '../../cli/command.ts';
import { clientOf } from './aws.ts';
import { run } from './child.ts';
import { applyCors } from './cors.ts';
import { describe } from './describe.ts';
import { endpointOf } from './emulator.ts';
import { ACCOUNT, awsEnv, cleanEnv, REGION } from './paths.ts';
import type { StackFile } from './stack-file.ts';

/** One emulator, and the settings of what is deployed to it. */
export interface Target {
  /** The folder of its logs and templates. */
  readonly dir: string;
  readonly port: number;
  /** The odds provider that the functions call. */
  readonly providerUrl: string;
  /** The server that stands for Google and Apple. */
  readonly identityProviderUrl: string;
  /** True when EventBridge starts jobs; with false they run by hand only. */
  readonly schedules: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Seconds that a command of the CDK takes only where it hangs, also on a busy machine. */
const HANGS = 1_800;

const cdk = (target: Target, log: string, args: readonly string[], seconds: number): Promise<void> =>
  run('cdk', [...args, '--no-version-reporting', '--no-notices', '--ci'], {
    log: join(target.dir, log),
    seconds,
    signal: target.signal,
    env: cleanEnv({
      ...awsEnv(endpointOf(target.port)),
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      YOUBET_ENVIRONMENT: 'local',
      YOUBET_PORT: String(target.port),
      YOUBET_SCHEDULES: target.schedules ? 'on' : 'off',
      SPORTS_FEED_URL: target.providerUrl,
      IDENTITY_PROVIDER_URL: target.identityProviderUrl,
    }),
  });

const templates = (target: Target): string => join(target.dir, 'cdk.out');

/** Writes templates and bundles of the local environment. Calls no cloud. */
export const synthesize = (target: Target): Promise<void> =>
  cdk(target, 'synth.log', ['synth', 'local/*', '--quiet', '--output', templates(target)], HANGS);

/** Creates what the CDK needs in an account before the first deployment. */
export const bootstrap = (target: Target): Promise<void> =>
  cdk(target, 'bootstrap.log', ['bootstrap', `aws://${ACCOUNT}/${REGION}`, '--app', templates(target)], HANGS);

/** Deploys what `synthesize` wrote: the same app that is deployed to AWS. */
export async function deploy(target: Target): Promise<void> {
  await cdk(
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
    HANGS,
  );
  await applyCors(endpointOf(target.port));
}

const LOCAL_SETTINGS = ENVIRONMENTS.find(({ name }) => name === 'local') as Environment;

/** Stores the odds provider's key: CloudFormation cannot create a SecureString. The replay server accepts any key. */
export async function putProviderKey(target: Target): Promise<void> {
  const Name = LOCAL_SETTINGS.providerKeyParameter;
  const Value = process.env.SPORTS_FEED_KEY ?? 'replay';
  const client = new SSMClient(clientOf(endpointOf(target.port)));
  await client.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
}

/** Stores the key of our team at Apple: on AWS a person stores the one that Apple has given out. The identity provider takes any. */
export async function putAppleKey(target: Target): Promise<void> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const SecretString = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const Name = LOCAL_SETTINGS.identityProviders.apple?.keySecret;
  await new SecretsManagerClient(clientOf(endpointOf(target.port))).send(new CreateSecretCommand({ Name, SecretString }));
}

/**
 * Makes the providers of the user pool under the names that they have on AWS. The emulator's CloudFormation has none, and the emulator signs in by
 * the type OIDC alone.
 */
export async function makeIdentityProviders(target: Target, UserPoolId: string): Promise<void> {
  const client = new CognitoIdentityProviderClient(clientOf(endpointOf(target.port)));
  const { google, apple } = LOCAL_SETTINGS.hostedSignIn;
  for (const [name, ProviderName, client_id] of [
    ['google', 'Google', google?.clientId ?? ''],
    ['apple', 'SignInWithApple', apple?.servicesId ?? ''],
  ] as const) {
    const at = `${target.identityProviderUrl}/${name}`;
    const ProviderDetails = {
      ...{ client_id, client_secret: 'none', authorize_scopes: 'openid email', attributes_request_method: 'GET' },
      ...{ oidc_issuer: at, authorize_url: `${at}/authorize`, token_url: `${at}/exchange` },
    };
    const AttributeMapping = { email: 'email', email_verified: 'email_verified' };
    await client.send(
      new CreateIdentityProviderCommand({ UserPoolId, ProviderName, ProviderType: 'OIDC', ProviderDetails, AttributeMapping }),
    );
  }
}

/** Makes the platform applications of SNS: CloudFormation cannot. The emulator sends nothing to a platform. */
export async function makeMobileApplications(target: Target): Promise<void> {
  const { ios, android } = LOCAL_SETTINGS.mobileApplications;
  const client = new SNSClient(clientOf(endpointOf(target.port)));
  for (const application of [ios, android]) {
    const [Platform, Name] = application.split('/');
    await client.send(new CreatePlatformApplicationCommand({ Platform, Name, Attributes: { PlatformCredential: 'none' } }));
  }
}

/** @throws CommandError when the stacks lack an output that the stack file needs */
export async function stackFileOf({ port, providerUrl, identityProviderUrl }: Target): Promise<StackFile> {
  const awsEndpoint = endpointOf(port);
  const { outputs, functions } = await describe('local', clientOf(awsEndpoint));
  const output = (name: string): string => {
    const value = outputs[name];
    if (value === undefined)
      throw new CommandError(`No stack has an output ${name}; there are: ${Object.keys(outputs).join(', ')}.`);
    return value;
  };
  return {
    apiUrl: output('apiUrl'),
    wsUrl: output('wsUrl'),
    awsEndpoint,
    region: REGION,
    tableName: output('tableName'),
    userPoolId: output('userPoolId'),
    feedUrl: providerUrl,
    identityProviderUrl,
    functions,
  };
}
