import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS, type Environment } from '../../lib/environments.ts';
import { providersOf } from '../../lib/identity-providers.ts';
import {
  onBootstrap,
  onCertificate,
  onConcurrency,
  onConfiguration,
  onHostedZone,
  onKeys,
  onMailAccount,
  onMailDomain,
  onMobileApplications,
  onName,
  onOrigins,
  onProvider,
  onSignInSecrets,
  onTexts,
  signInSecretsOf,
} from './preflight-rules.ts';

const prod: Environment = {
  ...(ENVIRONMENTS.find(({ name }) => name === 'prod') as Environment),
  account: '111122223333',
  region: 'eu-west-1',
  mailDomain: 'example.com',
  concurrency: 1_000,
  missing: [],
};
/** With sign-in by both, by apps and in a browser. */
const both: Environment = {
  ...prod,
  ...providersOf('prod', {
    google: { clientIds: ['1-a.apps.googleusercontent.com'], webClientId: '1-w.apps.googleusercontent.com' },
    apple: { clientIds: ['com.youbet.app'], teamId: 'ABCDE12345', keyId: 'KEY1234567', servicesId: 'com.youbet.web' },
    appLinks: [],
  }),
};
const api = { name: 'api.example.com', certificate: 'arn:aws:acm:us-east-1:111122223333:certificate/1', hostedZone: 'Z12345' };
const { hostedZone: _, ...elsewhere } = api;
const issued = { status: 'ISSUED', names: ['api.example.com'] };
const zone = { name: 'example.com', isPrivate: false, servers: ['ns1.example'], delegated: ['ns1.example', 'ns2.example'] };
const pointed = {
  target: 'd1.cloudfront.net',
  aliases: [],
  addresses: ['192.0.2.1'],
  targetAddresses: ['192.0.2.1', '192.0.2.2'],
};
const unpointed = { ...pointed, addresses: ['198.51.100.1'] };
const version = (account: string, region: string) => `arn:aws:ssm:${region}:${account}:parameter/cdk-bootstrap/hnb659fds/version`;
const mail = { productionAccess: true, sending: true, most: 1_000_000 };
const found = { status: 200, remaining: 5 };

