import { describe, expect, it } from '@jest/globals';
import { type Configuration, configurationOf, missingIn } from './configuration.ts';

const certificate = (region: string, account = '111122223333') =>
  `arn:aws:acm:${region}:${account}:certificate/0190a000-0000-7000-8000-000000000001`;
const domains = {
  api: { name: 'api.example.com', certificate: certificate('us-east-1') },
  sockets: { name: 'sockets.example.com', certificate: certificate('eu-west-1') },
  hostedZone: 'Z0123456789ABC',
};
const whole: Configuration = {
  account: '111122223333',
  region: 'eu-west-1',
  mailDomain: 'mail.example.com',
  domains,
  alarmEmail: 'desk@example.com',
  smsSender: 'YouBet',
  affiliates: { draftkings: 'youbet-1' },
  linkedApps: {
    ios: { teamId: 'ABCDE12345', bundleId: 'com.youbet.app' },
    android: { package: 'com.youbet.app', fingerprints: [Array(32).fill('0F').join(':')] },
  },
  google: { clientIds: ['1-a.apps.googleusercontent.com'], webClientId: '1-w.apps.googleusercontent.com' },
  apple: { clientIds: ['com.youbet.app'], teamId: 'ABCDE12345', keyId: 'KEY1234567', servicesId: 'com.youbet.web' },
  appLinks: ['https://app.example.com/signed-in'],
  apps: { minimumVersion: { ios: '2.4.1', android: '2.4', web: null }, off: ['sportsbookLinks'] },
  origins: ['https://app.example.com'],
  concurrency: 1_000,
};
const read = (fields: object) => configurationOf('prod', JSON.stringify({ ...whole, ...fields }));

describe('the configuration of an environment', () => {
  it('is taken as it stands in its file', () => {
    expect(read({})).toEqual(whole);
    expect(missingIn(read({}))).toEqual([]);
  });

  it.each(['dev', 'staging', 'prod'])('of %s is a committed file', (name) => {
    expect(() => configurationOf(name)).not.toThrow();
  });

  it('is missing what its owner has not filled in yet; a sender of text messages and a hosted zone may be left out', () => {
    const none = { name: null, certificate: null };
    const names = { domains: { api: none, sockets: none, hostedZone: null } };
    const nothing = { account: null, region: null, mailDomain: null, alarmEmail: null, smsSender: null, ...names };
    expect(missingIn(read(nothing))).toEqual([
      ...['account', 'region', 'mailDomain', 'alarmEmail'],
      ...['domains.api.name', 'domains.api.certificate', 'domains.sockets.name', 'domains.sockets.certificate'],
    ]);
    expect(missingIn(read({ domains: { ...domains, sockets: none } }))).toEqual([
      'domains.sockets.name',
      'domains.sockets.certificate',
    ]);
  });

  it.each([
    ['account', 111_122_223_333],
    ['account', '11112222333'],
    ['region', 'Ireland'],
    ['mailDomain', 'https://example.com'],
    ['mailDomain', 'example'],
    ['alarmEmail', 'desk'],
    ['smsSender', 'A sender with a long name'],
    ['apps', { minimumVersion: { ios: 'latest', android: null, web: null }, off: [] }],
    ['apps', { minimumVersion: { ios: null, android: null, web: null }, off: ['picks'] }],
    ['origins', ['https://app.example.com/']],
    ['origins', ['*']],
    ['origins', ['https://*.example.com']],
    ['origins', ['http://app.example.com']],
    ['origins', ['http://localhost.example.com']],
    ['origins', 'https://app.example.com'],
    ['affiliates', { draftking: 'youbet-1' }],
    ['affiliates', { draftkings: 'a&b=c' }],
    ['linkedApps', { ios: { teamId: 'short', bundleId: 'com.youbet.app' }, android: null }],
    ['linkedApps', { ios: null, android: { package: 'com.youbet.app', fingerprints: ['0F'] } }],
    ['concurrency', 9],
    ['google', { clientIds: ['1-a.apps.googleusercontent.com'], webClientId: 'web' }],
    ['appLinks', ['http://app.example.com/signed-in']],
    ['appLinks', ['youbet://signed-in']],
    ['mailDomian', 'example.com'],
  ])('is refused by its file and field: %s %j', (field, value) => {
    expect(() => read({ [field]: value })).toThrow(/^config\/prod\.json: /);
    expect(() => read({ [field]: value })).toThrow(field);
  });

  it.each([
    ['api.name', { api: { ...domains.api, name: 'https://api.example.com' } }, 'is not a domain'],
    ['api.name', { api: { ...domains.api, name: '*.example.com' } }, 'is not a domain'],
    ['api.certificate', { api: { ...domains.api, certificate: 'api.example.com' } }, 'is not the ARN'],
    [
      'api.certificate',
      { api: { ...domains.api, certificate: certificate('eu-west-1') } },
      'is of eu-west-1 and not of us-east-1',
    ],
    [
      'api.certificate',
      { api: { ...domains.api, certificate: certificate('us-east-1', '999922223333') } },
      'is of another account',
    ],
    ['sockets.certificate', { sockets: { ...domains.sockets, certificate: certificate('us-east-1') } }, 'and not of eu-west-1'],
    ['sockets.name', { sockets: { ...domains.sockets, name: domains.api.name } }, 'is the name of the HTTP API'],
    ['sockets.name', { sockets: { certificate: domains.sockets.certificate } }, ''],
    ['hostedZone', { hostedZone: 'example.com' }, 'is not the id of a hosted zone'],
    ['zone', { zone: 'Z0123456789ABC' }, ''],
  ])('names the part of the domains that is wrong: %s %j', (part, value, why) => {
    const wrong = () => read({ domains: { ...domains, ...value } });
    expect(wrong).toThrow(/^config\/prod\.json: domains/);
    for (const text of [part, why]) expect(wrong).toThrow(text);
  });
});
