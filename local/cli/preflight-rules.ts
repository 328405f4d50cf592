import type { ApiDomain } from '../../lib/domains.ts';
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

/** A certificate as ACM knows it. */
export interface FoundCertificate {
  readonly status: string;
  /** The names that it covers, also with a wildcard in the first part. */
  readonly names: readonly string[];
  /** The record by which ACM validates it, as long as it waits for one. */
  readonly record?: { readonly name: string; readonly value: string } | undefined;
}

/** @param certificate null where its region knows no such one */
export function onCertificate({ name, certificate: arn }: ApiDomain, certificate: FoundCertificate | null): Readiness {
  const region = arn.split(':')[3] ?? '';
  if (certificate === null)
    return todo(
      `request a certificate and put its ARN into domains: aws acm request-certificate --region ${region} --domain-name ${name} --validation-method DNS`,
    );
  const { status, names, record } = certificate;
  if (!names.some((one) => covers(one, name)))
    return todo(`take a certificate that covers ${name}: ${arn} is for ${names.join(', ')}`);
  if (status === 'ISSUED') return ok(`the certificate of ${name} is issued in ${region}`);
  return todo(
    `wait for the certificate of ${name}, which is ${status}${record ? `: put the CNAME ${record.name} to ${record.value} into its DNS` : ''}`,
  );
}

const covers = (covered: string, name: string): boolean =>
  covered === name || (covered.startsWith('*.') && name.slice(name.indexOf('.')) === covered.slice(1));

/** A hosted zone as Route 53 knows it. */
export interface FoundZone {
  readonly name: string;
  readonly isPrivate: boolean;
  /** The name servers of the zone, and those to which the DNS of the world sends. */
  readonly servers: readonly string[];
  readonly delegated: readonly string[];
}

/** @param zone null where the account has no such one */
export function onHostedZone(domains: readonly ApiDomain[], zone: FoundZone | null): Readiness {
  const [{ hostedZone }] = domains as readonly [ApiDomain];
  if (hostedZone === undefined) return ok('the names are in other DNS');
  if (zone === null) return todo(`put the id of a hosted zone of this account into domains.hostedZone: it has no ${hostedZone}`);
  if (zone.isPrivate) return todo(`take a public hosted zone: ${hostedZone} is private`);
  const outside = domains.filter(({ name }) => name !== zone.name && !name.endsWith(`.${zone.name}`));
  if (outside.length > 0)
    return todo(`take names in ${zone.name}, which ${outside.map(({ name }) => name).join(' and ')} is not`);
  if (!zone.delegated.some((server) => zone.servers.includes(server)))
    return todo(`let the DNS above ${zone.name} name its servers: ${zone.servers.join(', ')}`);
  return ok(`${zone.name} answers for the names`);
}

/** A name as DNS shows it. */
export interface FoundName {
  /** The host that serves the name; undefined before the first deployment. */
  readonly target: string | undefined;
  readonly aliases: readonly string[];
  readonly addresses: readonly string[];
  readonly targetAddresses: readonly string[];
}

/** A record of Route 53 shows the addresses of its target alone, other DNS the target itself. */
export function onName({ name, hostedZone }: ApiDomain, { target, aliases, addresses, targetAddresses }: FoundName): Readiness {
  if (target === undefined) return todo(`deploy once, which says where ${name} has to point`);
  if (aliases.includes(target) || addresses.some((address) => targetAddresses.includes(address)))
    return ok(`${name} points to ${target}`);
  if (hostedZone === undefined) return todo(`put the CNAME ${name} to ${target} into DNS`);
  return todo(`look into the hosted zone ${hostedZone}: ${name} does not point to ${target}`);
}

/** An origin on a developer's machine has no place where data is protected. */
export function onOrigins({ name, origins, protected: kept }: Environment): Readiness {
  const local = origins.filter((origin) => !origin.startsWith('https://'));
  if (kept && local.length > 0) return todo(`take ${local.join(', ')} out of origins in config/${name}.json`);
  return ok(origins.length === 0 ? 'no page of the web may call the API' : `pages of ${origins.join(', ')} may call the API`);
}
