import type * as z from 'zod';
import type { User } from '#actor';
import { FOREVER } from '#platform/clock';
import type { ConversationId } from '#schemas/common';
import type { ConversationSettings, SetConversation } from '#schemas/conversation-settings';
import { loadHead } from '../log/conversation.store.ts';
import { settingsView } from '../log/conversation.view.ts';
import { addMissingRows, clearRow, type RowSettings, setRow } from '../log/membership.store.ts';
import { seeConversation } from './see-conversation.ts';

const kept = (value: boolean | undefined): true | null | undefined => (value === undefined ? undefined : value || null);

/**
 * Sets what a member wants of a conversation for themselves; fields that are left out stay. Nobody else learns of it. 1 RRU, 1 WRU.
 * @throws NOT_FOUND for somebody who is no member
 */
export async function setConversation(
  actor: User,
  conversationId: ConversationId,
  { muted, pinned, archived, markedUnread }: z.output<typeof SetConversation.body>,
  now: Date,
): Promise<ConversationSettings> {
  const { userId } = actor;
  await seeConversation(userId, conversationId);
  const settings: RowSettings = {
    mutedUntil: muted === undefined ? undefined : muted && (muted.until ?? FOREVER),
    mutedExceptMentions: muted === undefined ? undefined : kept(muted?.exceptMentions ?? false),
    pinned: kept(pinned),
    archived: kept(archived),
    markedUnread: kept(markedUnread),
  };
  await withRow(actor, conversationId, () => setRow(userId, conversationId, settings));
  return settingsView(await seeConversation(userId, conversationId), now);
}

/**
 * Hides all that has been said up to now from the actor, for good; the others keep it. A second call hides what was said since. 2 RRU, 1 WRU.
 * @throws NOT_FOUND for somebody who is no member
 */
export async function clearHistory(actor: User, conversationId: ConversationId): Promise<void> {
  const [, head] = await Promise.all([seeConversation(actor.userId, conversationId), loadHead(conversationId)]);
  if (!head || head.lastSeq === 0) return;
  const place = { seq: head.lastSeq, messages: head.messages };
  await withRow(actor, conversationId, () => clearRow(actor.userId, conversationId, place));
}

/** Writes to the row of a member, which a process may have died before it made. */
async function withRow({ userId }: User, conversationId: ConversationId, write: () => Promise<boolean>): Promise<void> {
  if (await write()) return;
  const row = await seeConversation(userId, conversationId);
  if ((await addMissingRows(conversationId, new Map([[userId, row]]))).length > 0) await write();
}
