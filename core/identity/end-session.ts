import { vault } from '#platform/vault';
import { revokeMint } from './cognito.ts';
import { markEnded, type Session } from './session.store.ts';

/**
 * Ends one session: no refresh passes from the first write on. Its sockets close by what follows from that write (core/notifications). Done
 * again it revokes at Cognito again.
 */
export async function endSession(session: Session, now: Date): Promise<void> {
  await markEnded(session, now);
  await revokeMint((await vault()).open('session', session.sealed, session.sessionId));
}
