import { batchAll } from '#data/batch';
import type { Item } from '#data/entity';
import { streamRows } from '#data/row-stream';
import { conditionHeld } from '#data/transaction';
import { epoch } from '#platform/clock';
import { createdAt } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { MOST_UNREAD } from '#schemas/notifications';
import { IDS_KEPT, KEPT_FOR, type SubjectKey } from './group-rules.ts';
import { notificationEntity, type StoredNotification } from './notification.entity.ts';
import { subjectNotificationsEntity } from './subject-notifications.entity.ts';

/** One user's notifications after an id, newest first. 0.5 RRU for each 4 KB: some 10 at their shortest, 4 at their longest. */
export async function notificationsAfter(userId: UserId, after: string | null, count: number): Promise<StoredNotification[]> {
  const query = notificationEntity().query.primary({ userId });
  const { data } = await (after === null ? query : query.lt({ notificationId: after })).go({ limit: count, order: 'desc' });
  return data;
}

/** Those that are newer than an id, at most as many as the count of unread ones says. One query. */
export async function newerThan(userId: string, notificationId: string | undefined): Promise<StoredNotification[]> {
  const query = notificationEntity().query.primary({ userId });
  const { data } = await (notificationId === undefined ? query : query.gt({ notificationId })).go({
    limit: MOST_UNREAD,
    order: 'desc',
    consistent: true,
  });
  return data;
}

/** Consistent; 1 RRU. */
export async function findNotification(userId: string, notificationId: string): Promise<StoredNotification | null> {
  const { data } = await notificationEntity().get({ userId, notificationId }).go({ consistent: true });
  return data;
}

/** Consistent; 1 RRU each. */
export const notificationsByIds = (userId: string, ids: readonly string[]): Promise<StoredNotification[]> =>
  batchAll(
    ids.map((notificationId) => ({ userId, notificationId })),
    (some) => notificationEntity().get(some).go({ consistent: true }),
  );

/** A notification without what the store sets. */
export type NotificationState = Omit<StoredNotification, 'revision' | 'expiresAt'>;

/**
 * Writes a notification, on condition that it is as it was read. 1 WRU. One that has gone may come back under its id and revision, so that the
 * members are compared too. @param before null for a new one @returns false when it is not
 */
export function putNotification(state: NotificationState, before: StoredNotification | null): Promise<boolean> {
  const expiresAt = epoch(createdAt(state.notificationId)) + KEPT_FOR;
  return conditionHeld(
    notificationEntity()
      .put({ ...state, revision: (before?.revision ?? 0) + 1, expiresAt })
      .where((attr, op) =>
        before
          ? `${op.eq(attr.revision, before.revision)} AND ${op.eq(attr.members, before.members)}`
          : op.notExists(attr.revision),
      )
      .go(),
  );
}

/** Deletes a notification, on condition that it is as it was read. Its id stays with the subject. 1 WRU. @returns false when it is not */
export const removeNotification = (before: StoredNotification): Promise<boolean> =>
  conditionHeld(
    notificationEntity()
      .delete({ userId: before.userId, notificationId: before.notificationId })
      .where((attr, op) => `${op.eq(attr.revision, before.revision)} AND ${op.eq(attr.members, before.members)}`)
      .go(),
  );

/** 1 WRU. @returns false when there is no such notification of the user */
export const setRead = (userId: UserId, notificationId: string, now: Date): Promise<boolean> =>
  conditionHeld(
    notificationEntity()
      .patch({ userId, notificationId })
      .set({ readAt: now.toISOString() })
      .add({ revision: 1 })
      .where((attr, op) => op.notExists(attr.readAt))
      .go(),
  );

/** Notes that a notification was sent by e-mail. 1 WRU. @returns false when it was before, or there is none */
export const setMailed = (userId: UserId, notificationId: string, now: Date): Promise<boolean> =>
  conditionHeld(
    notificationEntity()
      .patch({ userId, notificationId })
      .set({ mailedAt: now.toISOString() })
      .add({ revision: 1 })
      .where((attr, op) => op.notExists(attr.mailedAt))
      .go(),
  );

/** The ids of a user's notifications about one thing, newest first. Consistent; 1 RRU. */
export async function idsOfSubject(key: SubjectKey): Promise<readonly string[]> {
  const { data } = await subjectNotificationsEntity().get(key).go({ consistent: true });
  return data?.ids ?? [];
}

/**
 * Puts the id of a new notification before the others, on condition that they are as they were read. The id is stored before its
 * notification: after a crash in between, the next news find it and write the notification under it. 1 WRU.
 * @returns false when they are not
 */
export const addId = (key: SubjectKey, id: string, before: readonly string[]): Promise<boolean> =>
  putIds(key, [id, ...before].slice(0, IDS_KEPT), before);

/** All notifications that are kept of a user, oldest first, or those after an id. A query over at most 60 days. */
export async function allNotifications(userId: UserId, after?: string): Promise<StoredNotification[]> {
  const query = notificationEntity().query.primary({ userId });
  const { data } = await (after === undefined ? query : query.gt({ notificationId: after })).go({
    consistent: true,
    pages: 'all',
  });
  return data;
}

/** All notifications of a user, as a stream. For exports. */
export const streamNotifications = (userId: UserId): AsyncGenerator<StoredNotification> =>
  streamRows((page) => notificationEntity().query.primary({ userId }).go(page));

/** All subjects of a user's notifications, each with its ids. A query over at most 60 days. */
export async function allSubjects(userId: UserId): Promise<Item<typeof subjectNotificationsEntity>[]> {
  const { data } = await subjectNotificationsEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data;
}

/** Replaces the ids of a subject, on condition that they are as they were read. 1 WRU. @returns false when they are not */
export const putIds = (key: SubjectKey, ids: readonly string[], before: readonly string[]): Promise<boolean> =>
  conditionHeld(
    subjectNotificationsEntity()
      .put({ ...key, ids: [...ids], expiresAt: epoch(createdAt(ids[0] ?? '')) + KEPT_FOR })
      .where((attr, op) => (before.length > 0 ? op.eq(attr.ids, [...before]) : op.notExists(attr.ids)))
      .go(),
  );

/** Deletes all notifications of a user, and what leads to them. */
export async function eraseNotifications(userId: UserId): Promise<void> {
  const [kept, subjects] = await Promise.all([allNotifications(userId), allSubjects(userId)]);
  await batchAll(
    kept.map(({ notificationId }) => ({ userId: userId as string, notificationId })),
    (some) => notificationEntity().delete(some).go(),
  );
  await batchAll(
    subjects.map(({ kind, subject }) => ({ userId: userId as string, kind, subject })),
    (some) => subjectNotificationsEntity().delete(some).go(),
  );
}
