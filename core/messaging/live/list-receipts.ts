import type { User } from '#actor';
import { hiddenFrom } from '#core/graph';
import { cardsFor } from '#core/users';
import { DomainError } from '#errors';
import type { MessageReceipts } from '#schemas/chat-messages';
import type { MessageId, UserId } from '#schemas/common';
import { personView } from '../log/conversation.view.ts';
import { entryOfId } from '../log/conversation-id.ts';
import { isMessage } from '../log/log-rules.ts';
import { rowsOfMembers } from '../log/membership.store.ts';
import { entriesAt } from '../log/read-entries.ts';
import { presenceOf, presencesOf } from './presence.store.ts';
import { membersFor } from './show-typing.ts';

/**
 * The members who have got or read a message of the actor's. A member who has switched receipts off is not in it, and gets an empty list.
 * Of 256 members some 530 RRU: a row, a card and a presence each.
 * @throws NOT_FOUND for somebody who is no member, and for a message that is not theirs
 */
export async function listReceipts(actor: User, messageId: MessageId, now: Date): Promise<MessageReceipts> {
  const { userId } = actor;
  const { conversationId, seq } = entryOfId(messageId);
  const [members, entries, own, { blocked }] = await Promise.all([
    membersFor(userId, conversationId),
    entriesAt(conversationId, [seq]),
    presenceOf(userId),
    hiddenFrom(actor),
  ]);
  const entry = entries.get(seq);
  if (!entry || !isMessage(entry) || entry.senderId !== userId) throw new DomainError('NOT_FOUND', 'No such message.');
  if (own?.noReceipts) return { delivered: [], read: [] };
  const others = [...members].flatMap(([otherId, { from }]) =>
    otherId !== userId && from <= seq && !blocked.has(otherId) ? [otherId] : [],
  );
  const [rows, presences, cards] = await Promise.all([
    rowsOfMembers(conversationId, others),
    presencesOf(others),
    cardsFor(actor, others, now),
  ]);
  const shown = others.filter((otherId) => !presences.get(otherId)?.noReceipts);
  const until = (otherId: UserId) => rows.get(otherId);
  const people = (has: (otherId: UserId) => boolean) => shown.filter(has).flatMap((otherId) => personView(otherId, cards) ?? []);
  const isRead = (otherId: UserId) => (until(otherId)?.readSeq ?? 0) >= seq;
  return {
    read: people(isRead),
    delivered: people((otherId) => !isRead(otherId) && (until(otherId)?.deliveredSeq ?? 0) >= seq),
  };
}
