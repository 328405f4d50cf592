import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  ListPlatformApplicationsCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { ENVIRONMENTS, type Environment } from '../../lib/environments.ts';
import { green, red } from './colours.ts';
import { CommandError, command, readArguments } from './command.ts';
import { domainChecks } from './preflight-domains.ts';
import * as rules from './preflight-rules.ts';

/**
 * `npm run preflight -- <environment>`: asks an account, with your credentials, for all that a deployment needs and CloudFormation cannot
 * make. It reads only. Each line is ok, or says what to do; it ends with 1 while something is to be done.
 */
const USAGE = 'npm run preflight -- <environment>';

/** @returns null when AWS knows no such thing */
const orNull = <T>(call: Promise<T>): Promise<T | null> =>
  call.catch((error: Error) => {
    if (/NotFound/.test(error.name)) return null;
    throw error;
  });

function checksOf(environment: Environment): Readonly<Record<string, () => Promise<rules.Readiness>>> {
  const { name, region, edge, mailDomain, providerKeyParameter, providerUrl } = environment;
  const settings = { ...(region && { region }) };
  const [ssm, sns, ses] = [new SSMClient(settings), new SNSClient(settings), new SESv2Client(settings)];
  const parameter = async (Name: string) =>
    (await orNull(ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))))?.Parameter;
  return {
    Configuration: async () => rules.onConfiguration(environment),
    Account: async () => rules.onBootstrap(environment, (await parameter('/cdk-bootstrap/hnb659fds/version'))?.ARN),
    Lambda: async () => {
      const { AccountLimit } = await new LambdaClient(settings).send(new GetAccountSettingsCommand());
      return rules.onConcurrency(environment, AccountLimit?.ConcurrentExecutions);
    },
    ...domainChecks(environment, settings),
    Origins: async () => rules.onOrigins(environment),
    Mail: async () => {
      const { ProductionAccessEnabled = false, SendingEnabled = false, SendQuota } = await ses.send(new GetAccountCommand());
      const account = { productionAccess: ProductionAccessEnabled, sending: SendingEnabled, most: SendQuota?.Max24HourSend ?? 0 };
      return rules.onMailAccount(environment, account);
    },
    'Mail domain': async () => {
      const identity = await orNull(ses.send(new GetEmailIdentityCommand({ EmailIdentity: mailDomain })));
      return rules.onMailDomain(environment, identity?.DkimAttributes?.Status);
    },
    'Text messages': async () => {
      const { IsInSandbox = true } = await sns.send(new GetSMSSandboxAccountStatusCommand());
      const { attributes } = await sns.send(new GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit'] }));
      const spend = attributes?.MonthlySpendLimit;
      return rules.onTexts(environment, IsInSandbox, spend === undefined ? undefined : Number(spend));
    },
    'Mobile pushes': async () => {
      const { PlatformApplications = [] } = await sns.send(new ListPlatformApplicationsCommand());
      const found = PlatformApplications.map(({ PlatformApplicationArn = '' }) => PlatformApplicationArn.split(':app/')[1] ?? '');
      return rules.onMobileApplications(environment, found);
    },
    'Keys of the edge': async () => {
      const secrets = new SecretsManagerClient(settings);
      const needed = (edge?.generations ?? []).map(async (generation) => {
        const [secret, publicKey] = [edge?.keySecret(generation) ?? '', edge?.publicKeyParameter(generation) ?? ''];
        const isSecret = await orNull(secrets.send(new DescribeSecretCommand({ SecretId: secret })));
        return [...(isSecret ? [] : [secret]), ...((await parameter(publicKey)) ? [] : [publicKey])];
      });
      const missing = (await Promise.all(needed)).flat();
      return rules.onKeys(name, missing);
    },
    'Apple and Google': async () => {
      const secrets = new SecretsManagerClient(settings);
      const asked = rules.signInSecretsOf(environment).map(async (SecretId) => {
        const secret = await orNull(secrets.send(new DescribeSecretCommand({ SecretId })));
        return secret ? [] : [SecretId];
      });
      return rules.onSignInSecrets(environment, (await Promise.all(asked)).flat());
    },
    'Odds provider': async () => {
      const key = (await parameter(providerKeyParameter))?.Value;
      if (key === undefined) return rules.onProvider(providerKeyParameter, null);
      // The list of sports costs no credit.
      const { status, headers } = await fetch(`${providerUrl}/v4/sports?apiKey=${encodeURIComponent(key)}`);
      return rules.onProvider(providerKeyParameter, { status, remaining: Number(headers.get('x-requests-remaining')) });
    },
  };
}

await command(async () => {
  const [name, ...rest] = readArguments(USAGE, { allowPositionals: true }).positionals;
  const names = ENVIRONMENTS.filter((one) => one.name !== 'local').map((one) => one.name);
  const environment = ENVIRONMENTS.find((one) => one.name === name && one.name !== 'local');
  if (!environment || rest.length > 0) throw new CommandError(`Usage: ${USAGE}\nThe environments: ${names.join(', ')}.`);
  for (const [title, check] of Object.entries(checksOf(environment))) {
    // The message of an error could name a key: its name says enough.
    const readiness = await check().catch((error: Error) => ({ todo: `it cannot be asked: ${error.name}` }));
    const isOk = 'ok' in readiness;
    process.stdout.write(`${isOk ? green('ok   ') : red('to do')}  ${title}: ${isOk ? readiness.ok : readiness.todo}\n`);
    if (!isOk) process.exitCode = 1;
  }
});
