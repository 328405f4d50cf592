import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Configuration } from './configuration.ts';
import { HostedSignIn } from './constructs/hosted-sign-in.ts';
import { ClosedUserPool } from './constructs/user-pool.ts';
import { type HostedSignInSettings, hostedSignInOf, localHostedSignIn } from './identity-providers.ts';

const GOOGLE = { clientIds: ['1-a.apps.googleusercontent.com'], webClientId: '1-w.apps.googleusercontent.com' };
const APPLE = { clientIds: ['com.youbet.app'], teamId: 'ABCDE12345', keyId: 'KEY1234567', servicesId: 'com.youbet.web' };
const of = (configuration: Partial<Configuration>) =>
  hostedSignInOf('prod', { google: null, apple: null, appLinks: ['https://app.example.com/signed-in'], ...configuration });

function made(settings: HostedSignInSettings) {
  const stack = new Stack(new App(), 'accounts', { env: { account: '111122223333', region: 'eu-west-1' } });
  const { pool } = new ClosedUserPool(stack, 'Users', { kept: true });
  const hosted = new HostedSignIn(stack, 'hosted', {
    ...{ pool, name: 'prod', settings, apiUrl: 'https://api.example.com', isSecure: true },
  });
  return { template: Template.fromStack(stack), binding: stack.resolve(hosted.binding.environment?.HOSTED_SIGN_IN) };
}
type Found = { readonly Properties: Readonly<Record<string, unknown>>; readonly DependsOn?: readonly string[] };
const all = (template: Template, type: string) => Object.entries(template.findResources(type) as Record<string, Found>);
/** The client of the pages: the server's own has no OAuth. */
const clientIn = (template: Template) =>
  all(template, 'AWS::Cognito::UserPoolClient').find(
    ([, { Properties }]) => Properties.AllowedOAuthFlowsUserPoolClient === true,
  )?.[1];

describe('sign-in in a browser', () => {
  it.each([
    ['none', {}, []],
    ['Google alone', { google: GOOGLE }, ['Google']],
    ['Apple alone', { apple: APPLE }, ['SignInWithApple']],
    ['both', { google: GOOGLE, apple: APPLE }, ['Google', 'SignInWithApple']],
    ['apps alone, without a browser', { google: { clientIds: GOOGLE.clientIds } }, []],
  ])('has the providers of the configuration: %s', (_, configuration, names) => {
    const { template } = made(of(configuration));
    const providers = all(template, 'AWS::Cognito::UserPoolIdentityProvider');
    expect(providers.map(([, { Properties }]) => Properties.ProviderName).sort()).toEqual(names);
    expect(clientIn(template)?.Properties.SupportedIdentityProviders).toEqual(names.length > 0 ? names : undefined);
    for (const type of ['UserPoolDomain', 'ManagedLoginBranding'])
      expect(all(template, `AWS::Cognito::${type}`)).toHaveLength(Math.min(names.length, 1));
    // AWS refuses a client that names a provider which is not there yet, and a style without pages.
    expect(clientIn(template)?.DependsOn ?? []).toEqual(expect.arrayContaining(providers.map(([id]) => id)));
    const [domain] = all(template, 'AWS::Cognito::UserPoolDomain');
    for (const [, { DependsOn }] of all(template, 'AWS::Cognito::ManagedLoginBranding')) expect(DependsOn).toContain(domain?.[0]);
  });

  const both = made(of({ google: GOOGLE, apple: APPLE }));

  it('has a client with a code grant alone: no password, no challenge, no attribute that AWS refuses by its name', () => {
    expect(clientIn(both.template)?.Properties).toEqual({
      UserPoolId: expect.anything(),
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      CallbackURLs: ['google', 'apple'].map((one) => `https://api.example.com/api/v1/auth/oauth/${one}/callback`),
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      SupportedIdentityProviders: ['Google', 'SignInWithApple'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      AccessTokenValidity: 5,
      IdTokenValidity: 5,
      RefreshTokenValidity: 60,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
    });
  });

  it('takes secrets from Secrets Manager, and maps the address with its truth', () => {
    const details = Object.fromEntries(
      all(both.template, 'AWS::Cognito::UserPoolIdentityProvider').map(([, { Properties }]) => [
        Properties.ProviderName,
        Properties,
      ]),
    );
    const AttributeMapping = { email: 'email', email_verified: 'email_verified' };
    expect(details.Google).toMatchObject({
      ProviderDetails: { client_secret: '{{resolve:secretsmanager:youbet/prod/google-secret:SecretString:::}}' },
      AttributeMapping,
    });
    expect(details.SignInWithApple).toMatchObject({
      ProviderDetails: {
        client_id: 'com.youbet.web',
        team_id: 'ABCDE12345',
        key_id: 'KEY1234567',
        private_key: '{{resolve:secretsmanager:youbet/prod/apple-key:SecretString:::}}',
        authorize_scopes: 'email',
      },
      AttributeMapping,
    });
  });

  it('has pages of the newer version under a name that AWS takes', () => {
    const [[, domain] = ['', { Properties: {} } as Found]] = all(both.template, 'AWS::Cognito::UserPoolDomain');
    expect(domain.Properties).toMatchObject({ Domain: 'youbet-prod-111122223333', ManagedLoginVersion: 2 });
    expect(domain.Properties.Domain).toMatch(/^(?!.*(aws|amazon|cognito))[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/);
  });

  it('gives functions the client, the pages and the links, and the cookie that TLS binds', () => {
    const text = JSON.stringify(both.binding);
    for (const part of ['\\"providers\\":[\\"google\\",\\"apple\\"]', 'youbet://signed-in', 'https://app.example.com/signed-in'])
      expect(text).toContain(part);
    expect(text).toContain('\\"isSecure\\":true');
    expect(JSON.parse(made(of({})).binding)).toMatchObject({ providers: [], url: '', clientId: '' });
  });

  it('has no provider, pages or style on the emulator, whose providers are made by calls', () => {
    const { template } = made(localHostedSignIn('http://127.0.0.1:4568'));
    for (const type of ['UserPoolIdentityProvider', 'UserPoolDomain', 'ManagedLoginBranding'])
      template.resourceCountIs(`AWS::Cognito::${type}`, 0);
    expect(clientIn(template)?.Properties.SupportedIdentityProviders).toEqual(['Google', 'SignInWithApple']);
  });
});
