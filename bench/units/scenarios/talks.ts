import { randomUUID } from 'node:crypto';
import type { User } from '#actor';
import * as chat from '#schemas/chat-messages';
import type { ConversationId, UserId } from '#schemas/common';
import { AcceptContact, RequestContact } from '#schemas/contacts';
import * as conversations from '#schemas/conversations';
import { conversationRosterEntity } from '../../../core/messaging/log/conversation-roster.entity.ts';
import { http } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { bettor } from '../world.ts';
import { cardsOfMany } from './rows.ts';

/** Conversations of scenarios, and what is done in them. */

export const TEXT = 'The line has moved the wrong way since Thursday, and their left tackle is back. I take the points.';
export const of = (conversationId: ConversationId) => ({ params: { conversationId } });
export const text = (body: string = TEXT, more: object = {}) => ({
  type: 'text',
  text: body,
  clientMessageId: randomUUID(),
  ...more,
});

export interface Talk {
  readonly as: User;
  readonly other: User;
  readonly id: ConversationId;
}

/** Two people of whom one has opened a conversation. */
export async function opened(): Promise<Talk> {
  const [as, other] = [await bettor('quinn'), await bettor('ann')];
  const { id } = await http(conversations.CreateConversation, { as, body: { kind: 'direct', userId: other.userId } });
  return { as, other, id };
}

/** A request to talk, as it is answered. */
export async function asked(): Promise<Talk> {
  const { as: other, other: as, id } = await opened();
  await http(chat.SendMessage, { as: other, ...of(id), body: text() });
  return { as, other, id };
}

/** Two contacts of whom one has opened a conversation. */
export async function befriended(): Promise<Talk> {
  const talk = await opened();
  await contacts(talk.as, talk.other);
  return talk;
}

/** Two people with a conversation in which both have written. */
export async function direct(): Promise<Talk> {
  const { as, other, id } = await befriended();
  for (const one of [as, other]) await http(chat.SendMessage, { as: one, ...of(id), body: text() });
  return { as, other, id };
}

export async function contacts(as: User, other: User): Promise<void> {
  await http(RequestContact, { as, body: { user: other.userId } });
  await http(AcceptContact, { as: other, params: { id: as.userId } });
}
export const newGroup = (as: User, memberIds: readonly UserId[]) =>
  http(conversations.CreateConversation, {
    as,
    headers: { 'idempotency-key': randomUUID() },
    body: { kind: 'group', name: 'Sunday', memberIds },
  });

/** A group of its owner, a contact of theirs, and others, of whom there are rows alone. */
export async function group(members: number): Promise<Talk> {
  const [as, other] = [await bettor('quinn'), await bettor('ann')];
  await contacts(as, other);
  const { id } = await newGroup(as, [other.userId]);
  const others = await cardsOfMany(members - 2);
  const roster = { [as.userId]: 'o1', [other.userId]: 'm1', ...Object.fromEntries(others.map((userId) => [userId, 'm1'])) };
  await conversationRosterEntity().put({ conversationId: id, version: 1, members: roster }).go();
  await http(chat.SendMessage, { as, ...of(id), body: text() });
  return { as, other, id };
}

export const inTalk = (
  name: string,
  contract: string,
  make: () => Promise<Talk>,
  run: (talk: Talk) => Promise<unknown>,
): Scenario => ({
  name,
  group: 'messaging',
  of: [contract],
  async prepare() {
    const talk = await make();
    return () => run(talk);
  },
});
export const send = ({ as, id }: Talk, body: object = text()) => http(chat.SendMessage, { as, ...of(id), body });
