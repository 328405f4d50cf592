import type { Item } from '#data/entity';
import { conditionHeld } from '#data/transaction';
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

/** 1 RRU. Expired and ended ones too: what that means is for the rules. */
export async function loadSession({ userId, sessionId }: SessionKey): Promise<Session | null> {
  const { data } = await sessionEntity().get({ userId, sessionId }).go({ consistent: true });
  return data;
}

/** @returns whether the next generation is ours: false when another rotation or the end came first. 1 WRU. */
export const rotateSession = ({ userId, sessionId, generation }: Session, now: Date): Promise<boolean> =>
  conditionHeld(
    sessionEntity()
      .patch({ userId, sessionId })
      .set({ generation: generation + 1, rotatedAt: now.getTime() })
      .where((attr, op) => `${op.eq(attr.generation, generation)} AND ${op.notExists(attr.endedAt)}`)
      .go(),
  );

/** The session is dead once this returns; ending it again changes nothing. 1 WRU. */
export const markEnded = ({ userId, sessionId }: SessionKey, now: Date): Promise<boolean> =>
  conditionHeld(
    sessionEntity()
      .patch({ userId, sessionId })
      .set({ endedAt: now.toISOString() })
      .where((attr, op) => op.notExists(attr.endedAt))
      .go(),
  );

/** All that a user has, also those that ended. A session lives a week and a sign-in takes a code, so they are few. */
export async function sessionsOf(userId: UserId): Promise<Session[]> {
  const { data } = await sessionEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data;
}
