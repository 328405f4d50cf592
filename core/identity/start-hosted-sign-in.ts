import type { Viewer } from '#actor';
import { invalid } from '#errors';
import { vault } from '#platform/vault';
import { HOSTED_LIFE, putHostedSignIn } from './hosted.store.ts';
import { COGNITO_NAMES, callbackOf, hostedSettingsOf } from './hosted-settings.ts';
import { providerNamed } from './identity-provider-settings.ts';
import { challengeOf, hashSecret, newSecret } from './secret-rules.ts';

/** A step of a sign-in in a browser: the address to go on at, and the cookie to keep. */
export interface BrowserStep {
  readonly url: string;
  /** The whole header `Set-Cookie`. */
  readonly cookie: string;
}

/** The cookie of a sign-in. With the prefix, browsers take it from our host alone, by TLS, for the whole host. */
export const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-sign-in' : 'sign-in');

/** `Lax`, since the browser comes back by a link of another site. @param seconds that it lasts; 0 deletes it */
export const cookieOf = (isSecure: boolean, value: string, seconds: number): string =>
  [`${cookieName(isSecure)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax`, ...(isSecure ? ['Secure'] : [])].join(
    '; ',
  );

/**
 * Begins a sign-in in a browser: Cognito's pages lead on to the provider. The browser that comes back has to name the state, which is good
 * once, and to bring the cookie. 1 WRU.
 * @param input.challenge the PKCE challenge of the app
 * @param input.redirect the link into the app at which it ends
 * @throws NOT_FOUND for no such provider; CONFLICT for one that is not set up; INVALID_INPUT for a link that is not allowed
 */
export async function startHostedSignIn(
  _actor: Viewer,
  name: string,
  { challenge, redirect }: { readonly challenge: string; readonly redirect: string },
  now: Date,
): Promise<BrowserStep> {
  const provider = providerNamed(name);
  const { url, clientId, links, isSecure } = hostedSettingsOf(provider);
  if (!links.includes(redirect)) throw invalid('redirect', 'redirect: is no link into an app of ours');
  const keys = await vault();
  const [state, cookie, nonce, verifier] = [newSecret(), newSecret(), newSecret(), newSecret()];
  const stateHash = hashSecret(state);
  const sealed = keys.seal('hosted', JSON.stringify({ nonce, verifier }), stateHash);
  await putHostedSignIn({ stateHash, provider, cookieHash: hashSecret(cookie), challenge, redirect, sealed }, now);
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callbackOf(provider),
    scope: 'openid email',
    identity_provider: COGNITO_NAMES[provider],
    state,
    nonce,
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
  });
  return { url: `${url}/oauth2/authorize?${query}`, cookie: cookieOf(isSecure, cookie, HOSTED_LIFE) };
}
