import type * as z from 'zod';
import type { User } from '#actor';
import { contactsAmong, seePerson, unblockedPart } from '#core/graph';
import { commitOnce } from '#core/requests';
import { noSuchUser } from '#core/users';
import { transact } from '#data/transaction';
import { DomainError, invalid } from '#errors';
import { newId } from '#platform/ids';
import { mapConcurrently } from '#platform/map-concurrently';
import type { ConversationId, UserId } from '#schemas/common';
import { type ConversationDetail, CreateConversation, MOST_CONVERSATIONS } from '#schemas/conversations';
import type { NumberedEntry } from './append-message.ts';
import { changeLog, loadHead, loadRoster, newConversationParts } from './conversation.store.ts';
import type { StoredHead } from './conversation-head.entity.ts';
import { directId } from './conversation-id.ts';
import { entryPart } from './entry.store.ts';
import { getConversation } from './get-conversation.ts';
import { addMissingRows, memberPart, membershipsOf } from './membership.store.ts';
import { membersOf, type RosterMember, type RosterMembers, storedMembers } from './roster-rules.ts';

type Body = z.output<typeof CreateConversation.body>;
type NewGroup = Extract<Body, { kind: 'group' }>;

/** People whose conversations are counted at the same time. */
const AT_ONCE = 10;

/** Opens the conversation with a person, or makes a group. @param key required for a group */
export async function createConversation(
  actor: User,
  { body, key }: { readonly body: Body; readonly key: string | undefined },
  now: Date,
): Promise<ConversationDetail> {
  if (body.kind === 'direct') return openDirect(actor, body.userId, now);
  if (key === undefined) throw invalid('idempotency-key', 'A new group needs an Idempotency-Key.');
  return makeGroup(actor, body, key, now);
}

/**
 * The conversation of two people, which is made when there is none: one transaction {pair, head, roster, both rows}, 10 WRU. It stays where
 * one of the two blocks the other later.
 * @throws NOT_FOUND for somebody whom the actor does not see; INVALID_INPUT for oneself; LIMIT_REACHED
 */
async function openDirect(actor: User, otherId: UserId, now: Date): Promise<ConversationDetail> {
  const { userId } = actor;
  if (otherId === userId) throw invalid('userId', 'This is you.');
  const conversationId = directId(userId, otherId);
  if (await loadHead(conversationId)) return getConversation(actor, conversationId, now);
  const [, own, others] = await Promise.all([
    seePerson(actor, otherId, now),
    membershipsOf(userId, MOST_CONVERSATIONS),
    membershipsOf(otherId, 2 * MOST_CONVERSATIONS),
  ]);
  if (own.length >= MOST_CONVERSATIONS) throw tooMany();
  if (others.length >= 2 * MOST_CONVERSATIONS) throw noSuchUser();
  const member: RosterMember = { role: 'member', joined: 1, from: 1 };
  const members: RosterMembers = new Map([
    [userId, member],
    [otherId, member],
  ]);
  const refused = await transact({
    pair: unblockedPart(userId, otherId),
    ...newConversationParts(newHead(actor, conversationId, now), { conversationId, version: 1, members: storedMembers(members) }),
    own: memberPart(conversationId, userId, member),
    other: memberPart(conversationId, otherId, member),
  });
  if (refused.has('pair')) throw noSuchUser();
  // A refused head was made at the same moment.
  return getConversation(actor, conversationId, now);
}

const newHead = ({ userId }: User, conversationId: ConversationId, now: Date): StoredHead => ({
  conversationId,
  createdBy: userId,
  createdAt: now.toISOString(),
  lastSeq: 0,
  posted: 0,
  messages: 0,
  rosterVersion: 1,
});

/**
 * Makes a group once under its key: one transaction {head, roster, entry 1, the owner's row, the key}, then the rows of the others, each only
 * if it is missing. A repeat writes the rows that are missing still. 12 WRU, 24 more for a roster of 256, and 1 for each member.
 * @throws CANNOT_ADD for somebody who is no contact or has as many conversations as they may; LIMIT_REACHED; IDEMPOTENCY_KEY_REUSED
 */
const makeGroup = (actor: User, body: NewGroup, key: string, now: Date): Promise<ConversationDetail> =>
  commitOnce(
    { contract: CreateConversation, actor, key, input: body, now },
    {
      load: async () => ({
        contacts: new Set(
          (await contactsAmong(actor.userId, body.memberIds)).flatMap((row) => (row.state === 'accepted' ? [row.otherId] : [])),
        ),
        full: await fullAmong([actor.userId, ...body.memberIds]),
      }),
      decide({ contacts, full }) {
        if (full.has(actor.userId)) throw tooMany();
        const stranger = body.memberIds.findIndex((userId) => !contacts.has(userId) || full.has(userId));
        if (stranger >= 0) throw cannotAdd(`memberIds.${stranger}`);
        const conversationId = newId<ConversationId>(now);
        const owner: RosterMember = { role: 'owner', joined: 1, from: 1 };
        const others: RosterMembers = new Map(body.memberIds.map((userId) => [userId, { ...owner, role: 'member' }]));
        const { name, history } = body;
        const head = { ...newHead(actor, conversationId, now), name, history, lastSeq: 1 };
        const roster = { conversationId, version: 1, members: storedMembers(new Map([[actor.userId, owner], ...others])) };
        const at = now.toISOString();
        const placed = { conversationId, seq: 1, type: 'change' as const, senderId: actor.userId, at, messages: 0 };
        const entry: NumberedEntry = { ...placed, details: { change: 'created', name } };
        return {
          parts: {
            ...newConversationParts(head, roster),
            entry: entryPart(entry),
            own: memberPart(conversationId, actor.userId, owner),
          },
          resourceIds: [conversationId],
          async committed() {
            const detail = await withRows(actor, conversationId, others, now);
            await changeLog(conversationId).posted({ entry, roster });
            return detail;
          },
        };
      },
      async replay({ resourceIds: [conversationId] }) {
        const roster = await loadRoster(conversationId);
        return withRows(actor, conversationId, roster ? membersOf(roster) : new Map(), now);
      },
    },
  );

async function withRows(
  actor: User,
  conversationId: ConversationId,
  members: RosterMembers,
  now: Date,
): Promise<ConversationDetail> {
  await addMissingRows(conversationId, members);
  return getConversation(actor, conversationId, now);
}

/** Those who have as many conversations as a person may. 1 RRU for some 18 conversations of each. */
export async function fullAmong(userIds: readonly UserId[]): Promise<Set<UserId>> {
  const full = await mapConcurrently(userIds, AT_ONCE, async (userId) =>
    (await membershipsOf(userId, MOST_CONVERSATIONS)).length >= MOST_CONVERSATIONS ? [userId] : [],
  );
  return new Set(full.flat());
}

const tooMany = () =>
  new DomainError('LIMIT_REACHED', `You are in ${MOST_CONVERSATIONS} conversations, the most that you may be in.`);

/** The same answer for a stranger, for somebody who is not there, and for one who has left. */
export const cannotAdd = (field: string): DomainError =>
  new DomainError('CANNOT_ADD', 'This person cannot be added by you. They have to be a contact of yours.', { field });
