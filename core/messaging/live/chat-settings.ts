import type { User } from '#actor';
import type { ChatSettings } from '#schemas/chat-settings';
import { presenceOf, putChoices } from './presence.store.ts';

/** A person's choices about what others learn of them. 1 RRU. */
export async function getChatSettings({ userId }: User): Promise<ChatSettings> {
  const row = await presenceOf(userId);
  return { presence: !row?.hidden, receipts: !row?.noReceipts, previews: !row?.noPreviews };
}

/** Replaces them. 1 WRU. */
export async function setChatSettings({ userId }: User, settings: ChatSettings): Promise<ChatSettings> {
  await putChoices(userId, settings);
  return settings;
}
