import * as z from 'zod';
import { count, log } from '#platform/log';
import type { IdentityProvider } from '#schemas/identities';
import { clientSecret, revokeMint } from './cognito.ts';
import { callbackOf, hostedSettingsOf } from './hosted-settings.ts';
import { verifyHostedToken } from './id-token.ts';

/** Milliseconds for one call of Cognito's pages. */
const PATIENCE = 4_000;

const Tokens = z.object({ id_token: z.string(), refresh_token: z.string() });

/**
 * Exchanges the code of Cognito's pages for its tokens, revokes them, and takes the person from the ID token. No token is kept or handed on.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 * @returns null for a code that Cognito does not take
 * @throws UNAUTHENTICATED for an ID token that is not good; Error while Cognito does not answer, which is counted for the alarm `SignInsFail`
 */
export async function personOfCode(
  provider: IdentityProvider,
  code: string,
  { nonce, verifier }: { readonly nonce: string; readonly verifier: string },
  now: Date,
) {
  const { url, clientId } = hostedSettingsOf(provider);
  const body = new URLSearchParams({
    ...{ grant_type: 'authorization_code', code, redirect_uri: callbackOf(provider) },
    ...{ client_id: clientId, code_verifier: verifier },
  });
  const authorization = `Basic ${Buffer.from(`${clientId}:${await clientSecret(clientId)}`).toString('base64')}`;
  const tokens = await tokensFrom(`${url}/oauth2/token`, { body, headers: { authorization } });
  if (!tokens) return null;
  await revokeMint(tokens.refresh_token, clientId);
  return verifyHostedToken(provider, tokens.id_token, { nonce, clientId }, now);
}

async function tokensFrom(url: string, request: { readonly body: URLSearchParams; readonly headers: Record<string, string> }) {
  try {
    const response = await fetch(url, { method: 'POST', ...request, signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
    // Whoever comes back from the pages can bring any code.
    if (response.status === 400) return null;
    if (!response.ok) throw new Error(`status ${response.status}`);
    return Tokens.parse(await response.json());
  } catch (error) {
    log.warn(`Cognito exchanged no code: ${(error as Error).name}`);
    count('cognito.failed');
    throw error;
  }
}
