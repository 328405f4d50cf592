import type * as z from 'zod';
import type { User } from '#actor';
import { hiddenFrom } from '#core/graph';
import { cardsFor } from '#core/users';
import { type Page, readCursor, signCursor } from '#data/cursor';
import type { ConversationId, UserId } from '#schemas/common';
import type { ListConversations, ListedConversation } from '#schemas/conversations';
import { headsOf } from '../log/conversation.store.ts';
import { isUnanswered, listedConversation, peopleOfHead } from '../log/conversation.view.ts';
import type { StoredHead } from '../log/conversation-head.entity.ts';
import { isDirect, otherInDirect } from '../log/conversation-id.ts';
import type { StoredMembership } from '../log/membership.entity.ts';
import { MOST_READ, membershipsOf } from '../log/membership.store.ts';

type Folder = z.output<typeof ListConversations.query>['folder'];
const NOBODY = { blocked: new Set<UserId>() };

/**
 * A page of a folder of the actor's conversations, pinned ones first, then the last one active. No write follows a message to its members:
 * the rows and the heads of all are read, and sorted here. 1 RRU for some 18 conversations and 0.5 for each of the folder, then 0.5 for
 * each person of the page; three trips. Requests of people on either side of a block are left out.
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
    (row) => folderOf(row) === folder && !blocked.has(otherInDirect(row.conversationId as ConversationId, userId)),
  );
  const heads = await headsOf(rows.map(({ conversationId }) => conversationId));
  const listed = rows
    .flatMap((row) => {
      const head = heads.get(row.conversationId);
      return head && isListed(head, userId) ? [{ row, head, position: positionOf(head, row) }] : [];
    })
    .toSorted((a, b) => (a.position < b.position ? 1 : -1))
    .filter(({ position }) => after === null || position < after);
  const page = listed.slice(0, limit);
  const cards = await cardsFor(actor, [...new Set(page.flatMap(({ head }) => peopleOfHead(userId, head)))], now);
  return {
    items: page.map(({ row, head }) => listedConversation(head, row, cards, now)),
    cursor: await signCursor(query, listed.length > limit ? (page.at(-1)?.position ?? null) : null),
  };
}

/** The folder in which a conversation is listed; null for one that was declined. */
function folderOf({ request, archived }: StoredMembership): Folder | null {
  if (isUnanswered(request)) return request === 'received' ? 'requests' : null;
  return archived ? 'archived' : 'inbox';
}

/** Pinned or not, the last activity, and the id, so that no two are the same. */
const positionOf = ({ lastMessageAt, createdAt, conversationId }: StoredHead, { pinned }: StoredMembership): string =>
  `${pinned ? 1 : 0} ${lastMessageAt ?? createdAt} ${conversationId}`;

/** A direct conversation is shown to the other one from its first message on. */
export const isListed = ({ conversationId, lastSeq, createdBy }: StoredHead, userId: string): boolean =>
  !isDirect(conversationId as ConversationId) || lastSeq > 0 || createdBy === userId;
