import { DeleteMessage, ListMessages } from '#schemas/chat-messages';
import type { ConversationId } from '#schemas/common';
import { noteBlock } from '../../../core/messaging/log/block-note.store.ts';
import { fillLog } from '../../../test/support/make/conversations.ts';
import { http, job, recordsOf, stream } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { later } from '../world.ts';
import { direct, of, send, type Talk } from './talks.ts';

const MINUTES_OF_A_YEAR = 366 * 24 * 60;
const archive = () => job('schedules/archive-logs');

/** The conversation of two people who have not talked for a year, in 100 messages, with the note of their block. */
async function oldTalk(): Promise<Talk> {
  const talk = await direct();
  const at = later(-MINUTES_OF_A_YEAR);
  await fillLog(talk.id, { senderId: talk.as.userId, from: 1, to: 100, messages: 0, at });
  await noteBlock(talk.id, 0, later(-1).toISOString());
  return talk;
}
async function archived(): Promise<Talk> {
  const talk = await oldTalk();
  await archive();
  return talk;
}
const restore = (conversationId: ConversationId) => job('operator/restore-conversation', { conversationId });

export const CHAT_ARCHIVE: readonly Scenario[] = [
  {
    name: 'the stream: the first message of 1,000',
    group: 'messaging',
    of: ['noteBlocks'],
    async prepare() {
      const talk = await direct();
      await fillLog(talk.id, { senderId: talk.as.userId, from: 3, to: 1_000, messages: 2, at: later(-1) });
      const records = await recordsOf('logentry', () => send(talk));
      return () => stream('social', records);
    },
  },
  {
    name: 'archive 100 old messages',
    group: 'messaging',
    of: ['schedules/archive-logs'],
    async prepare() {
      await oldTalk();
      return archive;
    },
  },
  {
    name: 'bring 100 archived messages back',
    group: 'messaging',
    of: ['operator/restore-conversation'],
    async prepare() {
      const { id } = await archived();
      return () => restore(id);
    },
  },
  {
    name: '50 messages from the archive',
    group: 'messaging',
    of: ['ListMessages'],
    async prepare() {
      const { as, id } = await archived();
      return () => http(ListMessages, { as, ...of(id) });
    },
  },
  {
    name: 'delete one of 100 archived messages',
    group: 'messaging',
    of: ['DeleteMessage'],
    async prepare() {
      const { as, id } = await archived();
      return () => http(DeleteMessage, { as, params: { messageId: `${id}_50` } });
    },
  },
];
