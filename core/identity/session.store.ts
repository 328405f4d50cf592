import type { Item } from '#data/entity';
import { conditionHeld, type Part, part } from '#data/transaction';
import type { Image } from '#platform/projection';
import type { UserId } from '#schemas/common';
import { sessionEntity } from './session.entity.ts';

export type Session = Item<typeof sessionEntity>;
type SessionKey = Pick<Session, 'userId' | 'sessionId'>;

/** The stored session in an image of the stream. */
export const sessionOfImage = (image: Image): Session & { userId: UserId } =>
  sessionEntity().parse({ Item: image as never }).data as Session & { userId: UserId };

export async function putSession(session: Session): Promise<void> {
  await sessionEntity().create(session).go();
}

/** A session, also an expired or ended one, which session-rules.ts judges. 1 RRU. */
export async function loadSession({ userId, sessionId }: SessionKey): Promise<Session | null> {
  const { data } = await sessionEntity().get({ userId, sessionId }).go({ consistent: true });
  return data;
}

/** Starts the next generation. @returns false when another call rotated or ended the session first. 1 WRU. */
export const rotateSession = ({ userId, sessionId, generation }: Session, now: Date): Promise<boolean> =>
  conditionHeld(
    sessionEntity()
      .patch({ userId, sessionId })
      .set({ generation: generation + 1, rotatedAt: now.getTime() })
      .where((attr, op) => `${op.eq(attr.generation, generation)} AND ${op.notExists(attr.endedAt)}`)
      .go(),
  );

/** Ends a session: no refresh succeeds after it. Refused when it had ended before. 2 WRU. */
export const endSessionPart = ({ userId, sessionId }: SessionKey, now: Date): Part =>
  part({ session: sessionEntity() }, ({ session }) => [
    session
      .patch({ userId, sessionId })
      .set({ endedAt: now.toISOString() })
      .where((attr, op) => op.notExists(attr.endedAt))
      .commit(),
  ]);

/** Ends a session whose tokens are refused already. @returns false when it had ended before. 1 WRU. */
export const markEnded = ({ userId, sessionId }: SessionKey, now: Date): Promise<boolean> =>
  conditionHeld(
    sessionEntity()
      .patch({ userId, sessionId })
      .set({ endedAt: now.toISOString() })
      .where((attr, op) => op.notExists(attr.endedAt))
      .go(),
  );

/** All sessions of a user, oldest first, also ended ones. They are few, since a session lasts a week and each sign-in takes a code. */
export async function sessionsOf(userId: UserId): Promise<Session[]> {
  const { data } = await sessionEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data;
}

/** Deletes the rows of a user's sessions, whose tokens have to be refused already. */
export async function eraseSessions(userId: UserId): Promise<void> {
  const sessions = await sessionsOf(userId);
  await Promise.all(sessions.map(({ sessionId }) => sessionEntity().delete({ userId, sessionId }).go()));
}