describe('before a deployment', () => {
  it.each([
    ['a whole configuration', onConfiguration(prod)],
    ['its own account', onBootstrap(prod, version('111122223333', 'eu-west-1'))],
    ['the quota that the configuration states', onConcurrency(prod, 1_000)],
    ['an account of SES in production', onMailAccount(prod, mail)],
    ['a verified domain', onMailDomain(prod, 'SUCCESS')],
    ['text messages to anybody', onTexts(prod, false, 200)],
    ['both platforms', onMobileApplications(prod, ['APNS/youbet-prod', 'GCM/youbet-prod', 'GCM/other'])],
    ['the keys of the edge', onKeys('prod', [])],
    ['secrets of Apple and Google', onSignInSecrets(both, [])],
    ['no sign-in by Apple and Google', onSignInSecrets(prod, [])],
    ['a key that the provider knows', onProvider('/key', found)],
    ['a certificate of the name', onCertificate(api, issued)],
    ['a certificate of the names beside it', onCertificate(api, { ...issued, names: ['example.com', '*.example.com'] })],
    ['a zone that holds the name', onHostedZone([api], zone)],
    ['a zone of the name itself', onHostedZone([{ ...api, name: 'example.com' }], zone)],
    ['other DNS', onHostedZone([elsewhere], null)],
    ['a record of Route 53', onName(api, pointed)],
    ['a CNAME', onName(elsewhere, { ...unpointed, aliases: ['d1.cloudfront.net'] })],
    ['no origin', onOrigins(prod)],
    ['origins by TLS', onOrigins({ ...prod, origins: ['https://app.example.com'] })],
    ['a page of a developer against dev', onOrigins({ ...prod, protected: false, origins: ['http://localhost:5173'] })],
  ])('%s is ok', (_, verdict) => {
    expect(verdict).toEqual({ ok: expect.any(String) });
  });

  it.each([
    ['fields that nobody filled in', onConfiguration({ ...prod, missing: ['region'] }), /fill in region in config\/prod\.json/],
    ['an account without bootstrap', onBootstrap(prod, undefined), /cdk bootstrap aws:\/\/111122223333\/eu-west-1/],
    ['credentials of another account', onBootstrap(prod, version('999922223333', 'eu-west-1')), /these are of aws:\/\/9999/],
    ['another region', onBootstrap(prod, version('111122223333', 'us-east-1')), /us-east-1/],
    ['the quota of a new account', onConcurrency(prod, 10), /L-B99A9384 --desired-value 1000/],
    ['the sandbox of SES', onMailAccount(prod, { ...mail, productionAccess: false }), /production access/],
    ['an account that SES stopped', onMailAccount(prod, { ...mail, sending: false }), /stopped/],
    ['a small quota of mails', onMailAccount(prod, { ...mail, most: 200 }), /240000 mails a day/],
    ['a domain before the first deployment', onMailDomain(prod, undefined), /deploy once/],
    ['a domain without its records', onMailDomain(prod, 'PENDING'), /status is PENDING/],
    ['the sandbox of text messages', onTexts(prod, true, 200), /sandbox/],
    ['the spend limit that AWS sets', onTexts(prod, false, undefined), /to the \$200 .* now \$1$/],
    ['a spend limit under the budget', onTexts(prod, false, 199), /now \$199$/],
    ['one platform', onMobileApplications(prod, ['GCM/youbet-prod']), /APNS\/youbet-prod of SNS/],
    ['no key of the edge', onKeys('prod', ['youbet/prod/edge-key-1']), /edge-key -- prod/],
    [
      'no secret of Google',
      onSignInSecrets(both, ['youbet/prod/google-secret']),
      /create-secret --name youbet\/prod\/google-secret /,
    ],
    ['no certificate', onCertificate(api, null), /request-certificate --region us-east-1 --domain-name api\.example\.com/],
    ['a certificate of another name', onCertificate(api, { ...issued, names: ['www.example.com'] }), /covers api\.example\.com/],
    ['a wildcard one level above', onCertificate(api, { ...issued, names: ['*.com'] }), /covers api\.example\.com/],
    ['a wildcard of another domain', onCertificate(api, { ...issued, names: ['*.ample.com'] }), /covers api\.example\.com/],
    [
      'a certificate that waits',
      onCertificate(api, { ...issued, status: 'PENDING_VALIDATION', record: { name: '_a.example.com.', value: '_b.acm.' } }),
      /is PENDING_VALIDATION: put the CNAME _a\.example\.com\. to _b\.acm\./,
    ],
    ['an expired certificate', onCertificate(api, { ...issued, status: 'EXPIRED' }), /which is EXPIRED$/],
    ['no hosted zone', onHostedZone([api], null), /it has no Z12345/],
    ['a private zone', onHostedZone([api], { ...zone, isPrivate: true }), /is private/],
    [
      'a zone of another domain',
      onHostedZone([api, { ...api, name: 'sockets.ample.com' }], zone),
      /which sockets\.ample\.com is not/,
    ],
    [
      'a zone that nobody asks',
      onHostedZone([api], { ...zone, delegated: ['ns.registrar.example'] }),
      /its servers: ns1\.example/,
    ],
    ['names before the first deployment', onName(api, { ...pointed, target: undefined }), /deploy once/],
    ['a name without its CNAME', onName(elsewhere, unpointed), /put the CNAME api\.example\.com to d1\.cloudfront\.net/],
    ['a name that points elsewhere', onName(api, unpointed), /look into the hosted zone Z12345/],
    [
      'a page of a developer against prod',
      onOrigins({ ...prod, origins: ['http://localhost:5173'] }),
      /out of origins in config\/prod/,
    ],
    ['no key of the provider', onProvider('/key', null), /put-parameter .* --name \/key/],
    ['a key that the provider refuses', onProvider('/key', { status: 401, remaining: 0 }), /answers 401/],
    ['a key without credits', onProvider('/key', { status: 200, remaining: 0 }), /no credits/],
    ['a reply without its credits', onProvider('/key', { status: 200, remaining: Number.NaN }), /no credits/],
  ])('%s says what to do', (_, verdict, what) => {
    expect(verdict).toEqual({ todo: expect.stringMatching(what) });
  });
});

it('the secrets of sign-in are those of the configuration, each once', () => {
  expect(signInSecretsOf(prod)).toEqual([]);
  expect(signInSecretsOf(both)).toEqual(['youbet/prod/apple-key', 'youbet/prod/google-secret']);
});
