import { closeSockets } from '#core/realtime';
import { vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { revokeMint } from './cognito.ts';
import { markEnded, type Session } from './session.store.ts';

/** Ends one session: no refresh from the first write on, then its sockets, then Cognito. Done again it finishes what was left. */
export async function endSession(session: Session, now: Date): Promise<void> {
  await markEnded(session, now);
  await closeSockets(session.userId as UserId, session.origin);
  await revokeMint((await vault()).open('session', session.sealed, session.sessionId));
}
