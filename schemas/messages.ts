import * as z from 'zod';
import { EventId, Instant, PickId, Units } from './common.ts';
import type { Limit } from './contract.ts';
import { ERROR_STATUS, type ErrorCode } from './errors.ts';
import { PickResult } from './pick-views.ts';

/**
 * Every message of the WebSocket API. A client sends `{action, requestId, ...}`; it gets `{type, ...}`: a reply or an error that names its
 * requestId, or a push, which nobody asked for. Nothing is ordered, and a push may come twice: its `id` says that it is the same one.
 */

/** The client's own name for a message, repeated in what answers it. */
export const RequestId = z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters');

// ---- what a client sends

export const Ping = z.strictObject({ action: z.literal('ping'), requestId: RequestId }).meta({
  id: 'Ping',
  description: 'Asks for a pong. One every few minutes keeps the socket from ending as idle; it does not prolong the two hours.',
});

export const ClientMessage = z.discriminatedUnion('action', [Ping], 'there is no such action');
export type ClientMessage = z.infer<typeof ClientMessage>;

/** On one socket, over all its messages. What is more is answered with RATE_LIMITED. */
export const MESSAGE_LIMIT: Limit = { calls: 60, seconds: 60 };

// ---- what answers it

export const Pong = z
  .strictObject({ type: z.literal('pong'), requestId: RequestId, at: Instant })
  .meta({ id: 'Pong', description: 'Answers a ping.' });

export const ErrorMessage = z
  .strictObject({
    type: z.literal('error'),
    requestId: RequestId.nullable().meta({ description: 'Null when the message did not say a readable one.' }),
    error: z.strictObject({
      code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
      message: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  })
  .meta({
    id: 'ErrorMessage',
    description: 'A message was refused. The socket stays open; the codes are those of the HTTP API.',
  });

// ---- what is pushed

const pushed = <const Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.strictObject({
    type: z.literal(type),
    id: z.string().meta({ description: 'Names this push; the same id is the same news, sent again.' }),
    at: Instant.meta({ description: 'When the news was sent on its way.' }),
    data,
  });

export const PickLocked = pushed('pick.locked', z.strictObject({ pickId: PickId, eventId: EventId, lockedAt: Instant })).meta({
  id: 'PickLocked',
  description:
    'A pick can no longer be changed: its event has started, or the first of a ticket’s, which is the one that is named.',
});

export const PickSettled = pushed(
  'pick.settled',
  z.strictObject({
    pickId: PickId,
    version: z.int().min(1).meta({ description: 'Counts the outcomes of this pick; the highest one stands.' }),
    result: PickResult,
    profitUnits: Units,
    settledAt: Instant.meta({ description: 'When the fact that first decided it was recorded; corrections do not move it.' }),
    reason: z.string().nullable(),
    review: z.string().nullable().meta({
      description: 'A code that says why somebody is asked to look at the newest facts; what is said here counts until then.',
    }),
    corrected: z
      .boolean()
      .meta({ description: 'True when a decision stood until now: it changed, fell (`open`), or was taken into review.' }),
  }),
).meta({
  id: 'PickSettled',
  description:
    'A pick was decided; or, after a correction, decided otherwise, opened again with a profit of zero, or taken into review.',
});

export const Push = z.discriminatedUnion('type', [PickLocked, PickSettled]);
export type Push = z.infer<typeof Push>;

export const ServerMessage = z.discriminatedUnion('type', [Pong, ErrorMessage, PickLocked, PickSettled]);
export type ServerMessage = z.infer<typeof ServerMessage>;
