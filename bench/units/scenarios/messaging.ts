import { randomUUID } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import type { User } from '#actor';
import { newId } from '#platform/ids';
import * as chat from '#schemas/chat-messages';
import type { ConversationId, UserId } from '#schemas/common';
import { AcceptContact, RequestContact } from '#schemas/contacts';
import * as conversations from '#schemas/conversations';
import { conversationHeadEntity } from '../../../core/messaging/conversation-head.entity.ts';
import { conversationRosterEntity } from '../../../core/messaging/conversation-roster.entity.ts';
import { membershipEntity } from '../../../core/messaging/membership.entity.ts';
import { fillLog } from '../../../test/support/make/conversations.ts';
import { http, queue, recordsOf, stream } from '../doors.ts';
import { type Scenario, world } from '../scenario.ts';
import { bettor, games, later, placed } from '../world.ts';
import { cardsOfMany, openSocketOf } from './rows.ts';

const TEXT = 'The line has moved the wrong way since Thursday, and their left tackle is back. I take the points.';
const CONCURRENCY = { concurrency: 4 };
const of = (conversationId: ConversationId) => ({ params: { conversationId } });
const text = (body: string = TEXT, more: object = {}) => ({ type: 'text', text: body, clientMessageId: randomUUID(), ...more });

interface Talk {
  readonly as: User;
  readonly other: User;
  readonly id: ConversationId;
}

/** Two people with a conversation in which both have written. */
async function direct(): Promise<Talk> {
  const [as, other] = [await bettor('quinn'), await bettor('ann')];
  const { id } = await http(conversations.CreateConversation, { as, body: { kind: 'direct', userId: other.userId } });
  for (const one of [as, other]) await http(chat.SendMessage, { as: one, ...of(id), body: text() });
  return { as, other, id };
}

async function contacts(as: User, other: User): Promise<void> {
  await http(RequestContact, { as, body: { user: other.userId } });
  await http(AcceptContact, { as: other, params: { id: as.userId } });
}
const newGroup = (as: User, memberIds: readonly UserId[]) =>
  http(conversations.CreateConversation, {
    as,
    headers: { 'idempotency-key': randomUUID() },
    body: { kind: 'group', name: 'Sunday', memberIds },
  });

/** A group of its owner, a contact of theirs, and others, of whom there are rows alone. */
async function group(members: number): Promise<Talk> {
  const [as, other] = [await bettor('quinn'), await bettor('ann')];
  await contacts(as, other);
  const { id } = await newGroup(as, [other.userId]);
  const others = await cardsOfMany(members - 2);
  const roster = { [as.userId]: 'o1', [other.userId]: 'm1', ...Object.fromEntries(others.map((userId) => [userId, 'm1'])) };
  await conversationRosterEntity().put({ conversationId: id, version: 1, members: roster }).go();
  await http(chat.SendMessage, { as, ...of(id), body: text() });
  return { as, other, id };
}

/** Somebody in so many conversations, each with a last message. */
async function listedIn(count: number): Promise<User> {
  const as = await bettor('quinn');
  const others = await cardsOfMany(count);
  const rows = others.map((lastSenderId, i) => ({
    ...{ conversationId: newId(later(-i)), createdBy: as.userId, createdAt: later(-i).toISOString(), name: 'Sunday' },
    ...{ lastSeq: 900, posted: 900, messages: 890, rosterVersion: 4, lastMessageAt: later(-i).toISOString(), lastSenderId },
    ...{ lastType: 'text' as const, preview: TEXT, history: 'joined' as const },
  }));
  await conversationHeadEntity().put(rows).go(CONCURRENCY);
  const own = { userId: as.userId, state: 'in' as const, role: 'member' as const, joined: 7, from: 7 };
  await membershipEntity()
    .put(rows.map(({ conversationId }) => ({ ...own, conversationId })))
    .go(CONCURRENCY);
  return as;
}

const long = world('a long conversation', async (size) => {
  const talk = await direct();
  await fillLog(talk.id, { senderId: talk.other.userId, from: 3, to: size, messages: 2, at: later(-60) });
  return talk;
});

