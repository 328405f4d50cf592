import type { Viewer } from '#actor';
import { banAt, loadUser, meView } from '#core/users';
import { DomainError } from '#errors';
import { vault } from '#platform/vault';
import type { SignedIn } from '#schemas/auth';
import { banned } from './ban-rules.ts';
import { mintAgain } from './cognito.ts';
import { endSession } from './end-session.ts';
import { readRefreshToken, writeRefreshToken } from './refresh-token.ts';
import { loadSession, rotateSession } from './session.store.ts';
import { isSignedOut, stepOf } from './session-rules.ts';

/**
 * New tokens for an old refresh token, which is good once (docs/adr/0005-sessions.md). Cognito is asked before the token is rotated, so that
 * a failure there leaves the token that the phone has.
 * @throws BANNED first of all; UNAUTHENTICATED for a token that is not ours, a session that is over, and a token used twice, which ends it
 */
export async function refresh(actor: Viewer, refreshToken: string, now: Date): Promise<SignedIn> {
  const keys = await vault();
  const claim = readRefreshToken(keys, refreshToken);
  if (!claim) throw over();
  const [user, session] = await Promise.all([loadUser(claim.userId), loadSession(claim)]);
  const ban = banAt(user?.ban, now);
  if (ban) throw banned(ban);
  if (!user || !session || isSignedOut(session, user.signedOutAt)) throw over();

  const step = stepOf(session, claim.generation, now);
  if (step === 'over') throw over();
  const minted =
    step === 'reused' ? null : await mintAgain(claim.userId, keys.open('session', session.sealed, session.sessionId));
  if (!minted) {
    await endSession(session, now);
    throw over();
  }
  // Somebody else was first: look again, most likely to give the same successor.
  if (step === 'rotate' && !(await rotateSession(session, now))) return refresh(actor, refreshToken, now);
  const generation = claim.generation + 1;
  const { accessToken, expiresIn } = minted;
  const successor = writeRefreshToken(keys, { ...claim, generation });
  return { status: 'signed_in', accessToken, refreshToken: successor, expiresIn, user: meView(user, keys) };
}

const over = () => new DomainError('UNAUTHENTICATED', 'This session is over. Sign in again.');
