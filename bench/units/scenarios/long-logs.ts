import * as chat from '#schemas/chat-messages';
import { SearchMessages } from '#schemas/message-search';
import { fillLog } from '../../../test/support/make/conversations.ts';
import { http } from '../doors.ts';
import { type Scenario, world } from '../scenario.ts';
import { later } from '../world.ts';
import { direct, of, send, type Talk } from './talks.ts';

/** Conversations of many messages: what is done at the end of a log costs the same, however long it is, and a search has a bound. */

async function longTalk(size: number): Promise<Talk> {
  const talk = await direct();
  await fillLog(talk.id, { senderId: talk.other.userId, from: 3, to: size, messages: 2, at: later(-60) });
  return talk;
}
const long = world('a long conversation', longTalk);
/** A send changes its log, so that no other scenario may read it. */
const written = world('a long conversation to write in', longTalk);

const inLong = (name: string, contract: string, run: (talk: Talk, size: number) => Promise<unknown>, on = long): Scenario => ({
  name,
  group: 'messaging',
  of: [contract],
  growth: 'messages',
  on,
  prepare: async (size) => () => run(on.made(), size),
});

export const LONG_LOGS: readonly Scenario[] = [
  inLong('50 messages of a conversation', 'ListMessages', ({ as, id }) => http(chat.ListMessages, { as, ...of(id) })),
  inLong('50 messages around one in the middle', 'ListMessages', ({ as, id }, size) =>
    http(chat.ListMessages, { as, ...of(id), query: { around: String(size / 2) } }),
  ),
  inLong('search a long conversation', 'SearchMessages', ({ as, id }) =>
    http(SearchMessages, { as, query: { q: 'needle', conversationId: id } }),
  ),
  inLong('send a text to a long conversation', 'SendMessage', (talk) => send(talk), written),
];
