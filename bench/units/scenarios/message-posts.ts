import { randomUUID } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';
import { newId } from '#platform/ids';
import { ListReceipts } from '#schemas/chat-messages';
import { GetChatSettings, SetChatSettings } from '#schemas/chat-settings';
import type { UserId } from '#schemas/common';
import { PutDevice } from '#schemas/mobile-devices';
import { IssueTicket } from '#schemas/realtime';
import { UpdateMe } from '#schemas/users';
import { conversationHeadEntity } from '../../../core/messaging/log/conversation-head.entity.ts';
import { conversationRosterEntity } from '../../../core/messaging/log/conversation-roster.entity.ts';
import { addMissingRows } from '../../../core/messaging/log/membership.store.ts';
import { http, queue, recordsOf, socket, stream } from '../doors.ts';
import { NOW } from '../fixed.ts';
import type { Scenario } from '../scenario.ts';
import { games, placed } from '../world.ts';
import { openSocketOf } from './rows.ts';
import { direct, group, inTalk, send, type Talk, text } from './talks.ts';

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

/** Sends a text that mentions the owner's contact, whose handle is `ann`. */
const mention = (talk: Talk) =>
  send(talk, text('@ann takes the points.', { mentions: [{ start: 0, end: 4, userId: talk.other.userId }] }));

/** Shows a pick of the sender's in a conversation. */
async function showing(talk: Talk, isPrivate: boolean) {
  const { pickId } = await placed(talk.as, await games(1));
  if (isPrivate) await http(UpdateMe, { as: talk.as, body: { private: true } });
  return () => send(talk, { type: 'slip', pickId, clientMessageId: randomUUID() });
}

const TOKEN = 'a'.repeat(64);
const MEMBER = { role: 'member', joined: 1, from: 1 } as const;
const receiptsOf = ({ as, id }: Talk) => http(ListReceipts, { as, params: { messageId: `${id}_2` } });

/** A person with an open socket, in a conversation; what they say over it. */
const overSocket = (
  name: string,
  contract: string,
  make: () => Promise<Talk>,
  frame: (talk: Talk) => Promise<object>,
): Scenario => ({
  name,
  group: 'messaging',
  of: [contract],
  async prepare() {
    const talk = await make();
    const { ticket } = await http(IssueTicket, { as: talk.as });
    await socket('websocket/connect', CONNECTION, { queryStringParameters: { ticket } });
    await socket('websocket/messages', CONNECTION, { body: JSON.stringify({ action: 'ping', requestId: '1' }) });
    const body = JSON.stringify({ requestId: '2', ...(await frame(talk)) });
    return () => socket('websocket/messages', CONNECTION, { body });
  },
});
const CONNECTION = 'L0SM9cOFvHcCIhw=';

export const MESSAGE_POSTS: readonly Scenario[] = [
  inTalk('send a text to a person who is connected, as its sender is', 'SendMessage', connected(direct, 2), send),
  inTalk(
    'send a text to a group of 256, 50 of them connected',
    'SendMessage',
    connected(() => group(256), 50),
    send,
  ),
  {
    name: 'send a pick to a group of 16 who are connected',
    group: 'messaging',
    of: ['SendMessage'],
    prepare: async () => showing(await connected(() => group(16), 16)(), false),
  },
  {
    name: 'send a pick of a private account to a group of 16 who are connected',
    group: 'messaging',
    of: ['SendMessage'],
    prepare: async () => showing(await connected(() => group(16), 16)(), true),
  },
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
  inTalk('send a text that mentions a member of a group of 16', 'SendMessage', () => group(16), mention),
  {
    name: 'the stream: a message that mentions a member',
    group: 'messaging',
    of: ['countMentions'],
    async prepare() {
      const talk = await group(16);
      const records = await recordsOf('logentry', () => mention(talk));
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
  overSocket('send a text to a person over a socket', 'MessageSend', direct, async ({ id }) => ({
    action: 'message.send',
    conversationId: id,
    message: text(),
  })),
  overSocket('say over a socket that messages are read', 'MessageRead', direct, async ({ id }) => ({
    action: 'message.read',
    conversationId: id,
    seq: 2,
  })),
  overSocket('say over a socket that a device has messages', 'MessageDelivered', direct, async ({ id }) => ({
    action: 'message.delivered',
    conversationId: id,
    seq: 2,
  })),
  overSocket(
    'type in a group of 16',
    'Typing',
    connected(() => group(16), 16),
    async ({ id }) => ({
      action: 'typing',
      conversationId: id,
    }),
  ),
  overSocket(
    'the presence of a group of 16',
    'PresenceWatch',
    () => group(16),
    async ({ id }) => ({
      action: 'presence.watch',
      conversationId: id,
    }),
  ),
  overSocket(
    'the presence of a group of 256',
    'PresenceWatch',
    () => group(256),
    async ({ id }) => ({
      action: 'presence.watch',
      conversationId: id,
    }),
  ),
  inTalk('who has read a message, in a group of 16', 'ListReceipts', () => group(16), receiptsOf),
  inTalk('who has read a message, in a group of 256', 'ListReceipts', () => group(256), receiptsOf),
  inTalk('my settings of conversations', 'GetChatSettings', direct, ({ as }) => http(GetChatSettings, { as })),
  inTalk('change my settings of conversations', 'SetChatSettings', direct, ({ as }) =>
    http(SetChatSettings, { as, body: { presence: true, receipts: true, previews: true } }),
  ),
  {
    name: 'push a message to a person with a device',
    group: 'messaging',
    of: ['queues/deliver-standard'],
    async prepare() {
      const talk = await direct();
      const { id, other } = talk;
      await send(talk);
      await http(PutDevice, {
        as: other,
        params: { deviceId: newId(NOW) },
        body: { platform: 'ios', token: TOKEN, locale: 'en' },
      });
      return () => queue('deliver-standard', { task: 'push-message', conversationId: id, seq: 3, userIds: [other.userId] });
    },
  },
  {
    name: 'push a message to 255 members without a device',
    group: 'messaging',
    of: ['queues/deliver-standard'],
    async prepare() {
      const { id, as } = await group(256);
      const { data } = await conversationRosterEntity().get({ conversationId: id }).go();
      const members = new Map(Object.keys(data?.members ?? {}).map((userId) => [userId as UserId, MEMBER]));
      await addMissingRows(id, members);
      const userIds = [...members.keys()].filter((userId) => userId !== as.userId);
      return () => queue('deliver-standard', { task: 'push-message', conversationId: id, seq: 2, userIds });
    },
  },
  overSocket('renew a socket', 'SessionRenew', direct, async ({ as }) => ({
    action: 'session.renew',
    ticket: (await http(IssueTicket, { as })).ticket,
  })),
];
