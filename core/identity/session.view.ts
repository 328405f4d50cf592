import type { SessionView } from '#schemas/auth';
import type { Session } from './session.store.ts';

/**
 * A session as its owner sees it. It was last used when its refresh token was last rotated; a repeated refresh rotates nothing.
 * @param origin of the access token that asks
 */
export const sessionView = (session: Session, origin: string): SessionView => ({
  id: session.sessionId,
  createdAt: session.createdAt,
  lastUsedAt: new Date(session.rotatedAt).toISOString(),
  current: session.origin === origin,
  device: session.device ?? null,
  region: session.region ?? null,
});
