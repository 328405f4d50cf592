import { Duration, SecretValue, Stack } from 'aws-cdk-lib';
import {
  CfnManagedLoginBranding,
  type CfnUserPoolClient,
  ManagedLoginVersion,
  OAuthScope,
  ProviderAttribute,
  type UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolDomain,
  UserPoolIdentityProviderApple,
  UserPoolIdentityProviderGoogle,
} from 'aws-cdk-lib/aws-cognito';
import { Construct, type IConstruct } from 'constructs';
import type { HostedSettings } from '../../core/identity/hosted-settings.ts';
import type { IdentityProvider } from '../../schemas/identities.ts';
import type { HostedSignInSettings } from '../identity-providers.ts';
import type { Binding } from './binding.ts';

interface HostedSignInProps {
  readonly pool: UserPool;
  /** The name of the environment, for the address of the pages. */
  readonly name: string;
  readonly settings: HostedSignInSettings;
  /** The address of the API, to which the pages send a browser back. */
  readonly apiUrl: string;
  /** Browsers reach the API by TLS alone. */
  readonly isSecure: boolean;
}

/**
 * Sign-in by Google and Apple on Cognito's pages: the providers, an app client of the server for them, and the pages' own address. The client
 * knows no password and no other flow, and its tokens open nothing (lambdas/triggers/cognito). Without a provider there is none of it.
 */
export class HostedSignIn extends Construct {
  /** The settings of a function that begins or ends such a sign-in. */
  readonly binding: Binding;
  /** The address of the pages, and the app client; null without a provider. */
  readonly made: { readonly url: string; readonly clientId: string } | null;

  constructor(scope: Construct, id: string, { pool, name, settings, apiUrl, isSecure }: HostedSignInProps) {
    super(scope, id);
    const providers = (['google', 'apple'] as const).filter((one) => settings[one]);
    this.made = providers.length === 0 ? null : this.#make(pool, name, settings, apiUrl, providers);
    const { url, clientId } = this.made ?? { url: '', clientId: '' };
    const text: HostedSettings = { providers, url, clientId, links: settings.links, isSecure };
    this.binding = { environment: { HOSTED_SIGN_IN: Stack.of(this).toJsonString(text) } };
  }

  #make(
    pool: UserPool,
    name: string,
    settings: HostedSignInSettings,
    apiUrl: string,
    providers: readonly IdentityProvider[],
  ): { readonly url: string; readonly clientId: string } {
    const client = new UserPoolClient(this, 'Client', {
      userPool: pool,
      generateSecret: true,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: providers.map((one) => `${apiUrl}/api/v1/auth/oauth/${one}/callback`),
      },
      // Without Cognito itself among them the pages ask for no password.
      supportedIdentityProviders: providers.map((one) => ENTRIES[one]),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // The shortest that there are: the tokens are revoked when they come. Attributes that are mapped have to be writable, as all are by default.
      accessTokenValidity: Duration.minutes(5),
      idTokenValidity: Duration.minutes(5),
      refreshTokenValidity: Duration.hours(1),
    });
    // Left out, it would allow passwords and challenges.
    (client.node.defaultChild as CfnUserPoolClient).explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH'];
    const clientId = client.userPoolClientId;
    if (settings.pages !== null) return { url: settings.pages, clientId };
    client.node.addDependency(...this.#addProviders(pool, settings));
    // Names of pages are unique in a region of AWS.
    const domainPrefix = `youbet-${name}-${Stack.of(this).account}`;
    const domain = new UserPoolDomain(this, 'Domain', {
      userPool: pool,
      cognitoDomain: { domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    // Pages of this version answer 403 for a client without a style.
    new CfnManagedLoginBranding(this, 'Style', {
      userPoolId: pool.userPoolId,
      clientId,
      useCognitoProvidedValues: true,
    }).node.addDependency(domain);
    return { url: domain.baseUrl(), clientId };
  }

  #addProviders(pool: UserPool, { google, apple }: HostedSignInSettings): IConstruct[] {
    const made: IConstruct[] = [];
    if (google)
      made.push(
        new UserPoolIdentityProviderGoogle(this, 'Google', {
          userPool: pool,
          clientId: google.clientId,
          clientSecretValue: SecretValue.secretsManager(google.secret),
          scopes: ['openid', 'email'],
          attributeMapping: { email: ProviderAttribute.GOOGLE_EMAIL, emailVerified: ProviderAttribute.GOOGLE_EMAIL_VERIFIED },
        }),
      );
    if (apple)
      made.push(
        new UserPoolIdentityProviderApple(this, 'Apple', {
          userPool: pool,
          clientId: apple.servicesId,
          teamId: apple.teamId,
          keyId: apple.keyId,
          privateKeyValue: SecretValue.secretsManager(apple.keySecret),
          scopes: ['email'],
          attributeMapping: { email: ProviderAttribute.APPLE_EMAIL, emailVerified: ProviderAttribute.APPLE_EMAIL_VERIFIED },
        }),
      );
    return made;
  }
}

const ENTRIES = { google: UserPoolClientIdentityProvider.GOOGLE, apple: UserPoolClientIdentityProvider.APPLE };
