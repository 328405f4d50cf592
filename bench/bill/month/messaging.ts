import type { Step, Traffic } from '../traffic.ts';
import { SESSIONS, USERS } from './volumes.ts';

const http = (run: string, more: Partial<Step> = {}): Step => ({ run, door: 'http/messaging', ...more });

const socket = (run: string, more: Partial<Step> = {}): Step => ({ run, door: 'websocket/messages', ...more });

/** Conversations and their messages. */
export const MESSAGED: readonly Traffic[] = [
  {
    what: 'the list of conversations',
    times: SESSIONS * 0.5,
    why: 'One session in two opens it. A user is in 30.',
    steps: [http('my conversations, 30 of them')],
    floor: { call: 'http', shows: 4 },
  },
  {
    what: 'an app that wakes',
    times: SESSIONS,
    why: 'Once for each session. A user is in 30 conversations; taken as much as for 500, a tenth of the time, of which 50 have changed.',
    steps: [http('a sync of 500 conversations, 50 of them changed', { share: 0.1 })],
    floor: { call: 'http', shows: 4 },
  },
  {
    what: 'a conversation, opened',
    times: SESSIONS,
    why: 'Two for each list.',
    steps: [http('50 messages of a conversation', { size: 1_000 })],
    floor: { call: 'http', shows: 4 },
  },
  {
    what: 'messages, said to be read',
    times: SESSIONS,
    why: 'Once for each conversation that is opened.',
    steps: [http('say that messages are read')],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'a message',
    times: SESSIONS * 2,
    why: 'Four for each list; one in two to a group, of which one in ten mentions a member. Those to a person come over a socket, nine in ten.',
    steps: [
      socket('send a text to a person over a socket', { share: 0.45 }),
      http('send a text to a person', { share: 0.05 }),
      http('send a text to a group of 16', { share: 0.45 }),
      http('send a text that mentions a member of a group of 16', { share: 0.05 }),
      { run: 'the stream: a message that was posted', door: 'streams/project-social', share: 0.95 },
      { run: 'the stream: a message that mentions a member', door: 'streams/project-social', share: 0.05 },
    ],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'a mobile push of a message',
    times: SESSIONS,
    why: 'One message in two meets somebody without a socket.',
    steps: [{ run: 'push a message to a person with a device', door: 'queues/deliver-standard' }],
  },
  {
    what: 'a receipt, a line that is typed, a look at who is there',
    times: SESSIONS * 6,
    why: 'Two receipts for each conversation that is opened, some typing, and a look at who is there.',
    steps: [
      socket('say over a socket that a device has messages', { share: 0.3 }),
      socket('say over a socket that messages are read', { share: 0.3 }),
      socket('type in a group of 16', { share: 0.3 }),
      socket('the presence of a group of 16', { share: 0.1 }),
    ],
    floor: { call: 'socket', writes: 1 },
  },
  {
    what: 'a message that is changed or deleted',
    times: SESSIONS * 0.1,
    why: 'One message in twenty.',
    steps: [http('change a message', { share: 0.7 }), http('delete a message', { share: 0.3 })],
    floor: { call: 'http', writes: 2 },
  },
  {
    what: 'a new conversation',
    times: USERS * 2,
    why: 'Two for each user; one in ten is a group.',
    steps: [http('open a conversation with a person', { share: 0.9 }), http('make a group of 16', { share: 0.1 })],
    floor: { call: 'http', writes: 2 },
  },
  {
    what: 'a first message, and the answer to a request',
    times: USERS * 2,
    why: 'One for each new conversation; one in three is a request, of which one in four is declined.',
    steps: [
      http('write to a contact for the first time', { share: 0.67 }),
      http('ask somebody to talk', { share: 0.33 }),
      http('accept a request to talk', { share: 0.25 }),
      http('decline a request to talk', { share: 0.08 }),
    ],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'a reaction to a message',
    times: SESSIONS,
    why: 'One for two messages; one in ten is taken back.',
    steps: [http('react to a message'), http('take a reaction to a message back', { share: 0.1 })],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'a search of messages',
    times: USERS * 0.5,
    why: 'One user in two searches once a month, one in four of them in one conversation.',
    steps: [http('search 100 conversations', { share: 0.75 }), http('search a long conversation', { size: 1_000, share: 0.25 })],
    floor: { call: 'http', shows: 4 },
  },
  {
    what: 'what people set for themselves, and pins of messages',
    times: USERS * 2,
    why: 'A mute, an archived or a pinned conversation a fortnight.',
    steps: [http('pin a conversation for oneself', { share: 0.9 }), http('pin a message', { share: 0.1 })],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'somebody who joins by a link',
    times: USERS * 0.2,
    why: 'A few for each new group; a link brings five.',
    steps: [
      http('make a link to a group of 16', { share: 0.2 }),
      http('look where a link leads'),
      http('join a group of 16 by a link'),
    ],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'a member who comes or goes',
    times: USERS * 0.5,
    why: 'A few for each group.',
    steps: [http('add a member to a group of 16', { share: 0.6 }), http('remove a member from a group of 16', { share: 0.4 })],
    floor: { call: 'http', writes: 1 },
  },
  {
    what: 'messages that come to be archived',
    times: SESSIONS * 0.02,
    why: 'As many as are sent, a year later; 100 for each block, since most conversations are short.',
    steps: [
      { run: 'the stream: the first message of 1,000', door: 'streams/project-social' },
      { run: 'archive 100 old messages', door: 'schedules/archive-logs' },
    ],
  },
  {
    what: 'a look at messages of more than a year',
    times: SESSIONS * 0.01,
    why: 'One conversation in a hundred is read back that far.',
    steps: [http('50 messages from the archive'), http('delete one of 100 archived messages', { share: 0.01 })],
    floor: { call: 'http', shows: 4 },
  },
];
