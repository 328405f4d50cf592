import * as z from 'zod';
import { EventId, Handle, Instant, PageQuery, PickId, Units, UserId } from './common.ts';
import { contract } from './contract.ts';
import { Line, Odds, OddsDisplay } from './odds.ts';
import { MOST_LEGS, pickProblem } from './pick-terms.ts';
import { Period, TicketKind } from './settlement.ts';
import { LEAGUE_NAMES, MARKETS, SPORT_NAMES } from './sports.ts';

/** Units at stake: 0.01 to 100, at most two places. */
export const StakeUnits = z
  .string()
  .regex(/^(0|[1-9]\d{0,2})(\.\d{1,2})?$/, 'a stake is a number of units with at most two places, such as 1.5')
  .refine((stake) => Number(stake) >= 0.01 && Number(stake) <= 100, 'a stake lies between 0.01 and 100 units')
  .meta({
    id: 'StakeUnits',
    description: 'Units at stake, 0.01 to 100 with at most two places. Of a round robin on each combination.',
  });

const Book = z.string().trim().min(1).max(40);
const Analysis = z.string().trim().min(1).max(4000);
const MarketName = z.enum(MARKETS);
const SelectionName = z.string().min(1).max(20);
const Name = z.string().trim().min(1).max(100);
const TeaserPrices = z
  .record(z.string().regex(/^([2-9]|1[0-2])$/, 'prices stand under a number of legs, 2 to 12'), Odds)
  .meta({ description: 'What a teaser pays by the number of legs that are left when others tie.' });

export const PickStatus = z.enum(['open', 'locked', 'needs_review', 'settled', 'deleted']).meta({
  id: 'PickStatus',
  description:
    '`open` until the first start of its events, then `locked`; `needs_review` when its result cannot be read and nothing counts yet.',
});
export type PickStatus = z.infer<typeof PickStatus>;

export const PickResult = z
  .enum(['win', 'loss', 'push', 'void', 'half_win', 'half_loss', 'dead_heat', 'half_face', 'open', 'ungradeable'])
  .meta({
    id: 'PickResult',
    description:
      '`open`: not decided, or open again after a correction. `ungradeable`: somebody has to look. Neither counts anywhere.',
  });
export type PickResult = z.infer<typeof PickResult>;

const Fractions = z
  .strictObject({ won: z.string(), returned: z.string(), lost: z.string() })
  .meta({ id: 'Fractions', description: 'Parts of the stake, as `1/2`.' });

const Outcome = z
  .strictObject({
    result: PickResult,
    profitUnits: Units,
    version: z.int().min(1).meta({ description: 'Counts the gradings of this pick.' }),
    settledAt: Instant.nullable().meta({ description: 'When the fact that first decided it was recorded; null until then.' }),
    reason: z.string().nullable().meta({ description: 'A code where the result alone does not say why, as LATE or POSTPONED.' }),
    finalAt: Instant.nullable().meta({
      description: 'From then on a correction needs two admins; null while it is not decided.',
    }),
    review: z
      .string()
      .nullable()
      .meta({ description: 'A code that says why somebody is asked to look at the newest facts; null otherwise.' }),
  })
  .meta({ id: 'PickOutcome' });

const Share = z.string().meta({ description: 'A share of one with six places.' });
const Clv = z
  .strictObject({
    raw: Share.nullable().meta({ description: 'D / D_close - 1.' }),
    fair: Share.nullable().meta({ description: 'The same against the close without its margin.' }),
    probability: Share.nullable().meta({ description: '1/D_close - 1/D.' }),
    line: z.string().nullable().meta({ description: 'Points by which the taken line was better.' }),
    method: z.string(),
    book: z.string().meta({ description: 'Whose close it was.' }),
  })
  .meta({ id: 'PickClv', description: 'Closing line value.' });

const LegReceipt = z
  .strictObject({
    result: PickResult,
    fractions: Fractions.nullable(),
    rule: z.string().meta({ description: 'The rule that decided, as `spread.quarter`.' }),
    reason: z.string().nullable(),
    resultVersion: z
      .int()
      .nullable()
      .meta({ description: "The version of the event's result that it was graded from; null when decided without one." }),
    gradingVersion: z.int().meta({ description: 'How much was known of its event.' }),
    clv: Clv.nullable().meta({ description: 'Null without a close that was confirmed within 15 minutes of the start.' }),
  })
  .meta({ id: 'LegReceipt' });

