import type { Environment } from '../../lib/environments.ts';

/** One thing that a deployment needs: what was found of it, or what is to be done. */
export type Readiness = { readonly ok: string } | { readonly todo: string };

const ok = (found: string): Readiness => ({ ok: found });
const todo = (what: string): Readiness => ({ todo: what });

export const onConfiguration = ({ name, missing }: Environment): Readiness =>
  missing.length === 0 ? ok(`config/${name}.json is filled in`) : todo(`fill in ${missing.join(', ')} in config/${name}.json`);

/** @param arn the parameter by which the CDK's bootstrap says its version; undefined in an account or region that was not bootstrapped */
export function onBootstrap({ account, region }: Environment, arn: string | undefined): Readiness {
  const where = `aws://${account ?? '<account>'}/${region ?? '<region>'}`;
  if (arn === undefined) return todo(`run npx cdk bootstrap ${where} with credentials of that account`);
  const [, , , ownRegion, ownAccount] = arn.split(':');
  if (ownAccount !== account || ownRegion !== region)
    return todo(`use credentials of ${where}: these are of aws://${ownAccount}/${ownRegion}`);
  return ok(`${where} is bootstrapped, and the credentials are its own`);
}

/** A new account has a quota of 10. */
export function onConcurrency({ concurrency }: Environment, quota: number | undefined): Readiness {
  if (quota !== undefined && quota >= concurrency) return ok(`${quota} concurrent executions`);
  return todo(
    `ask for ${concurrency} concurrent executions, now ${quota ?? 'unknown'}: aws service-quotas request-service-quota-increase ` +
      `--service-code lambda --quota-code L-B99A9384 --desired-value ${concurrency}`,
  );
}

export interface MailAccount {
  readonly productionAccess: boolean;
  readonly sending: boolean;
  /** Mails in 24 hours. */
  readonly most: number;
}

/** The codes and notifications of a day have to fit into the quota of SES. */
export function onMailAccount({ budget, notificationMails }: Environment, account: MailAccount): Readiness {
  const needed = 24 * (budget.email + notificationMails);
  if (!account.productionAccess)
    return todo('ask for production access of SES: in the sandbox it sends to verified addresses only');
  if (!account.sending) return todo('SES has stopped this account from sending: look at its reputation in the console of SES');
  if (account.most < needed) return todo(`ask SES for ${needed} mails a day (budget and notificationMails), now ${account.most}`);
  return ok(`SES sends ${account.most} mails a day to anybody`);
}

/** @param status of the DKIM records; undefined before the first deployment, which makes the identity */
export function onMailDomain({ mailDomain }: Environment, status: string | undefined): Readiness {
  if (status === 'SUCCESS') return ok(`${mailDomain} is verified by DKIM`);
  if (status === undefined)
    return todo(`deploy once, and put the outputs dkimRecord1 to dkimRecord3 into the DNS of ${mailDomain}`);
  return todo(`put the outputs dkimRecord1 to dkimRecord3 into the DNS of ${mailDomain}: their status is ${status}`);
}

/** @param spend US dollars a month; undefined as long as nobody has set a limit, which is 1 then */
export function onTexts({ budget }: Environment, sandbox: boolean, spend = 1): Readiness {
  if (sandbox) return todo('leave the SMS sandbox of SNS: in it only verified numbers get a code');
  if (spend < budget.smsDollars)
    return todo(`raise the monthly spend limit of SNS text messages to the $${budget.smsDollars} of the budget, now $${spend}`);
  return ok(`text messages go to anybody, for at most $${spend} a month`);
}

/** @param missing the parameters and secrets by name that are not there */
export const onKeys = (name: string, missing: readonly string[]): Readiness =>
  missing.length === 0
    ? ok('the keys of the edge are stored')
    : todo(`run npm run edge-key -- ${name}, which makes ${missing.join(', ')}`);

/** The secrets that the configuration needs for sign-in: the key of the team at Apple, and the secret of the web client at Google. */
export const signInSecretsOf = ({ identityProviders, hostedSignIn }: Environment): string[] => [
  ...new Set(
    [identityProviders.apple?.keySecret, hostedSignIn.apple?.keySecret, hostedSignIn.google?.secret].filter(
      (name) => name !== undefined,
    ),
  ),
];

/** @param missing those of signInSecretsOf() that are not there */
export function onSignInSecrets(environment: Environment, missing: readonly string[]): Readiness {
  if (missing.length > 0)
    return todo(
      `store what Apple or Google gave out: ${missing.map((name) => `aws secretsmanager create-secret --name ${name} --secret-string <secret>`).join('; ')}`,
    );
  return ok(
    signInSecretsOf(environment).length > 0 ? 'the secrets of Apple and Google are stored' : 'nobody signs in by Apple or Google',
  );
}

/** @param reply of a call that costs no credit; null without a stored key */
export function onProvider(parameter: string, reply: { readonly status: number; readonly remaining: number } | null): Readiness {
  if (reply === null)
    return todo(
      `store the key of the odds provider: aws ssm put-parameter --type SecureString --name ${parameter} --value <key>`,
    );
  if (reply.status !== 200) return todo(`the odds provider answers ${reply.status} to the key in ${parameter}`);
  if (!(reply.remaining > 0)) return todo('the odds provider has no credits left for this key');
  return ok(`the odds provider knows the key, with ${reply.remaining} credits left`);
}

/** @param found the names of the platform applications, as `<platform>/<name>` */
export function onMobileApplications({ mobileApplications }: Environment, found: readonly string[]): Readiness {
  const missing = Object.values(mobileApplications).filter((application) => !found.includes(application));
  if (missing.length === 0) return ok('both platforms of mobile pushes are there');
  return todo(`make the platform applications ${missing.join(' and ')} of SNS (docs/deploying.md), or no mobile push is sent`);
}
