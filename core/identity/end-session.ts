import { endAllPart, endOriginPart, isFull, revocationsAgainst } from '#core/limits';
import { signOutPart } from '#core/users';
import { transact } from '#data/transaction';
import { vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { revokeMint } from './cognito.ts';
import { endSessionPart, markEnded, type Session } from './session.store.ts';

/**
 * Ends one session: from the first write on no refresh passes, and no access token of it is accepted. Its sockets close by what follows from
 * that write (core/notifications). A user who ends more sessions one by one, within the life of a token, than the row of their calls can hold is
 * signed out everywhere. Done again it revokes at Cognito again. 1 RRU and 4 WRU.
 * @returns the sessions that have ended by it
 */
export async function endSession(session: Session, now: Date): Promise<'one' | 'all'> {
  const userId = session.userId as UserId;
  const against = (await revocationsAgainst(userId)) ?? {};
  const ended = endSessionPart(session, now);
  const isLast = isFull(against, now);
  await transact(
    isLast
      ? { ended, user: signOutPart(userId, now), tokens: endAllPart(userId, now) }
      : { ended, user: null, tokens: endOriginPart(userId, session.origin, now) },
  );
  await revoke(session);
  return isLast ? 'all' : 'one';
}

/** Ends a session of a user who was signed out everywhere, whose tokens that decision has ended. 1 WRU. */
export async function endSignedOut(session: Session, now: Date): Promise<void> {
  await markEnded(session, now);
  await revoke(session);
}

const revoke = async ({ sealed, sessionId }: Session): Promise<void> =>
  revokeMint((await vault()).open('session', sealed, sessionId));
