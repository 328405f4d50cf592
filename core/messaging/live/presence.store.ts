import { batchAll } from '#data/batch';
import { conditionHeld } from '#data/transaction';
import type { ChatSettings } from '#schemas/chat-settings';
import type { UserId } from '#schemas/common';
import { presenceEntity, type StoredPresence } from './presence.entity.ts';

/** Milliseconds for which a ping says that somebody is online, and between two that are written. */
const ONLINE = 5 * 60_000;
const BETWEEN = 60_000;
const at = (now: Date, ms = 0): string => new Date(now.getTime() + ms).toISOString();

/** The rows of these people, 100 to a request. 0.5 RRU each. */
export async function presencesOf(userIds: readonly UserId[]): Promise<Map<UserId, StoredPresence>> {
  const keys = userIds.map((userId) => ({ userId: userId as string }));
  const rows = await batchAll(keys, (some) => presenceEntity().get(some).go({ concurrent: 4 }));
  return new Map(rows.map((row) => [row.userId as UserId, row]));
}

/** The row of one person. Consistent, so that a choice holds at once; 1 RRU. */
export async function presenceOf(userId: UserId): Promise<StoredPresence | null> {
  const { data } = await presenceEntity().get({ userId }).go({ consistent: true });
  return data;
}

/** Notes that somebody is online, at most once a minute. 1 WRU. */
export const noteOnline = (userId: UserId, now: Date): Promise<boolean> =>
  conditionHeld(
    presenceEntity()
      .update({ userId })
      .set({ lastSeenAt: at(now), onlineUntil: at(now, ONLINE) })
      .where((attr, op) => `${op.notExists(attr.lastSeenAt)} OR ${op.lt(attr.lastSeenAt, at(now, -BETWEEN))}`)
      .go(),
  );

/** Notes that somebody has gone offline. 1 WRU. @returns false for somebody who was not online */
export const noteOffline = (userId: UserId, now: Date): Promise<boolean> =>
  conditionHeld(
    presenceEntity()
      .patch({ userId })
      .set({ lastSeenAt: at(now), onlineUntil: at(now) })
      .where((attr, op) => op.gt(attr.onlineUntil, at(now)))
      .go(),
  );

/** Replaces somebody's choices, and leaves the rest. 1 WRU. */
export async function putChoices(userId: UserId, { presence, receipts, previews }: ChatSettings): Promise<void> {
  await presenceEntity().update({ userId }).set({ hidden: !presence, noReceipts: !receipts, noPreviews: !previews }).go();
}

/** 1 WRU. */
export async function erasePresence(userId: UserId): Promise<void> {
  await presenceEntity().delete({ userId }).go();
}
