/** An example of each message of a socket, by its name, for docs/asyncapi.json. Each is checked against the schema of its message. */

const CONVERSATION = '0190a000-0000-7000-8000-0000000000c0';
const PICK = '0190a000-0000-7000-8000-0000000000b1';
const EVENT = '0190a000-0000-7000-8000-0000000000e1';
const MEDIA = '0190a000-0000-7000-8000-0000000000d1';
const AT = '2026-11-29T17:58:03.120Z';
const ANN = { id: '0190a000-0000-7000-8000-0000000000a1', handle: 'ann', displayName: 'Ann', avatar: null };
const BEN = { id: '0190a000-0000-7000-8000-0000000000a2', handle: 'ben', displayName: 'Ben', avatar: null };
const TICKET = `1.${'q7Zt'.repeat(30)}`;

const message = (seq: number, sender: typeof ANN, own: boolean) => ({
  id: `${CONVERSATION}_${seq}`,
  conversationId: CONVERSATION,
  seq,
  at: AT,
  sender,
  authorBlocked: false,
  clientMessageId: own ? '8f14e45f-ceea-467f-a83c-2d4b0d2c1c9a' : null,
  replyTo: null,
  revision: 1,
  editedAt: null,
  reactions: [],
  type: 'text',
  text: 'I take the Rams at +109.',
  mentions: [],
});

/** One message, with a line that says when it comes. */
interface SocketExample {
  readonly summary: string;
  readonly payload: unknown;
}

const acked = (requestId: string, data: object = {}) => ({ type: 'ack', requestId, data });
const refused = (requestId: string | null, code: string, text: string, details: object = {}) => ({
  type: 'error',
  requestId,
  error: { code, message: text, details },
});
const news = (type: string, id: string, data: object) => ({ type, id, at: AT, data });