const inTalk = (name: string, contract: string, make: () => Promise<Talk>, run: (talk: Talk) => Promise<unknown>): Scenario => ({
  name,
  group: 'messaging',
  of: [contract],
  async prepare() {
    const talk = await make();
    return () => run(talk);
  },
});
const send = ({ as, id }: Talk, body: object = text()) => http(chat.SendMessage, { as, ...of(id), body });
const ofMember = ({ other, id }: Talk) => ({ params: { conversationId: id, userId: other.userId } });

/** The same, with so many of the members connected. */
const connected = (make: () => Promise<Talk>, sockets: number) => async (): Promise<Talk> => {
  const talk = await make();
  const { data } = await conversationRosterEntity().get({ conversationId: talk.id }).go();
  for (const [n, userId] of Object.keys(data?.members ?? {})
    .slice(0, sockets)
    .entries())
    await openSocketOf(userId as UserId, n);
  return talk;
};

/** The records of a message whose sender died before the head. */
async function unposted(): Promise<Talk & { readonly records: DynamoDBRecord[] }> {
  const talk = await connected(direct, 2)();
  const records = await recordsOf('logentry', () => send(talk));
  await conversationHeadEntity().patch({ conversationId: talk.id }).set({ lastSeq: 2, posted: 2 }).go();
  return { ...talk, records };
}

