import type * as z from 'zod';
import type { User } from '#actor';
import { seePerson, unblockedPart } from '#core/graph';
import { attachedPart, placeGroupPicture } from '#core/media';
import { commitOnce } from '#core/requests';
import { noSuchUser } from '#core/users';
import { transact } from '#data/transaction';
import { DomainError, invalid } from '#errors';
import { newId } from '#platform/ids';
import type { ConversationId, UserId } from '#schemas/common';
import { type ConversationDetail, CreateConversation, MOST_CONVERSATIONS } from '#schemas/conversations';
import type { NumberedEntry } from '../log/append-message.ts';
import { changeLog, loadHead, loadRoster, newConversationParts } from '../log/conversation.store.ts';
import type { StoredHead } from '../log/conversation-head.entity.ts';
import { directId } from '../log/conversation-id.ts';
import { entryPart } from '../log/entry.store.ts';
import { addMissingRows, isFull, MOST_READ, memberPart, membershipsOf } from '../log/membership.store.ts';
import { membersOf, type RosterMember, type RosterMembers, storedMembers } from '../log/roster-rules.ts';
import { addableBy, cannotAdd } from './addable.ts';
import { getConversation } from './get-conversation.ts';

type Body = z.output<typeof CreateConversation.body>;
type NewGroup = Extract<Body, { kind: 'group' }>;

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
 * The conversation of two people, which is made when there is none: one transaction {pair, head, roster, own row}, 8 WRU. The other one's row
 * comes with the first message. It stays where one of the two blocks the other later.
 * @throws NOT_FOUND for somebody whom the actor does not see; INVALID_INPUT for oneself; LIMIT_REACHED
 */
async function openDirect(actor: User, otherId: UserId, now: Date): Promise<ConversationDetail> {
  const { userId } = actor;
  if (otherId === userId) throw invalid('userId', 'This is you.');
  const conversationId = directId(userId, otherId);
  if (await loadHead(conversationId)) return getConversation(actor, conversationId, now);
  const [, own] = await Promise.all([seePerson(actor, otherId, now), membershipsOf(userId, MOST_READ)]);
  if (isFull(own)) throw tooMany();
  const member: RosterMember = { role: 'member', joined: 1, from: 1 };
  const members: RosterMembers = new Map([
    [userId, member],
    [otherId, member],
  ]);
  const refused = await transact({
    pair: unblockedPart(userId, otherId),
    ...newConversationParts(newHead(actor, conversationId, now), { conversationId, version: 1, members: storedMembers(members) }),
    own: memberPart(conversationId, userId, member),
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
 * @throws CANNOT_ADD for somebody whom the actor may not add, or who has as many conversations as they may; LIMIT_REACHED; IDEMPOTENCY_KEY_REUSED
 */
const makeGroup = (actor: User, body: NewGroup, key: string, now: Date): Promise<ConversationDetail> =>
  commitOnce(
    { contract: CreateConversation, actor, key, input: body, now },
    {
      load: async () => {
        const [addable, own] = await Promise.all([addableBy(actor, body.memberIds), membershipsOf(actor.userId, MOST_READ)]);
        return { addable, own };
      },
      async decide({ addable, own }) {
        if (isFull(own)) throw tooMany();
        const refused = body.memberIds.findIndex((userId) => !addable.has(userId));
        if (refused >= 0) throw cannotAdd(`memberIds.${refused}`);
        const conversationId = newId<ConversationId>(now);
        const owner: RosterMember = { role: 'owner', joined: 1, from: 1 };
        const others: RosterMembers = new Map(body.memberIds.map((userId) => [userId, { ...owner, role: 'member' }]));
        const { name, history, pictureId } = body;
        const picture = pictureId === undefined ? null : await placeGroupPicture(actor, pictureId, conversationId, now);
        const head = {
          ...newHead(actor, conversationId, now),
          name,
          history,
          ...(picture && { pictureId: picture.mediaId }),
          lastSeq: 1,
        };
        const roster = { conversationId, version: 1, members: storedMembers(new Map([[actor.userId, owner], ...others])) };
        const at = now.toISOString();
        const placed = { conversationId, seq: 1, type: 'change' as const, senderId: actor.userId, at, messages: 0 };
        const entry: NumberedEntry = { ...placed, details: { change: 'created', name } };
        return {
          parts: {
            ...newConversationParts(head, roster),
            entry: entryPart(entry),
            own: memberPart(conversationId, actor.userId, owner),
            picture: picture && attachedPart(picture, conversationId, now),
          },
          refusals: { picture: () => new DomainError('CONFLICT', 'This upload is taken.', { field: 'pictureId' }) },
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

export const tooMany = (): DomainError =>
  new DomainError('LIMIT_REACHED', `You are in ${MOST_CONVERSATIONS} conversations, the most that you may be in.`);
