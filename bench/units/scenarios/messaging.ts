import { randomUUID } from 'node:crypto';
import type { User } from '#actor';
import { newId } from '#platform/ids';
import * as chat from '#schemas/chat-messages';
import type { UserId } from '#schemas/common';
import * as conversations from '#schemas/conversations';
import { SyncConversations } from '#schemas/sync';
import { conversationHeadEntity } from '../../../core/messaging/log/conversation-head.entity.ts';
import { logEntryEntity } from '../../../core/messaging/log/log-entry.entity.ts';
import { membershipEntity } from '../../../core/messaging/log/membership.entity.ts';
import { http } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { bettor, games, later, placed } from '../world.ts';
import { cardsOfMany } from './rows.ts';
import { befriended, contacts, direct, group, inTalk, newGroup, of, opened, send, TEXT, text } from './talks.ts';

const CONCURRENCY = { concurrent: 4 };

/** Somebody in so many conversations, each with a last message. */
export async function listedIn(count: number): Promise<User> {
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

const saidIn = (conversationId: string, seq: number, { userId }: User) => ({
  ...{ conversationId, block: 0, seq, type: 'text' as const, senderId: userId, at: later(-1).toISOString(), messages: seq },
  ...{ clientMessageId: randomUUID(), text: TEXT },
});

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
  inTalk('ask somebody to talk', 'SendMessage', opened, send),
  inTalk('write to a contact for the first time', 'SendMessage', befriended, send),
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
    name: 'my conversations, 100 of them',
    group: 'messaging',
    of: ['ListConversations'],
    async prepare() {
      const as = await listedIn(100);
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
  {
    name: 'a sync of 500 conversations, 50 of them changed',
    group: 'messaging',
    of: ['SyncConversations'],
    async prepare() {
      const as = await listedIn(500);
      const { data } = await membershipEntity().query.primary({ userId: as.userId }).go({ pages: 'all' });
      const ids = data.map(({ conversationId }) => conversationId);
      for (const id of ids.slice(0, 50))
        await logEntryEntity()
          .put(Array.from({ length: 20 }, (_, i) => saidIn(id, 881 + i, as)))
          .go(CONCURRENCY);
      const known = Object.fromEntries(ids.map((id, i) => [id, i < 50 ? 880 : 900]));
      return () => http(SyncConversations, { as, body: { known } });
    },
  },
  {
    name: 'a sync of 500 conversations, none of them changed',
    group: 'messaging',
    of: ['SyncConversations'],
    async prepare() {
      const as = await listedIn(500);
      const { data } = await membershipEntity().query.primary({ userId: as.userId }).go({ pages: 'all' });
      const known = Object.fromEntries(data.map(({ conversationId }) => [conversationId, 900]));
      return () => http(SyncConversations, { as, body: { known } });
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
];
