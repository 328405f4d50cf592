import type { Viewer } from '#actor';
import { banned } from '#core/limits';
import { banAt, endOfBan, loadUser, meView, openAddresses } from '#core/users';
import { DomainError } from '#errors';
import { vault } from '#platform/vault';
import type { SignedIn } from '#schemas/auth';
import { mintAgain } from './cognito.ts';
import { endSession } from './end-session.ts';
import { readRefreshToken, writeRefreshToken } from './refresh-token.ts';
import { loadSession, rotateSession } from './session.store.ts';
import { isSignedOut, stepOf } from './session-rules.ts';

/**
 * Exchanges a refresh token for new tokens. A refresh token works once (docs/adr/0005-sessions.md). Cognito mints, and KMS opens the
 * addresses, before the token is rotated, so that it stays valid when one of them fails.
 * @throws BANNED before any other error; UNAUTHENTICATED for a token that is not ours, for an ended session, and for a token that was used
 * before, which ends the session
 */
export async function refresh(actor: Viewer, refreshToken: string, now: Date): Promise<SignedIn> {
  const keys = await vault();
  const claim = readRefreshToken(keys, refreshToken);
  if (!claim) throw over();
  const [user, session] = await Promise.all([loadUser(claim.userId), loadSession(claim)]);
  const ban = banAt(user?.ban, now);
  if (ban) throw banned('all', endOfBan(ban));
  if (!user || !session || isSignedOut(session, user.signedOutAt)) throw over();

  const step = stepOf(session, claim.generation, now);
  if (step === 'over') throw over();
  const again = () => mintAgain(claim.userId, keys.open('session', session.sealed, session.sessionId));
  const [minted, addresses] = step === 'reused' ? [null, []] : await Promise.all([again(), openAddresses(user)]);
  if (!minted) {
    await endSession(session, now);
    throw over();
  }
  // Another call rotated the token first: look again, most likely to return the same successor.
  if (step === 'rotate' && !(await rotateSession(session, now))) return refresh(actor, refreshToken, now);
  const generation = claim.generation + 1;
  const { accessToken, expiresIn } = minted;
  const successor = writeRefreshToken(keys, { ...claim, generation });
  return { status: 'signed_in', accessToken, refreshToken: successor, expiresIn, user: meView(user, addresses, now) };
}

const over = () => new DomainError('UNAUTHENTICATED', 'This session is over. Sign in again.');
