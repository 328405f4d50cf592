import type { Viewer } from '#actor';
import { invalid } from '#errors';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { log } from '#platform/log';
import { vault } from '#platform/vault';
import { UserId } from '#schemas/common';
import { identityKey } from './address-rules.ts';
import type { LinkMessage } from './align-link.ts';
import { type BegunSignIn, putHostedCode, takeHostedSignIn } from './hosted.store.ts';
import { hostedSettingsOf } from './hosted-settings.ts';
import { personOfCode } from './hosted-tokens.ts';
import type { ProvenIdentity } from './id-token.ts';
import { providerNamed } from './identity-provider-settings.ts';
import { loadIdentity } from './registration.store.ts';
import { hashSecret, newSecret } from './secret-rules.ts';
import { type BrowserStep, cookieName, cookieOf } from './start-hosted-sign-in.ts';

/** A person who comes back from Cognito's pages: with a code, or with an error. */
interface Returned {
  readonly state: string;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

/**
 * Ends a sign-in in a browser: takes the person from Cognito, and leads on to the app with a code, or with `error=cancelled` or `error=failed`.
 * The code opens nothing without the verifier of the app. 2 WRU and 1 RRU.
 * @param cookies of the browser, each `name=value`
 * @throws INVALID_INPUT for a state that is unknown, over or of another browser, and then nothing changes; NOT_FOUND for no such provider; CONFLICT
 * for one that is not set up
 */
export async function finishHostedSignIn(
  _actor: Viewer,
  name: string,
  { state, code, error }: Returned,
  cookies: readonly string[],
  now: Date,
): Promise<BrowserStep> {
  const provider = providerNamed(name);
  const { isSecure } = hostedSettingsOf(provider);
  const start = `${cookieName(isSecure)}=`;
  const cookie = cookies.find((one) => one.startsWith(start))?.slice(start.length) ?? '';
  const begun = await takeHostedSignIn({ stateHash: hashSecret(state), provider, cookieHash: hashSecret(cookie) }, now);
  if (!begun) throw invalid('state', 'state: is of no sign-in that this browser has begun, or is over. Begin it again.');
  const end = error === 'access_denied' ? { error: 'cancelled' } : await endOf(begun, code, now);
  const url = new URL(begun.redirect);
  for (const [field, value] of Object.entries(end)) url.searchParams.set(field, value);
  return { url: url.href, cookie: cookieOf(isSecure, '', 0) };
}

/** The end that the app gets. Whatever fails at Cognito leads back to the app too, where the person can begin again. */
async function endOf(begun: BegunSignIn, code: string | undefined, now: Date): Promise<Record<string, string>> {
  try {
    const proven = code === undefined ? null : await personOf(begun, code, now);
    return proven ? { code: await codeFor(proven, begun.challenge, now) } : { error: 'failed' };
  } catch (error) {
    log.warn(`A sign-in in a browser failed: ${(error as Error).name}`);
    return { error: 'failed' };
  }
}

/**
 * The person of a code. Where Cognito's link of the account differs from ours, it is made to follow. @returns null for a code that is not good, and
 * for an account that Cognito has with somebody else than its owner here
 */
async function personOf({ provider, stateHash, sealed }: BegunSignIn, code: string, now: Date): Promise<ProvenIdentity | null> {
  const keys = await vault();
  const person = await personOfCode(provider, code, JSON.parse(keys.open('hosted', sealed, stateHash)), now);
  if (!person) return null;
  const { proven, username } = person;
  const key = identityKey(keys, provider, proven.subject);
  const owner = await loadIdentity(key);
  const isOurs = UserId.safeParse(username).success;
  if (owner ? owner.userId !== username : isOurs) {
    const message: LinkMessage = { identityKey: key, provider, sealed: keys.seal('subject', proven.subject, key) };
    await enqueue(env('SIGN_OUTS_QUEUE_URL'), [message]);
  }
  return isOurs && owner?.userId !== username ? null : proven;
}

async function codeFor(proven: ProvenIdentity, challenge: string, now: Date): Promise<string> {
  const code = newSecret();
  const codeHash = hashSecret(code);
  const sealed = (await vault()).seal('hosted', JSON.stringify(proven), codeHash);
  await putHostedCode({ codeHash, challenge, sealed }, now);
  return code;
}