export const SOCKET_EXAMPLES: Readonly<Record<string, readonly SocketExample[]>> = {
  Ping: [{ summary: 'Every 4 minutes', payload: { action: 'ping', requestId: 'r1' } }],
  PingAck: [{ summary: 'The answer', payload: acked('r1', { at: AT }) }],
  SessionRenew: [{ summary: 'Every 15 minutes', payload: { action: 'session.renew', requestId: 'r2', ticket: TICKET } }],
  SessionRenewAck: [{ summary: 'Served for 16 more minutes', payload: acked('r2', { renewBefore: '2026-11-29T18:14:03.000Z' }) }],
  MessageSend: [
    {
      summary: 'A text',
      payload: {
        action: 'message.send',
        requestId: 'r3',
        conversationId: CONVERSATION,
        message: {
          type: 'text',
          clientMessageId: '8f14e45f-ceea-467f-a83c-2d4b0d2c1c9a',
          text: 'I take the Rams at +109.',
        },
      },
    },
    {
      summary: 'A pick that answers entry 41',
      payload: {
        action: 'message.send',
        requestId: 'r4',
        conversationId: CONVERSATION,
        message: {
          type: 'slip',
          clientMessageId: 'c9f0f895-fb98-4b91-8f5e-3a1f1b0d7e11',
          replyTo: 41,
          pickId: PICK,
          text: 'This one.',
        },
      },
    },
  ],
  MessageSendAck: [{ summary: 'The message has its place', payload: acked('r3', message(42, ANN, true)) }],
  MessageDelivered: [
    {
      summary: 'The device has all up to 42',
      payload: { action: 'message.delivered', requestId: 'r5', conversationId: CONVERSATION, seq: 42 },
    },
  ],
  MessageDeliveredAck: [{ summary: 'It is noted', payload: acked('r5') }],
  MessageRead: [
    {
      summary: 'All up to 42 is read',
      payload: { action: 'message.read', requestId: 'r6', conversationId: CONVERSATION, seq: 42 },
    },
  ],
  MessageReadAck: [{ summary: 'It is noted', payload: acked('r6') }],
  Typing: [{ summary: 'Every 3 seconds', payload: { action: 'typing', requestId: 'r7', conversationId: CONVERSATION } }],
  TypingAck: [{ summary: 'The others are told', payload: acked('r7') }],
  PresenceWatch: [
    { summary: 'The other members', payload: { action: 'presence.watch', requestId: 'r8', conversationId: CONVERSATION } },
    { summary: 'Contacts', payload: { action: 'presence.watch', requestId: 'r9', userIds: [BEN.id] } },
  ],
  PresenceWatchAck: [
    {
      summary: 'One person is there',
      payload: acked('r8', { people: [{ userId: BEN.id, online: true, lastSeenAt: null }] }),
    },
  ],
  ErrorMessage: [
    {
      summary: 'Wait, and send the same again',
      payload: refused('r3', 'RATE_LIMITED', 'Too many messages. Try again in 12 s.', { retryAfter: 12 }),
    },
    { summary: 'Not a member', payload: refused('r3', 'NOT_FOUND', 'No such conversation.') },
    {
      summary: 'A field is wrong',
      payload: refused('r3', 'INVALID_INPUT', 'message.text: must be at most 16000 bytes in UTF-8', { field: 'message.text' }),
    },
    {
      summary: 'The socket is over: connect again',
      payload: refused(null, 'UNAUTHENTICATED', 'This socket is over. Connect again with a new ticket.'),
    },
  ],
  EntryPosted: [
    {
      summary: 'A message of somebody else',
      payload: news('entry', `${CONVERSATION}_42`, { conversationId: CONVERSATION, seq: 42, entry: message(42, ANN, false) }),
    },
    {
      summary: 'A number alone: read it over HTTP',
      payload: news('entry', `${CONVERSATION}_43`, { conversationId: CONVERSATION, seq: 43, entry: null }),
    },
    {
      summary: 'Message 42 was edited: read it anew',
      payload: news('entry', `${CONVERSATION}_44`, {
        conversationId: CONVERSATION,
        seq: 44,
        entry: {
          id: `${CONVERSATION}_44`,
          conversationId: CONVERSATION,
          seq: 44,
          at: AT,
          sender: ANN,
          authorBlocked: false,
          type: 'change',
          change: 'edited',
          user: null,
          role: null,
          name: null,
          history: null,
          reaction: null,
          target: 42,
          before: 'I take the Rams at +109.',
        },
      }),
    },
  ],
  Receipt: [
    {
      summary: 'Somebody has read all up to 42',
      payload: news('receipt', `${CONVERSATION}.${BEN.id}.read.42`, {
        conversationId: CONVERSATION,
        userId: BEN.id,
        kind: 'read',
        seq: 42,
      }),
    },
  ],
  TypingShown: [
    {
      summary: 'Somebody types for 5 seconds',
      payload: news('typing', `${CONVERSATION}.${BEN.id}.${AT}`, {
        conversationId: CONVERSATION,
        userId: BEN.id,
        until: '2026-11-29T17:58:08.120Z',
      }),
    },
  ],
  ConversationGone: [
    {
      summary: 'You were removed',
      payload: news('conversation.gone', `${CONVERSATION}_45.gone`, { conversationId: CONVERSATION }),
    },
  ],
  SessionClosing: [{ summary: 'Signed out', payload: news('session.closing', `L0SM9cOFvHcCIhw=.${AT}`, {}) }],
  PickLocked: [
    {
      summary: 'The game has started',
      payload: news('pick.locked', `${PICK}.locked`, { pickId: PICK, eventId: EVENT, lockedAt: '2026-11-29T18:00:00.000Z' }),
    },
  ],
  PickSettled: [
    {
      summary: 'A win',
      payload: news('pick.settled', `${PICK}.settled.1`, {
        pickId: PICK,
        version: 1,
        result: 'win',
        profitUnits: '1.635000',
        settledAt: '2026-11-29T21:10:00.000Z',
        reason: null,
        review: null,
        corrected: false,
      }),
    },
  ],
  MediaReady: [
    { summary: 'A picture is ready', payload: news('media.ready', `${MEDIA}.ready`, { mediaId: MEDIA, purpose: 'chat_image' }) },
  ],
  MediaRefused: [
    {
      summary: 'A file was refused',
      payload: news('media.refused', `${MEDIA}.refused`, { mediaId: MEDIA, purpose: 'chat_file', reason: 'MALWARE' }),
    },
  ],
  GroupMessage: [
    {
      summary: 'Somebody follows you',
      payload: news('notification', '0190a000-0000-7000-8000-0000000000f1.1', {
        id: '0190a000-0000-7000-8000-0000000000f1',
        kind: 'new-follower',
        subject: { type: 'user', id: ANN.id, item: null },
        actors: [BEN],
        items: [],
        count: 1,
        at: AT,
        updatedAt: AT,
        read: false,
      }),
    },
  ],
  FeedNew: [{ summary: 'Two new items', payload: { type: 'feed.new', count: 2, newest: PICK } }],
};
