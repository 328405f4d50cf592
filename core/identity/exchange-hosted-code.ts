import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import { vault } from '#platform/vault';
import { type EnteringDevice, enterByIdentity } from './enter-by-identity.ts';
import { takeHostedCode } from './hosted.store.ts';
import type { ProvenIdentity } from './id-token.ts';
import { challengeOf, hashSecret } from './secret-rules.ts';

interface CodeOfApp extends Pick<EnteringDevice, 'device' | 'deviceToken'> {
  readonly code: string;
  readonly verifier: string;
}

/**
 * Lets somebody in by the code at which their sign-in in a browser ended; see enterByIdentity(). The code is used up, whatever the answer is. 1 WRU.
 * @throws UNAUTHENTICATED for a code that is unknown, used or over, and for another verifier, which leaves it; BANNED; ACCOUNT_DELETING; CONFLICT
 */
export async function exchangeHostedCode(actor: Viewer, { code, verifier, ...device }: CodeOfApp, now: Date) {
  const codeHash = hashSecret(code);
  const taken = await takeHostedCode(codeHash, challengeOf(verifier), now);
  if (!taken) throw new DomainError('UNAUTHENTICATED', 'This code is not good, or no longer. Sign in again.', { field: 'code' });
  const proven = JSON.parse((await vault()).open('hosted', taken.sealed, codeHash)) as ProvenIdentity;
  return enterByIdentity(actor, proven, device, now);
}