const Receipt = z
  .strictObject({
    policyVersion: z.string().meta({ description: 'The settlement policy that this pick was accepted under.' }),
    rule: z.string(),
    R: z
      .string()
      .nullable()
      .meta({ description: 'What comes back for each unit staked, exactly; null while it is not decided.' }),
    fractions: Fractions.nullable().meta({ description: "A single's; tickets have R." }),
    legs: z.array(LegReceipt),
    reviews: z.int().meta({ description: "How many of our reviewers' decisions on this pick it took into account." }),
    gradedAt: Instant.meta({ description: 'When the fact behind this grading was recorded.' }),
  })
  .meta({ id: 'PickReceipt' });

const Author = z.strictObject({ id: UserId, handle: z.string(), displayName: z.string() }).meta({ id: 'Author' });

const PriceView = z.strictObject({ entered: Odds.nullable(), ...OddsDisplay.shape }).meta({
  id: 'Price',
  description: 'A price in all three forms; `entered` is null where it was worked out from others.',
});

const LegView = z
  .strictObject({
    event: z.strictObject({
      id: EventId,
      sport: z.enum(SPORT_NAMES),
      league: z.enum(LEAGUE_NAMES),
      home: z.string(),
      away: z.string(),
      startsAt: Instant,
    }),
    market: MarketName,
    period: z.string(),
    selection: z.string(),
    line: z.string().nullable().meta({ description: "From the picked side; a European handicap's from the home side." }),
    subject: z.string().nullable().meta({ description: 'The player.' }),
    stat: z.string().nullable().meta({ description: 'What is counted of him.' }),
    odds: PriceView.nullable().meta({ description: 'Null where the ticket is priced as a whole.' }),
    result: PickResult,
  })
  .meta({ id: 'PickLeg' });

const said = {
  size: z.int().nullable().meta({ description: 'Legs in each combination of a round robin.' }),
  odds: PriceView.nullable().meta({ description: 'What the whole pays; null for a round robin, which is many.' }),
  teaserPrices: TeaserPrices.nullable(),
  superTeaser: z.boolean().meta({ description: 'A teaser of which any tie voids the whole.' }),
  stakeUnits: z.string(),
  book: z.string().nullable(),
  analysis: z.string().nullable(),
};

export const PickView = z
  .strictObject({
    id: PickId,
    author: Author,
    kind: TicketKind,
    status: PickStatus,
    legs: z.array(LegView),
    ...said,
    lockAt: Instant.meta({
      description:
        'Until then it can be changed: the first start of its events. It moves when a start moves, but nothing ever unlocks.',
    }),
    revision: z.int().min(1),
    placedAt: Instant,
    editedAt: Instant.nullable(),
    deletedAt: Instant.nullable(),
    outcome: Outcome.nullable(),
    receipt: Receipt.nullable(),
  })
  .meta({ id: 'Pick' });
export type PickView = z.infer<typeof PickView>;

const Revision = z
  .strictObject({
    revision: z.int().min(1),
    at: Instant,
    legs: z.array(LegView.pick({ selection: true, line: true, odds: true })),
    ...said,
  })
  .meta({ id: 'PickRevision' });

/** One grading of a pick, as its receipt keeps it for ever. */
const Grading = z
  .strictObject({ ...Outcome.shape, ...Receipt.shape })
  .meta({ id: 'PickGrading', description: 'One grading. The newest one counts; earlier ones stay to be read.' });

export const PickReview = z
  .strictObject({
    leg: z.int().nullable().meta({ description: 'Which leg, from 0; null: the whole ticket.' }),
    result: PickResult,
    fractions: Fractions,
    reason: z.string(),
    at: Instant,
    counts: z.boolean().meta({ description: 'False while the correction of a final pick waits for a second admin.' }),
  })
  .meta({ id: 'PickReview', description: 'What a reviewer of ours decided where no rule could, or after it was final.' });

export const PickDetail = z
  .strictObject({
    ...PickView.shape,
    revisions: z.array(Revision),
    outcomes: z.array(Grading),
    reviews: z.array(PickReview),
  })
  .meta({ id: 'PickDetail' });

const params = z.strictObject({ pickId: PickId });
const idempotency = z.strictObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters')
    .optional()
    .meta({
      description: 'A retry with the same key within 24 h returns the first pick; another body under the same key is refused.',
    }),
});

const Leg = z
  .strictObject({
    eventId: EventId,
    market: MarketName,
    period: Period.default('game'),
    selection: SelectionName,
    line: Line.optional(),
    subject: Name.optional().meta({ description: 'The player, of a player market: as the event lists him.' }),
    stat: Name.optional().meta({ description: 'What is counted of him, as the event lists it.' }),
    odds: Odds.optional().meta({ description: 'Left out where the ticket is priced as a whole: a same-game parlay, a teaser.' }),
  })
  .meta({ id: 'NewLeg' });