export const MESSAGING: readonly Scenario[] = [
  {
    name: 'open a conversation with a person',
    group: 'messaging',
    of: ['CreateConversation'],
    async prepare() {
      const [as, other] = [await bettor('quinn'), await bettor('ann')];
      return () => http(conversations.CreateConversation, { as, body: { kind: 'direct', userId: other.userId } });
    },
  },
  {
    name: 'make a group of 16',
    group: 'messaging',
    of: ['CreateConversation'],
    async prepare() {
      const as = await bettor('quinn');
      const others: UserId[] = [];
      for (let n = 0; n < 15; n++) {
        const other = await bettor(`other_${n}_of_them`);
        await contacts(as, other);
        others.push(other.userId);
      }
      return () => newGroup(as, others);
    },
  },
  inTalk('send a text to a person', 'SendMessage', direct, send),
  inTalk('send a text to a group of 16', 'SendMessage', () => group(16), send),
  inTalk('send a text to a group of 256', 'SendMessage', () => group(256), send),
  inTalk('send a text to a person who is connected, as its sender is', 'SendMessage', connected(direct, 2), send),
  inTalk(
    'send a text to a group of 256, 50 of them connected',
    'SendMessage',
    connected(() => group(256), 50),
    send,
  ),
  {
    name: 'the stream: a message that was posted',
    group: 'messaging',
    of: ['askForPosts'],
    async prepare() {
      const talk = await direct();
      const records = await recordsOf('logentry', () => send(talk));
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: a message that was not posted',
    group: 'messaging',
    of: ['askForPosts'],
    async prepare() {
      const { records } = await unposted();
      return () => stream('social', records);
    },
  },
  {
    name: 'post a message that was not posted',
    group: 'messaging',
    of: ['queues/deliver-standard'],
    async prepare() {
      const { id } = await unposted();
      return () => queue('deliver-standard', { task: 'post-entries', conversationId: id });
    },
  },
  {
    name: 'post a message that was posted meanwhile',
    group: 'messaging',
    of: ['queues/deliver-standard'],
    async prepare() {
      const { id } = await direct();
      return () => queue('deliver-standard', { task: 'post-entries', conversationId: id });
    },
  },
  inTalk('send a text of 660 bytes', 'SendMessage', direct, (talk) => send(talk, text('a'.repeat(660)))),
  inTalk('answer a message', 'SendMessage', direct, (talk) => send(talk, text(TEXT, { replyTo: 1 }))),
  {
    name: 'send a text again',
    group: 'messaging',
    of: ['SendMessage'],
    async prepare() {
      const [talk, body] = [await direct(), text()];
      await send(talk, body);
      return () => send(talk, body);
    },
  },
  {
    name: 'send a pick',
    group: 'messaging',
    of: ['SendMessage'],
    async prepare() {
      const talk = await direct();
      const { pickId } = await placed(talk.as, await games(1));
      return () => send(talk, { type: 'slip', pickId, clientMessageId: randomUUID() });
    },
  },
  {
    name: 'send an analysis',
    group: 'messaging',
    of: ['SendMessage'],
    async prepare() {
      const talk = await direct();
      const [game] = await games(1);
      const said = { eventId: game?.eventId, market: 'spread', lean: 'The home side', confidence: 'high' };
      return () => send(talk, { ...text(), ...said, type: 'analysis' });
    },
  },
  {
    name: '50 messages of a conversation',
    group: 'messaging',
    of: ['ListMessages'],
    growth: 'messages',
    on: long,
    prepare: async () => () => http(chat.ListMessages, { as: long.made().as, ...of(long.made().id) }),
  },
  inTalk('messages after the last one that one has', 'ListMessages', direct, ({ as, id }) =>
    http(chat.ListMessages, { as, ...of(id), query: { after: '2' } }),
  ),
  inTalk('change a message', 'EditMessage', direct, ({ as, id }) =>
    http(chat.EditMessage, { as, params: { messageId: `${id}_1` }, body: { text: `${TEXT} Or not.`, revision: 1 } }),
  ),
  inTalk('delete a message', 'DeleteMessage', direct, ({ as, id }) =>
    http(chat.DeleteMessage, { as, params: { messageId: `${id}_1` } }),
  ),
  inTalk('say that messages are read', 'ReadMessages', direct, ({ as, id }) =>
    http(chat.ReadMessages, { as, ...of(id), body: { seq: 2 } }),
  ),
  {
    name: 'my conversations, 30 of them',
    group: 'messaging',
    of: ['ListConversations'],
    async prepare() {
      const as = await listedIn(30);
      return () => http(conversations.ListConversations, { as });
    },
  },
  {
    name: 'my conversations, 500 of them',
    group: 'messaging',
    of: ['ListConversations'],
    async prepare() {
      const as = await listedIn(500);
      return () => http(conversations.ListConversations, { as });
    },
  },
  inTalk('a conversation of two', 'GetConversation', direct, ({ as, id }) =>
    http(conversations.GetConversation, { as, ...of(id) }),
  ),
  inTalk(
    'a group of 256',
    'GetConversation',
    () => group(256),
    ({ as, id }) => http(conversations.GetConversation, { as, ...of(id) }),
  ),
  inTalk(
    'rename a group of 16',
    'UpdateConversation',
    () => group(16),
    ({ as, id }) => http(conversations.UpdateConversation, { as, ...of(id), body: { name: 'Monday' } }),
  ),
  {
    name: 'add a member to a group of 16',
    group: 'messaging',
    of: ['AddMember'],
    async prepare() {
      const talk = await group(16);
      const other = await bettor('another');
      await contacts(talk.as, other);
      return () => http(conversations.AddMember, { as: talk.as, ...ofMember({ ...talk, other }) });
    },
  },
  {
    name: 'add a member to a group of 255',
    group: 'messaging',
    of: ['AddMember'],
    async prepare() {
      const talk = await group(255);
      const other = await bettor('another');
      await contacts(talk.as, other);
      return () => http(conversations.AddMember, { as: talk.as, ...ofMember({ ...talk, other }) });
    },
  },
  inTalk(
    'remove a member from a group of 16',
    'RemoveMember',
    () => group(16),
    (talk) => http(conversations.RemoveMember, { as: talk.as, ...ofMember(talk) }),
  ),
  inTalk(
    'make a member of 16 an admin',
    'SetMemberRole',
    () => group(16),
    (talk) => http(conversations.SetMemberRole, { as: talk.as, ...ofMember(talk), body: { role: 'admin' } }),
  ),
  inTalk(
    'hand a group of 16 over',
    'SetOwner',
    () => group(16),
    ({ as, other, id }) => http(conversations.SetOwner, { as, ...of(id), body: { userId: other.userId } }),
  ),
];
