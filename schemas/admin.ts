import * as z from 'zod';
import { EventId, Instant, PageQuery, PickId, UserId } from './common.ts';
import { contract } from './contract.ts';
import { GAME, ResultScore, Score } from './events.ts';
import { MOST_LEGS } from './pick-terms.ts';
import { PickReview } from './pick-views.ts';
import { ResultDetails } from './settlement.ts';
import { text } from './text.ts';

/** States of an event that an admin can record. */
export const StatedState = z
  .enum(['final', 'postponed', 'cancelled', 'abandoned', 'suspended', 'forfeit', 'walkover', 'retired'])
  .meta({
    id: 'StatedState',
    description:
      '`final` and `forfeit` need a score, `postponed`, `cancelled` and `walkover` take none. `suspended` leaves picks open until something else is said. An event with a field takes no score and no `forfeit`, `walkover` or `retired`; `final` needs the places of `facts.entries`.',
  });
export type StatedState = z.infer<typeof StatedState>;

/** Bytes of JSON that the details of a result may have, so that its row stays well under what the table takes. */
export const MAX_DETAILS = 64_000;
const fits = (details: unknown): boolean => new TextEncoder().encode(JSON.stringify(details)).length <= MAX_DETAILS;

/** The most decisions of admins on one event, and the most reviews of one pick. */
export const MOST_DECISIONS = 100;

/** An admin's reason, kept for those who look at the decision later. */
export const Reason = text({ graphemes: 500, bytes: 2_000, least: 3, lines: 'several' });

const Statement = z
  .strictObject({ state: StatedState.default('final'), score: Score.optional(), ...ResultDetails.shape, reason: Reason })
  .refine(({ facts }) => facts === undefined || fits(facts), { error: `at most ${MAX_DETAILS} bytes of JSON`, path: ['facts'] })
  .meta({ id: 'Statement', description: 'A statement of a game, whole: a fact that is left out beside the score is not known.' });

const Decided = z
  .strictObject({
    eventId: EventId,
    state: StatedState,
    result: z
      .strictObject({ ...ResultScore, version: z.int().min(1), recordedAt: Instant, details: ResultDetails.nullable() })
      .nullable(),
    decidedBy: UserId,
    decidedAt: Instant,
    confirmation: z.enum(['none', 'waiting', 'confirmed']).meta({
      description:
        '`none`: one admin is enough, within 72 hours of the first fact that could decide a pick. `waiting`: what is decided applies to picks that are final when another admin states the same. `confirmed`: one has.',
    }),
    confirmedBy: UserId.nullable(),
    happened: z.enum(['recorded', 'unchanged', 'confirmed']).meta({
      description: '`unchanged`: you have said so already. `recorded` also where what stands was upheld against a provider.',
    }),
  })
  .meta({ id: 'Decided', description: 'The event as it stands after the call, and what the call did.' });

export const DecideEvent = contract({
  name: 'DecideEvent',
  method: 'PUT',
  path: '/api/v1/admin/events/{eventId}/result',
  summary: 'State what became of a game. From then on no provider changes it; saying the same again does nothing.',
  tag: 'admin',
  access: 'user',
  permission: 'events:decide',
  stepUp: true,
  params: z.strictObject({ eventId: EventId }),
  body: Statement,
  replies: { 200: Decided },
  errors: ['NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED'],
});

const OpenReview = z
  .strictObject({
    kind: z.enum(['event', 'pick']),
    eventId: EventId.meta({ description: 'Of a ticket, the event of its first leg.' }),
    pickId: PickId.nullable(),
    reason: z.string().meta({
      description:
        'Of an event: `needs_review`, the provider is silent; `suspended`, nobody has stated that it went on or was abandoned; `disputed`, the provider contradicts what an admin stated; `unconfirmed`, a late decision waits for a second admin. Of a pick: why it cannot be graded.',
    }),
    openedAt: Instant,
    claim: z
      .strictObject({ ...Score.shape, recordedAt: Instant })
      .nullable()
      .meta({ description: 'The score that the provider shows against what was stated.' }),
  })
  .meta({ id: 'OpenReview', description: 'Something that waits for an admin.' });

export const ListReviews = contract({
  name: 'ListReviews',
  method: 'GET',
  path: '/api/v1/admin/reviews',
  summary: 'The picks that wait for an admin, the oldest first.',
  tag: 'admin',
  access: 'user',
  permission: 'picks:review',
  stepUp: true,
  query: PageQuery,
  replies: { 200: z.array(OpenReview) },
  paged: true,
  errors: [],
});

const WaitingEvent = z
  .strictObject({
    eventId: EventId,
    league: z.string(),
    home: GAME.home,
    away: GAME.away,
    title: GAME.title,
    startsAt: Instant,
    waitsSince: Instant,
  })
  .meta({
    id: 'WaitingEvent',
    description: 'A game that has begun, and whose result nobody has reported in time; or one that is suspended.',
  });

export const ListWaitingEvents = contract({
  name: 'ListWaitingEvents',
  method: 'GET',
  path: '/api/v1/admin/events',
  summary: 'Games that wait for a result, those that wait longest first.',
  tag: 'admin',
  access: 'user',
  permission: 'events:decide',
  stepUp: true,
  query: PageQuery.extend({
    waiting: z.literal('result').default('result').meta({
      description: '`result`: games that have begun, and whose result nobody has reported in time, and suspended games.',
    }),
  }),
  replies: { 200: z.array(WaitingEvent) },
  paged: true,
  errors: [],
});

const DECIDED = ['win', 'loss', 'push', 'void', 'half_win', 'half_loss', 'dead_heat'] as const;

export const ReviewPick = contract({
  name: 'ReviewPick',
  method: 'POST',
  path: '/api/v1/admin/picks/{pickId}/review',
  tag: 'admin',
  summary: 'Decide a leg, or a whole ticket, that no rule could read; or correct a final pick, which takes two admins.',
  access: 'user',
  permission: 'picks:review',
  stepUp: true,
  params: z.strictObject({ pickId: PickId }),
  body: z
    .strictObject({
      leg: z
        .int()
        .min(0)
        .max(MOST_LEGS - 1)
        .optional()
        .meta({
          description:
            'The leg by its number, from 0. Without it a single is meant, or the whole of a ticket: won at its price, lost, or returned.',
        }),
      result: z.enum(DECIDED),
      deadHeat: z
        .strictObject({ tied: z.int().min(2).max(1000), places: z.int().min(1).max(999) })
        .refine(({ tied, places }) => places < tied, { path: ['places'], message: 'fewer places than are tied for them' })
        .optional()
        .meta({
          description: 'The number of those who tied, and of the places, which are fewer; with `dead_heat` and no other result.',
        }),
      reason: Reason.meta({ description: 'Why. Anyone who reads the pick can read it.' }),
    })
    .refine(({ result, deadHeat }) => (result === 'dead_heat') === (deadHeat !== undefined), {
      path: ['deadHeat'],
      message: 'goes with the result dead_heat, and that with it',
    }),
  replies: {
    202: z
      .strictObject({
        pickId: PickId,
        outcome: z.enum(['recorded', 'waiting', 'confirmed', 'unchanged']).meta({
          description:
            '`recorded`: it is being graded. `waiting`: the pick is final, another admin has to say the same. `confirmed`: you were the other one. `unchanged`: you have said so before.',
        }),
        review: PickReview,
      })
      .meta({ id: 'ReviewPickReply' }),
  },
  errors: ['NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED'],
});