export const PlacePick = contract({
  name: 'PlacePick',
  method: 'POST',
  path: '/api/v1/picks',
  tag: 'picks',
  summary: 'Post a pick on events that have not started: a single of one leg, or a ticket of several.',
  access: 'user',
  headers: idempotency,
  body: z
    .strictObject({
      kind: TicketKind.default('single'),
      legs: z.array(Leg).min(1).max(MOST_LEGS),
      size: z.int().min(2).max(MOST_LEGS).optional().meta({ description: 'Legs in each combination of a round robin.' }),
      odds: Odds.optional().meta({ description: 'The quoted price of a same-game parlay, or of a teaser with all its legs.' }),
      teaserPrices: TeaserPrices.optional(),
      superTeaser: z.boolean().optional(),
      stakeUnits: StakeUnits,
      book: Book.optional(),
      analysis: Analysis.optional(),
    })
    .superRefine((body, context) => {
      const [path, message] = pickProblem(body) ?? [];
      if (path) context.addIssue({ code: 'custom', path: [...path], message });
    }),
  status: 201,
  reply: PickView,
  errors: ['NOT_FOUND', 'PICK_LOCKED', 'IDEMPOTENCY_KEY_REUSED'],
  limit: { calls: 10, seconds: 3600, counts: 'accepted' },
});

export const GetPick = contract({
  name: 'GetPick',
  method: 'GET',
  path: '/api/v1/picks/{pickId}',
  tag: 'picks',
  summary: 'One pick, with every revision, every outcome and its receipt.',
  access: 'public',
  params,
  status: 200,
  reply: PickDetail,
  errors: ['NOT_FOUND'],
});

export const EditPick = contract({
  name: 'EditPick',
  method: 'PATCH',
  path: '/api/v1/picks/{pickId}',
  tag: 'picks',
  summary: 'Change a pick before the first of its events starts. The earlier revision is kept.',
  access: 'user',
  params,
  body: z
    .strictObject({
      revision: z.int().min(1).meta({ description: 'The revision that you saw. If there is a newer one, nothing is changed.' }),
      legs: z
        .array(
          z.strictObject({
            leg: z
              .int()
              .min(0)
              .max(MOST_LEGS - 1)
              .meta({ description: 'Which leg, from 0. Its event and market stay.' }),
            selection: SelectionName.optional(),
            line: Line.optional(),
            odds: Odds.optional(),
          }),
        )
        .min(1)
        .max(MOST_LEGS)
        .refine((legs) => new Set(legs.map(({ leg }) => leg)).size === legs.length, 'a leg is named once')
        .optional(),
      size: z.int().min(2).max(MOST_LEGS).optional(),
      odds: Odds.optional(),
      teaserPrices: TeaserPrices.optional(),
      stakeUnits: StakeUnits.optional(),
      book: Book.nullable().optional(),
      analysis: Analysis.nullable().optional(),
    })
    .refine((body) => Object.keys(body).length > 1, {
      path: ['revision'],
      message: 'name at least one thing to change beside the revision',
    }),
  status: 200,
  reply: PickView,
  errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'PICK_LOCKED'],
});

export const DeletePick = contract({
  name: 'DeletePick',
  method: 'DELETE',
  path: '/api/v1/picks/{pickId}',
  tag: 'picks',
  summary: 'Withdraw a pick before the first of its events starts. It stays visible as withdrawn, and counts as such.',
  access: 'user',
  params,
  status: 200,
  reply: PickView,
  errors: ['FORBIDDEN', 'NOT_FOUND', 'PICK_LOCKED'],
});

const filters = {
  ...PageQuery.shape,
  sport: z
    .enum([...SPORT_NAMES, ...LEAGUE_NAMES])
    .optional()
    .meta({ description: 'A sport or a league.' }),
  market: MarketName.optional(),
  kind: TicketKind.optional(),
  status: PickStatus.optional(),
};

export const ListPicks = contract({
  name: 'ListPicks',
  method: 'GET',
  path: '/api/v1/picks',
  tag: 'picks',
  summary: 'Picks of an author or on an event, newest first.',
  access: 'public',
  query: z
    .strictObject({ ...filters, author: UserId.optional().meta({ description: 'A user id.' }), event: EventId.optional() })
    .refine((query) => query.author !== undefined || query.event !== undefined, {
      path: ['author'],
      message: 'name an author or an event',
    }),
  status: 200,
  reply: z.array(PickView),
  paged: true,
  errors: [],
});

export const ListUserPicks = contract({
  name: 'ListUserPicks',
  method: 'GET',
  path: '/api/v1/users/{handle}/picks',
  tag: 'picks',
  summary: "A bettor's picks, newest first.",
  access: 'public',
  params: z.strictObject({ handle: Handle }),
  query: z.strictObject({ ...filters, event: EventId.optional() }),
  status: 200,
  reply: z.array(PickView),
  paged: true,
  errors: ['NOT_FOUND'],
});
