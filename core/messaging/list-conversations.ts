import type * as z from 'zod';
import type { User } from '#actor';
import { hiddenFrom } from '#core/graph';
import { cardsFor } from '#core/users';
import { type Page, readCursor, signCursor } from '#data/cursor';
import type { ConversationId, UserId } from '#schemas/common';
import { type ListConversations, type ListedConversation, MOST_CONVERSATIONS } from '#schemas/conversations';
import { headsOf } from './conversation.store.ts';
import { isUnanswered, listedConversation, peopleOfHead } from './conversation.view.ts';
import type { StoredHead } from './conversation-head.entity.ts';
import { isDirect, otherInDirect } from './conversation-id.ts';
import { membershipsOf } from './membership.store.ts';

/** Rows that a list reads. Others may open conversations with somebody who has as many as a person opens by themselves. */
const MOST_READ = 2 * MOST_CONVERSATIONS;

const NOBODY = { blocked: new Set<UserId>() };

/**
 * A page of a folder of the actor's conversations, the last one active first. No write follows a message to its members: the rows and the heads of all
 * are read, and sorted here. 1 RRU for some 18 conversations and 0.5 for each of the folder, then 0.5 for each person of the page; three trips.
 * Requests of people on either side of a block are left out.
 * @throws INVALID_INPUT for a cursor of another query
 */
export async function listConversations(
  actor: User,
  { cursor, limit, folder }: z.output<typeof ListConversations.query>,
  now: Date,
): Promise<Page<ListedConversation>> {
  const { userId } = actor;
  const query = `conversations ${folder} ${userId}`;
  const [after, all, { blocked }] = await Promise.all([
    readCursor(query, cursor),
    membershipsOf(userId, MOST_READ),
    folder === 'requests' ? hiddenFrom(actor) : NOBODY,
  ]);
  const rows = all.filter(
    ({ request, conversationId }) =>
      (folder === 'requests' ? request === 'received' : !isUnanswered(request)) &&
      !blocked.has(otherInDirect(conversationId as ConversationId, userId)),
  );
  const heads = await headsOf(rows.map(({ conversationId }) => conversationId));
  const listed = rows
    .flatMap((row) => {
      const head = heads.get(row.conversationId);
      return head && isListed(head, userId) ? [{ row, head, position: positionOf(head) }] : [];
    })
    .toSorted((a, b) => (a.position < b.position ? 1 : -1))
    .filter(({ position }) => after === null || position < after);
  const page = listed.slice(0, limit);
  const cards = await cardsFor(actor, [...new Set(page.flatMap(({ head }) => peopleOfHead(userId, head)))], now);
  return {
    items: page.map(({ row, head }) => listedConversation(head, row, cards)),
    cursor: await signCursor(query, listed.length > limit ? (page.at(-1)?.position ?? null) : null),
  };
}

/** The last activity and the id, so that no two are the same. */
const positionOf = ({ lastMessageAt, createdAt, conversationId }: StoredHead): string =>
  `${lastMessageAt ?? createdAt} ${conversationId}`;

/** A direct conversation is shown to the other one from its first message on. */
export const isListed = ({ conversationId, lastSeq, createdBy }: StoredHead, userId: string): boolean =>
  !isDirect(conversationId as ConversationId) || lastSeq > 0 || createdBy === userId;
