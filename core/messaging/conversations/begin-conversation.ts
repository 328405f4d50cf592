import type { User } from '#actor';
import { contactsAmong, unblockedPart } from '#core/graph';
import { countedLimits, limitParts, limitReached, noteCounted } from '#core/limits';
import { loadUsers } from '#core/users';
import { type Part, transact } from '#data/transaction';
import { DomainError } from '#errors';
import type { ConversationId, UserId } from '#schemas/common';
import { NEW_REQUESTS } from '#schemas/conversations';
import type { Appended, ConversationState, UnplacedMessage } from '../log/append-message.ts';
import { beginning, beginningParts, postPlaced } from '../log/conversation.store.ts';
import { isDirect, otherInDirect } from '../log/conversation-id.ts';
import { markPart, rowOf } from '../log/entry.store.ts';
import { messageNotAllowed } from '../log/log-rules.ts';
import { MOST_READ, memberPart, membershipsOf } from '../log/membership.store.ts';
import { entriesAt } from '../log/read-entries.ts';
import { type RosterMember, storedMembers } from '../log/roster-rules.ts';
import { picksOfEntry } from '../log/slip-posts.ts';
import { assertRequest, consentTo } from './consent-rules.ts';

/** The counter of requests that one person sends. */
const REQUESTS = { name: 'chat-requests', limits: [NEW_REQUESTS] };

/**
 * Writes the first message of two people: one transaction {pair, entry 1, mark, roster, head, both rows}; then live sockets get it, but for
 * those of somebody who is asked. Between contacts it opens the conversation. To anybody else who lets everyone write it is a request: the
 * rows say so, and it counts in the day's requests. 3 RRU and 1 for some 18 conversations of the other one, 14 WRU, 2 more for a request.
 * @returns `again` where somebody else wrote meanwhile
 * @throws MESSAGE_NOT_ALLOWED; INVALID_INPUT for a request that is more than a short text; RATE_LIMITED
 */
export async function beginConversation(
  { userId }: User,
  state: ConversationState,
  message: UnplacedMessage,
  now: Date,
): Promise<Appended | 'again'> {
  const conversationId = state.head.conversationId as ConversationId;
  const otherId = otherInDirect(conversationId, userId);
  const [[contact], [other], theirs, limits] = await Promise.all([
    contactsAmong(userId, [otherId]),
    loadUsers([otherId]),
    membershipsOf(otherId, MOST_READ),
    countedLimits(REQUESTS, userId, now),
  ]);
  const consent = consentTo(other?.whoCanMessage, contact?.state === 'accepted');
  if (!other || other.deletesAt !== undefined || consent === 'refused' || theirs.length >= MOST_READ) throw messageNotAllowed();
  const asks = consent === 'asks';
  if (asks) assertRequest(message);
  if (asks) noteCounted(limits, 0, now);
  const tooMany = asks ? limitReached(limits, now) : null;
  if (tooMany) throw tooMany;
  const member: RosterMember = { role: 'member', joined: 1, from: 1 };
  const own: RosterMember = { ...member, ...(asks && { request: 'sent' }) };
  const their: RosterMember = { ...member, ...(asks && { request: 'received' }) };
  const members = new Map<UserId, RosterMember>([
    [userId, own],
    [otherId, their],
  ]);
  const first = beginning({ ...message, seq: 1, messages: 1 }, state, storedMembers(members));
  const refused = await writeOnce({
    pair: unblockedPart(userId, otherId),
    ...beginningParts(first),
    mark: markPart(userId, conversationId, message.clientMessageId, 1),
    own: memberPart(conversationId, userId, own),
    other: memberPart(conversationId, otherId, their),
    ...(asks ? limitParts(limits, now) : {}),
  });
  if (refused?.has('pair')) throw messageNotAllowed();
  if (refused?.size !== 0) return 'again';
  if (asks) noteCounted(limits, 1, now);
  await postPlaced(first, picksOfEntry);
  return { entry: rowOf(first.entry), isNew: true };
}

/** Tries once: who loses against somebody else looks at what they wrote. @returns null for a conflict */
async function writeOnce<Name extends string>(parts: Readonly<Record<Name, Part | null>>): Promise<ReadonlySet<Name> | null> {
  try {
    return await transact(parts, performance.now());
  } catch (error) {
    if (error instanceof DomainError && error.code === 'UNAVAILABLE') return null;
    throw error;
  }
}

/** The request of somebody who waits for an answer, where this message is it. @throws MESSAGE_NOT_ALLOWED for another message */
export async function requestAgain(message: UnplacedMessage): Promise<Appended> {
  const asked = (await entriesAt(message.conversationId, [1])).get(1);
  if (asked?.clientMessageId !== message.clientMessageId) throw messageNotAllowed();
  return { entry: asked, isNew: false };
}

/** False for a conversation of two people in which nobody has written: only the one who opened it has a row then. */
export const hasBegun = ({ conversationId, lastSeq }: ConversationState['head']): boolean =>
  !isDirect(conversationId as ConversationId) || lastSeq > 0;
