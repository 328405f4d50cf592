import * as z from 'zod';
import { EventId, Handle, Instant, PageQuery, PickId, Units, UserId } from './common.ts';
import { contract } from './contract.ts';
import { Line, Odds, OddsDisplay } from './odds.ts';
import { LEAGUE_NAMES, MARKETS, SELECTIONS, SPORT_NAMES } from './sports.ts';

/** Units at stake: 0.01 to 100, at most two places. */
export const StakeUnits = z
  .string()
  .regex(/^(0|[1-9]\d{0,2})(\.\d{1,2})?$/, 'a stake is a number of units with at most two places, such as 1.5')
  .refine((stake) => Number(stake) >= 0.01 && Number(stake) <= 100, 'a stake lies between 0.01 and 100 units')
  .meta({ id: 'StakeUnits', description: 'Units at stake, 0.01 to 100 with at most two places.' });

const Book = z.string().trim().min(1).max(40);
const Analysis = z.string().trim().min(1).max(4000);
const MarketName = z.enum(MARKETS);
const SelectionName = z.enum(SELECTIONS);

export const PickStatus = z.enum(['open', 'locked', 'settled', 'deleted']);
export type PickStatus = z.infer<typeof PickStatus>;

export const PickResult = z.enum(['win', 'loss', 'push', 'void', 'half_win', 'half_loss', 'dead_heat', 'half_face']);

const Outcome = z
  .strictObject({
    result: PickResult,
    profitUnits: Units,
    version: z.int().min(1).meta({ description: 'Counts the gradings of this pick; over 1 is a correction.' }),
    settledAt: Instant.meta({ description: 'When the fact that decided it was first recorded.' }),
    reason: z.string().nullable().meta({ description: 'A code where the result alone does not say why, as LATE or POSTPONED.' }),
  })
  .meta({ id: 'PickOutcome' });

const Receipt = z
  .strictObject({
    policyVersion: z.string().meta({ description: 'The settlement policy that this pick was accepted under.' }),
    resultVersion: z
      .int()
      .nullable()
      .meta({ description: "The version of the event's result that it was graded from; null when voided without one." }),
    gradingVersion: z.int(),
    rule: z.string().meta({ description: 'The rule that decided, as `spread.quarter`.' }),
    fractions: z
      .strictObject({ won: z.string(), returned: z.string(), lost: z.string() })
      .meta({ description: 'Parts of the stake, as `1/2`.' }),
  })
  .meta({ id: 'PickReceipt' });

const Author = z.strictObject({ id: UserId, handle: z.string(), displayName: z.string() }).meta({ id: 'Author' });

export const PickView = z
  .strictObject({
    id: PickId,
    author: Author,
    status: PickStatus,
    event: z.strictObject({
      id: EventId,
      sport: z.enum(SPORT_NAMES),
      league: z.enum(LEAGUE_NAMES),
      home: z.string(),
      away: z.string(),
      startsAt: Instant,
    }),
    market: MarketName,
    selection: SelectionName,
    line: z.string().nullable(),
    odds: z.strictObject({ entered: Odds, ...OddsDisplay.shape }),
    stakeUnits: z.string(),
    book: z.string().nullable(),
    analysis: z.string().nullable(),
    lockAt: Instant.meta({
      description:
        'Until then it can be changed: the start of its event. It moves when the start moves, but nothing ever unlocks.',
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
    selection: SelectionName,
    line: z.string().nullable(),
    odds: Odds,
    stakeUnits: z.string(),
    book: z.string().nullable(),
    analysis: z.string().nullable(),
  })
  .meta({ id: 'PickRevision' });

/** One grading of a pick, as its receipt keeps it for ever. */
const Grading = z
  .strictObject({ ...Outcome.shape, ...Receipt.shape, gradedAt: Instant })
  .meta({ id: 'PickGrading', description: 'One grading. The newest one counts; earlier ones stay to be read.' });

export const PickDetail = z
  .strictObject({ ...PickView.shape, revisions: z.array(Revision), outcomes: z.array(Grading) })
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

export const PlacePick = contract({
  name: 'PlacePick',
  method: 'POST',
  path: '/api/v1/picks',
  tag: 'picks',
  summary: 'Post a pick on an event that has not started.',
  access: 'user',
  headers: idempotency,
  body: z.strictObject({
    eventId: EventId,
    market: MarketName,
    selection: SelectionName,
    line: Line.optional(),
    odds: Odds,
    stakeUnits: StakeUnits,
    book: Book.optional(),
    analysis: Analysis.optional(),
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
  summary: 'Change a pick before its event starts. The earlier revision is kept.',
  access: 'user',
  params,
  body: z
    .strictObject({
      revision: z.int().min(1).meta({ description: 'The revision that you saw. If there is a newer one, nothing is changed.' }),
      selection: SelectionName.optional(),
      line: Line.optional(),
      odds: Odds.optional(),
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
  summary: 'Withdraw a pick before its event starts. It stays visible as withdrawn, and counts as such.',
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
