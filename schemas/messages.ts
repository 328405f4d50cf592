import * as z from 'zod';
import { Ping, RequestId } from './actions.ts';
import { EventId, Instant, PickId, Units } from './common.ts';
import { ERROR_STATUS, type ErrorCode } from './errors.ts';
import { PickResult } from './pick-result.ts';

/**
 * Messages that the server sends over a socket: `{type, ...}`. A reply or an error names the `requestId` of what it answers; a push has an
 * `id`, which is the same when it comes twice. Nothing is ordered.
 */

// ---- what answers a client's message, beside the replies of schemas/actions.ts

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

export const ServerMessage = z.discriminatedUnion('type', [Ping.reply, ErrorMessage, PickLocked, PickSettled]);
export type ServerMessage = z.infer<typeof ServerMessage>;
