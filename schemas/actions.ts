import * as z from 'zod';
import { ReadMessages, SendMessage } from './chat-messages.ts';
import { ConversationId, Instant, UserId } from './common.ts';
import type { Limit } from './contract.ts';
import { EntryView } from './entry-views.ts';
import { MOST_WATCHED, PersonPresence, WATCH_LIMITS } from './presence.ts';
import { SOCKET_MINUTES, Ticket } from './realtime.ts';

/** Messages that a client sends over a socket: `{action, requestId, ...}`. Each gets a reply or an error that names its `requestId`. */

/** The client's own name for a message, repeated in its reply. */
export const RequestId = z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters');

/**
 * The limit of one socket over all its messages. Further messages are answered with RATE_LIMITED, until FLOOD_EXCESS of them within the window
 * close the socket.
 */
export const MESSAGE_LIMIT: Limit = { calls: 120, seconds: 60 };
/** The number of the message over the limit that closes its socket. */
export const FLOOD_EXCESS = 3;
/** Bytes of a message. API Gateway takes no longer frame either. */
export const MOST_MESSAGE_BYTES = 32 * 1_024;

/** An action of the WebSocket API. The handler's types, the checks at the door and AsyncAPI are derived from it. */
export interface ActionContract {
  /** The message's name in AsyncAPI. */
  readonly name: string;
  readonly action: string;
  readonly message: z.ZodObject<{ action: z.ZodLiteral<string>; requestId: typeof RequestId }>;
  readonly reply: z.ZodObject<{ type: z.ZodLiteral<'ack'>; requestId: typeof RequestId; data: z.ZodType }>;
  /** On top of MESSAGE_LIMIT, per user over all their sockets. */
  readonly limits?: readonly Limit[];
  /** Refuses a sender who is banned from this part of the app. */
  readonly notBannedFrom?: 'messaging';
}

interface Definition<A extends string, Fields extends z.ZodRawShape, Data extends z.ZodType>
  extends Pick<ActionContract, 'limits' | 'notBannedFrom'> {
  readonly name: string;
  readonly action: A;
  readonly summary: string;
  /** Fields of the message beside `action` and `requestId`. */
  readonly fields: Fields;
  /** The `data` of its reply. */
  readonly data: Data;
}

export const action = <const A extends string, Fields extends z.ZodRawShape, Data extends z.ZodType>({
  name,
  summary,
  fields,
  data,
  action,
  ...definition
}: Definition<A, Fields, Data>) => ({
  name,
  action,
  ...definition,
  message: z
    .strictObject({ action: z.literal(action), requestId: RequestId, ...fields })
    .meta({ id: name, description: summary }),
  reply: z
    .strictObject({ type: z.literal('ack'), requestId: RequestId, data })
    .meta({ id: `${name}Ack`, description: `The answer to ${action}.` }),
});

const NOTHING = z.strictObject({});

export const Ping = action({
  name: 'Ping',
  action: 'ping',
  summary: 'Asks for an answer. One every few minutes keeps the socket from ending as idle; it does not prolong the two hours.',
  fields: {},
  data: z.strictObject({ at: Instant }),
});

export const SessionRenew = action({
  name: 'SessionRenew',
  action: 'session.renew',
  summary: `Keeps the socket for ${SOCKET_MINUTES} minutes from the issue of a new ticket of the same session. Without it, nothing is served on the socket after ${SOCKET_MINUTES} minutes.`,
  fields: { ticket: Ticket },
  data: z.strictObject({ renewBefore: Instant.meta({ description: 'From then on nothing is served on the socket.' }) }),
  limits: [{ calls: 20, seconds: 60 }],
});

export const MessageSend = action({
  name: 'MessageSend',
  action: 'message.send',
  summary: 'Sends a message, as `POST /conversations/{conversationId}/messages` does.',
  fields: { conversationId: ConversationId, message: SendMessage.body },
  data: EntryView,
  limits: SendMessage.limits,
  notBannedFrom: 'messaging',
});

const Receipt = { fields: { conversationId: ConversationId, ...ReadMessages.body.shape }, data: NOTHING } as const;
const RECEIPTS: readonly Limit[] = [{ calls: 120, seconds: 60, over: 'receipts' }];

export const MessageDelivered = action({
  ...Receipt,
  name: 'MessageDelivered',
  action: 'message.delivered',
  summary: 'Says up to which entry your device has a conversation: once in 5 seconds, and never back.',
  limits: RECEIPTS,
});

export const MessageRead = action({
  ...Receipt,
  name: 'MessageRead',
  action: 'message.read',
  summary: 'Says up to which entry you have read a conversation: once in 5 seconds, and never back.',
  limits: RECEIPTS,
});

export const Typing = action({
  name: 'Typing',
  action: 'typing',
  summary: 'Says that you type, every 3 seconds while you do. In a group of more than 16 nobody is told.',
  fields: { conversationId: ConversationId },
  data: NOTHING,
  // Once in 3 seconds; one that comes a little early is taken too.
  limits: [{ calls: 2, seconds: 6 }],
  notBannedFrom: 'messaging',
});

export const PresenceWatch = action({
  name: 'PresenceWatch',
  action: 'presence.watch',
  summary: `Asks for the presence of the other members of a conversation, or of up to ${MOST_WATCHED} of your contacts. Who does not show it is not in the answer. Once in ${WATCH_LIMITS.conversation.seconds} seconds for each conversation, and once in ${WATCH_LIMITS.contacts.seconds} for contacts.`,
  fields: {
    conversationId: ConversationId.optional(),
    userIds: z.array(UserId).min(1).max(MOST_WATCHED).optional(),
  },
  data: z.strictObject({ people: z.array(PersonPresence) }),
  // For somebody who looks through their conversations: each target has a limit of its own.
  limits: [{ calls: 30, seconds: 60 }],
});

/** All actions, which lambdas/websocket/messages.ts handles. */
export const ACTIONS = [
  ...[Ping, SessionRenew, MessageSend, MessageDelivered, MessageRead, Typing, PresenceWatch],
] as const satisfies readonly ActionContract[];

export const ClientMessage = z.discriminatedUnion(
  'action',
  [
    Ping.message,
    SessionRenew.message,
    MessageSend.message,
    MessageDelivered.message,
    MessageRead.message,
    Typing.message,
    PresenceWatch.message,
  ],
  'there is no such action',
);
export type ClientMessage = z.infer<typeof ClientMessage>;

/** The answers to actions. Which of them it is follows from the message that the client sent under the `requestId`. */
export const ACKS = [
  Ping.reply,
  SessionRenew.reply,
  MessageSend.reply,
  MessageDelivered.reply,
  MessageRead.reply,
  Typing.reply,
  PresenceWatch.reply,
] as const;
