import type { IdentityProvider } from '../../schemas/identities.ts';
import type { ProviderAccount } from '../identity-provider/issuer.ts';

/** The answer of a provider's library to an app: an ID token, and of Apple a code. */
interface ProviderSignIn {
  readonly idToken: string;
  readonly authorizationCode: string;
}

/** Signs an account in at the local cloud's Google or Apple. @param url the server that stands for both */
export const signInAtProvider = (
  url: string,
  provider: IdentityProvider,
  account: ProviderAccount,
  nonce: string,
): Promise<ProviderSignIn> => post(`${url}/${provider}/sign-in`, { account, audience: `youbet-${provider}`, nonce });

/** A notification that the local cloud's Apple has signed. */
export const appleNotice = (url: string, event: object): Promise<{ readonly payload: string }> =>
  post(`${url}/apple/notice`, { audience: 'youbet-apple', event });

async function post<T>(url: string, body: object): Promise<T> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the identity provider answered ${response.status}`);
  return (await response.json()) as T;
}
