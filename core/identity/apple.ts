import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { decodeJwt, importPKCS8, SignJWT } from 'jose';
import * as z from 'zod';
import { injectable } from '#platform/injectable';
import { count, log } from '#platform/log';
import { type AppleSettings, settingsOf } from './identity-provider-settings.ts';

/**
 * Calls of Apple with a code or a token of a person, both signed by the key of our team.
 * @see https://developer.apple.com/documentation/signinwithapplerestapi
 */
const PATIENCE = 3_000;
/** Seconds for which a signature of ours is good. */
const SIGNED_FOR = 300;

const Exchanged = z.object({ refresh_token: z.string().min(1).max(2048), id_token: z.string() });

/** The key of our team in PEM. A process reads it once; a read that fails is tried again by the next call. */
export const appleKey = injectable(
  (): Promise<string> =>
    new SecretsManagerClient({})
      .send(new GetSecretValueCommand({ SecretId: settingsOf('apple').keySecret }))
      .then(({ SecretString = '' }) => SecretString)
      .catch((error) => {
        appleKey.inject(undefined);
        throw error;
      }),
);

/**
 * Exchanges the code of a sign-in for Apple's refresh token. A sign-in does not depend on it: what fails is logged, and counted for the alarm
 * `AppleTokensFail`.
 * @param audience the client that the code was made for
 * @param subject the person of the ID token that came with the code
 * @returns null for a code that Apple does not take, for one of another person, and while Apple does not answer
 */
export async function exchangeCode(
  code: string,
  { audience, subject }: { readonly audience: string; readonly subject: string },
  now: Date,
): Promise<string | null> {
  try {
    const response = await post('tokenUrl', audience, { grant_type: 'authorization_code', code }, now);
    // Whoever calls us can send any code.
    if (response.status === 400) return null;
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { refresh_token: token, id_token: idToken } = Exchanged.parse(await response.json());
    return decodeJwt(idToken).sub === subject ? token : null;
  } catch (error) {
    log.warn(`Apple exchanged no code: ${(error as Error).name}`);
    count('apple.failed');
    return null;
  }
}

/** Ends a sign-in at Apple. A repeat changes nothing. @throws when Apple does not answer, or refuses us */
export async function revokeAppleToken(token: string, audience: string, now: Date): Promise<void> {
  const response = await post('revokeUrl', audience, { token, token_type_hint: 'refresh_token' }, now);
  if (!response.ok) throw new Error(`Apple revoked nothing: status ${response.status}`);
}

async function post(
  to: 'tokenUrl' | 'revokeUrl',
  audience: string,
  fields: Record<string, string>,
  now: Date,
): Promise<Response> {
  const settings = settingsOf('apple');
  const body = new URLSearchParams({ client_id: audience, client_secret: await signed(settings, audience, now), ...fields });
  return fetch(settings[to], { method: 'POST', body, signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
}

/** The client secret of Apple: a JWT by our key. */
async function signed({ teamId, keyId, issuers }: AppleSettings, audience: string, now: Date): Promise<string> {
  const at = Math.floor(now.getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: keyId })
    .setIssuer(teamId)
    .setSubject(audience)
    .setAudience(issuers[0] ?? '')
    .setIssuedAt(at)
    .setExpirationTime(at + SIGNED_FOR)
    .sign(await importPKCS8(await appleKey(), 'ES256'));
}
