import type { DynamoDBRecord } from 'aws-lambda';
import type { UserId } from '#schemas/common';
import { conversationHeadEntity } from '../../../core/messaging/conversation-head.entity.ts';
import { conversationRosterEntity } from '../../../core/messaging/conversation-roster.entity.ts';
import { queue, recordsOf, stream } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { openSocketOf } from './rows.ts';
import { direct, group, inTalk, send, type Talk } from './talks.ts';

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

export const MESSAGE_POSTS: readonly Scenario[] = [
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
];
