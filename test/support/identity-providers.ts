import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { appleKey } from '../../core/identity/apple.ts';
import type { ProviderAccount } from '../../local/identity-provider/issuer.ts';
import { startIdentityProvider } from '../../local/identity-provider/server.ts';
import type { IdentityProvider } from '../../schemas/identities.ts';

const CLIENTS = { google: 'youbet-google', apple: 'com.youbet.app' } as const;

/** Google and Apple of tests that run use cases in this process: their settings, our key at Apple, and phones that ask them. */
export async function identityProviders() {
  const server = await startIdentityProvider();
  const of = (name: IdentityProvider) => ({
    issuers: [`${server.url}/${name}`],
    keysUrl: `${server.url}/${name}/keys`,
    audiences: [CLIENTS[name]],
  });
  process.env.IDENTITY_PROVIDERS = JSON.stringify({
    google: of('google'),
    apple: {
      ...of('apple'),
      tokenUrl: `${server.url}/apple/token`,
      revokeUrl: `${server.url}/apple/revoke`,
      teamId: 'TEAM123456',
      keyId: 'KEY1234567',
      keySecret: 'none',
    },
  });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  appleKey.inject(Promise.resolve(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()));
  const post = async <T>(path: string, body: object): Promise<T> =>
    (await (await fetch(`${server.url}${path}`, { method: 'POST', body: JSON.stringify(body) })).json()) as T;
  return {
    server,
    /** The ID token of an account for a nonce, and a code of Apple. */
    signIn: (provider: IdentityProvider, account: ProviderAccount, nonce: string, at: Date) =>
      post<{ idToken: string; authorizationCode: string }>(`/${provider}/sign-in`, {
        account,
        audience: CLIENTS[provider],
        nonce,
        at: at.toISOString(),
      }),
    /** A notification of Apple. */
    notice: (event: object, at: Date) =>
      post<{ payload: string }>('/apple/notice', { audience: CLIENTS.apple, event, at: at.toISOString() }),
  };
}

/** An account that nobody has yet. */
export const newAccount = (email?: string, emailVerified = true): ProviderAccount => ({
  sub: randomUUID(),
  ...(email !== undefined && { email, emailVerified }),
});
