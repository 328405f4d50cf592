import { groupPictureUrls } from '#core/media';
import { authorView, type UserCard } from '#core/users';
import { FOREVER } from '#platform/clock';
import type { ConversationId, MediaId, UserId } from '#schemas/common';
import type { ConversationSettings } from '#schemas/conversation-settings';
import {
  type ConversationDetail,
  type ConversationView,
  type ListedConversation,
  MOST_MENTIONED,
  MOST_UNREAD,
} from '#schemas/conversations';
import type { PictureUrls } from '#schemas/media';
import type { StoredHead } from './conversation-head.entity.ts';
import { isDirect, otherInDirect } from './conversation-id.ts';
import type { StoredMembership } from './membership.entity.ts';
import type { RosterMembers } from './roster-rules.ts';
import { isSeen, spansOf } from './span-rules.ts';

type Cards = ReadonlyMap<UserId, UserCard>;

/** A person beside what they wrote; null when the account is gone. */
export function personView(userId: string | undefined, cards: Cards) {
  const card = cards.get(userId as UserId);
  return card ? authorView(card.userId, card) : null;
}

/** True for somebody who was asked to talk, and has not accepted. */
export const isUnanswered = (request: StoredMembership['request']): boolean => request === 'received' || request === 'declined';

/** The cards without the pictures of others: who asks to talk shows none. */
export const withoutPictures = (cards: Cards, viewerId: string): Cards =>
  new Map([...cards].map(([userId, card]) => [userId, userId === viewerId ? card : { ...card, avatarId: undefined }]));

/** The people whose cards a conversation in a list shows. */
export const peopleOfHead = (userId: UserId, { conversationId, lastSenderId }: StoredHead): UserId[] => [
  ...(isDirect(conversationId as ConversationId) ? [otherInDirect(conversationId as ConversationId, userId)] : []),
  ...(lastSenderId === undefined ? [] : [lastSenderId as UserId]),
];

/** The picture of a group; null for none. */
export const pictureOf = ({ conversationId, pictureId }: StoredHead, now: Date): PictureUrls | null =>
  pictureId === undefined ? null : groupPictureUrls(conversationId as ConversationId, pictureId as MediaId, now);

export function conversationView(
  head: StoredHead,
  { userId, role, request, hiddenMessages = 0 }: StoredMembership,
  known: Cards,
  now: Date,
): ConversationView {
  const cards = isUnanswered(request) ? withoutPictures(known, userId) : known;
  const id = head.conversationId as ConversationId;
  const { lastMessageAt: at, lastType: type } = head;
  return {
    id,
    kind: isDirect(id) ? 'direct' : 'group',
    name: head.name ?? null,
    picture: pictureOf(head, now),
    other: isDirect(id) ? personView(otherInDirect(id, userId as UserId), cards) : null,
    role,
    request: request ?? null,
    lastSeq: head.lastSeq,
    lastMessage:
      at === undefined || type === undefined || head.messages <= hiddenMessages
        ? null
        : { type, sender: personView(head.lastSenderId, cards), preview: head.preview ?? null, at },
    createdAt: head.createdAt,
  };
}

/** The settings that a member has made for themselves. @param now a mute that has ended by then is none */
export const settingsView = (
  { mutedUntil, mutedExceptMentions = false, pinned = false, archived = false, markedUnread = false }: StoredMembership,
  now: Date,
): ConversationSettings => ({
  muted:
    mutedUntil && mutedUntil > now.toISOString()
      ? { until: mutedUntil === FOREVER ? null : mutedUntil, exceptMentions: mutedExceptMentions }
      : null,
  pinned,
  archived,
  markedUnread,
});

/** The unread messages that mention a member. */
export const unreadMentions = ({ mentioned = [], readSeq = 0 }: StoredMembership): number =>
  Math.min(MOST_MENTIONED, mentioned.filter((seq) => seq > readSeq).length);

/** A conversation in its member's list. */
export const listedConversation = (head: StoredHead, row: StoredMembership, cards: Cards, now: Date): ListedConversation => ({
  ...conversationView(head, row, cards, now),
  settings: settingsView(row, now),
  unread: Math.min(MOST_UNREAD, Math.max(0, head.messages - Math.max(row.readMessages ?? 0, row.hiddenMessages ?? 0))),
  mentions: unreadMentions(row),
  readSeq: row.readSeq ?? 0,
});

export const conversationDetail = (
  head: StoredHead,
  own: StoredMembership,
  members: RosterMembers,
  cards: Cards,
  now: Date,
): ConversationDetail => ({
  ...conversationView(head, own, cards, now),
  settings: settingsView(own, now),
  pinned: (head.pinned ?? []).filter((seq) => isSeen(spansOf(own), seq)),
  history: head.history ?? null,
  members: [...members].map(([userId, { role }]) => ({
    user: personView(userId, isUnanswered(own.request) ? withoutPictures(cards, own.userId) : cards),
    role,
  })),
});
