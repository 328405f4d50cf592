import * as z from 'zod';
import { Instant } from './common.ts';
import type { Limit } from './contract.ts';

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

/** An action of the WebSocket API. The handler's types, the checks at the door and AsyncAPI are derived from it. */
export interface ActionContract {
  /** The message's name in AsyncAPI. */
  readonly name: string;
  readonly action: string;
  readonly message: z.ZodObject<{ action: z.ZodLiteral<string>; requestId: typeof RequestId }>;
  readonly reply: z.ZodObject<{ type: z.ZodLiteral<string>; requestId: typeof RequestId }>;
  /** On top of MESSAGE_LIMIT, per user over all their sockets. */
  readonly limits?: readonly Limit[];
}

interface Definition<A extends string, Fields extends z.ZodRawShape, Type extends string, ReplyFields extends z.ZodRawShape> {
  readonly name: string;
  readonly action: A;
  readonly summary: string;
  /** Fields of the message beside `action` and `requestId`. */
  readonly fields: Fields;
  readonly reply: {
    readonly name: string;
    readonly type: Type;
    readonly summary: string;
    /** Fields of the reply beside `type` and `requestId`. */
    readonly fields: ReplyFields;
  };
  readonly limits?: readonly Limit[];
}

export const action = <
  const A extends string,
  Fields extends z.ZodRawShape,
  const Type extends string,
  ReplyFields extends z.ZodRawShape,
>({
  name,
  summary,
  fields,
  reply,
  limits,
  ...definition
}: Definition<A, Fields, Type, ReplyFields>) => ({
  name,
  action: definition.action,
  message: z
    .strictObject({ action: z.literal(definition.action), requestId: RequestId, ...fields })
    .meta({ id: name, description: summary }),
  reply: z
    .strictObject({ type: z.literal(reply.type), requestId: RequestId, ...reply.fields })
    .meta({ id: reply.name, description: reply.summary }),
  ...(limits && { limits }),
});

export const Ping = action({
  name: 'Ping',
  action: 'ping',
  summary: 'Asks for a pong. One every few minutes keeps the socket from ending as idle; it does not prolong the two hours.',
  fields: {},
  reply: { name: 'Pong', type: 'pong', summary: 'Answers a ping.', fields: { at: Instant } },
});

/** All actions, which lambdas/websocket/messages.ts handles. */
export const ACTIONS = [Ping] as const satisfies readonly ActionContract[];

export const ClientMessage = z.discriminatedUnion('action', [Ping.message], 'there is no such action');
export type ClientMessage = z.infer<typeof ClientMessage>;
