import * as z from 'zod';
import { EventId, PageQuery, PickId, UserRef } from './common.ts';
import { contract, PUBLIC_SECONDS } from './contract.ts';
import { SportOrLeague } from './events.ts';
import { MarkedPick, MarkedPickDetail } from './item-views.ts';
import { MarketName } from './market-name.ts';
import { MOST_OPPONENTS } from './market-shapes.ts';
import { Line, Odds } from './odds.ts';
import { LARGEST_STAKE, LEAST_STAKE, MOST_LEGS, PICKS_AN_HOUR, pickProblem } from './pick-terms.ts';
import { LineUnit, PickRevision, PickStatus, PickView, REVISIONS_SHOWN, TeaserPrices } from './pick-views.ts';
import { COMPETITOR_NAME, CompetitorName, Period, Pitchers, TicketKind } from './settlement.ts';
import { text } from './text.ts';
import { TEXT_BOUNDS } from './text-bounds.ts';

/** Units at stake: 0.01 to 100, at most two places. */
export const StakeUnits = z
  .string()
  .regex(/^(0|[1-9]\d{0,2})(\.\d{1,2})?$/, 'a stake is a number of units with at most two places, such as 1.5')
  .refine(
    (stake) => Number(stake) >= LEAST_STAKE && Number(stake) <= LARGEST_STAKE,
    `a stake lies between ${LEAST_STAKE} and ${LARGEST_STAKE} units`,
  )
  .meta({
    id: 'StakeUnits',
    description: 'Units at stake, 0.01 to 100 with at most two places. Of a round robin on each combination.',
  });

const Book = text({ graphemes: 40, bytes: 160 });
const Analysis = text({ ...TEXT_BOUNDS.analysis, lines: 'several' });
/** As a list of the market has it, or a name. Neither is trimmed: nobody writes ` home`. */
const SelectionName = z
  .string()
  .max(COMPETITOR_NAME.bytes, { abort: true })
  .regex(/^\S(.*\S)?$/, 'a selection begins and ends with something else than a space')
  .pipe(text(COMPETITOR_NAME));
const Opponents = z
  .array(CompetitorName)
  .min(1)
  .max(MOST_OPPONENTS)
  .meta({ description: 'The others of a duel or a group, as the event lists them: exactly one of a duel.' });
const Name = text({ graphemes: 100, bytes: 400 });

/** The most revisions of a pick, its first terms included. Withdrawing it makes none. */
export const MOST_REVISIONS = 50;

const params = z.strictObject({ pickId: PickId });
const Leg = z
  .strictObject({
    eventId: EventId,
    market: MarketName,
    period: Period.default('game'),
    selection: SelectionName,
    line: Line.optional(),
    subject: Name.optional().meta({
      description: 'The player of a player market, or the competitor of `make_cut`: as the event lists him.',
    }),
    stat: Name.optional().meta({ description: 'The statistic of the player, as the event lists it.' }),
    opponents: Opponents.optional(),
    lineUnit: LineUnit.optional().meta({ description: 'Of a line in tennis: games unless it says sets.' }),
    pitchers: Pitchers.refine(({ home, away }) => home !== undefined || away !== undefined, 'names at least one pitcher')
      .optional()
      .meta({ description: 'In baseball, at least one of both: void unless these start.' }),
    drawPrice: z.boolean().optional().meta({ description: 'Of a moneyline whose book also quotes the draw: a draw then loses.' }),
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
  gated: 'odds',
  idempotencyKey: 'optional',
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
      shareToFeed: z
        .boolean()
        .default(true)
        .meta({ description: 'False keeps the pick out of all feeds. It stays on your profile.' }),
      sealed: z.boolean().optional().meta({
        description:
          'True shows its terms to you alone until it locks. Others see that there is a pick, on which events, and its stake.',
      }),
    })
    .superRefine((body, context) => {
      const [path, message] = pickProblem(body) ?? [];
      if (path) context.addIssue({ code: 'custom', path: [...path], message });
    })
    .meta({
      description: [
        `A \`single\` has one leg, any other kind 2 to ${MOST_LEGS}. No selection stands twice.`,
        'The legs of a `single`, a `parlay` and a `round_robin` have `odds` each; those of a `parlay` and a `round_robin` are on an event each.',
        'A `round_robin` alone has a `size`, of at most its legs, and stakes at most 100 units over its combinations.',
        'A `same_game_parlay` and a `teaser` are priced as a whole: no leg has `odds`.',
        'A `same_game_parlay` is on one event and has `odds`.',
        'A `teaser` is made of spreads and totals, has `odds` with all its legs or `teaserPrices`, and alone takes `teaserPrices` and `superTeaser`.',
      ].join(' '),
    }),
  replies: { 201: PickView },
  errors: ['NOT_FOUND', 'PICK_LOCKED', 'STAKE_LIMIT_REACHED'],
  limits: [{ calls: PICKS_AN_HOUR, seconds: 3600, counts: 'accepted' }],
});

export const GetPick = contract({
  name: 'GetPick',
  method: 'GET',
  path: '/api/v1/picks/{pickId}',
  tag: 'picks',
  summary: `One pick, with its newest ${REVISIONS_SHOWN} revisions, every outcome and its receipt.`,
  access: 'public',
  params,
  replies: { 200: MarkedPickDetail },
  errors: ['NOT_FOUND'],
});

export const ListRevisions = contract({
  name: 'ListRevisions',
  method: 'GET',
  path: '/api/v1/picks/{pickId}/revisions',
  tag: 'picks',
  summary: 'Every revision of a pick, newest first.',
  access: 'public',
  params,
  query: PageQuery,
  replies: { 200: z.array(PickRevision) },
  paged: true,
  errors: ['NOT_FOUND'],
});

export const EditPick = contract({
  name: 'EditPick',
  method: 'PATCH',
  path: '/api/v1/picks/{pickId}',
  tag: 'picks',
  summary: `Change a pick before the first of its events starts. The earlier revision is kept. At most ${MOST_REVISIONS} revisions.`,
  access: 'user',
  gated: 'odds',
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
              .meta({ description: 'The leg by its number, from 0. Its event and market stay.' }),
            selection: SelectionName.optional(),
            opponents: Opponents.optional().meta({
              description: 'With a `selection`, to take the other side: the same competitors, each in another place.',
            }),
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
  replies: { 200: PickView },
  errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'PICK_LOCKED', 'LIMIT_REACHED', 'STAKE_LIMIT_REACHED'],
  limits: [{ calls: 10, seconds: 60 }],
});

export const WithdrawPick = contract({
  name: 'WithdrawPick',
  method: 'DELETE',
  path: '/api/v1/picks/{pickId}',
  tag: 'picks',
  summary: 'Withdraw a pick before the first of its events starts. It stays visible as withdrawn, and counts as such.',
  access: 'user',
  params,
  replies: { 200: PickView },
  errors: ['FORBIDDEN', 'NOT_FOUND', 'PICK_LOCKED'],
});

const filters = {
  ...PageQuery.shape,
  sport: SportOrLeague.optional().meta({ description: 'A sport or a league.' }),
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
    .strictObject({ ...filters, author: UserRef.optional(), event: EventId.optional() })
    .refine((query) => query.author !== undefined || query.event !== undefined, {
      path: ['author'],
      message: 'name an author or an event',
    }),
  replies: { 200: z.array(MarkedPick) },
  paged: true,
  errors: [],
  publicSeconds: PUBLIC_SECONDS,
});

export const ListUserPicks = contract({
  name: 'ListUserPicks',
  method: 'GET',
  path: '/api/v1/users/{user}/picks',
  tag: 'picks',
  summary: "A bettor's picks, newest first.",
  access: 'public',
  params: z.strictObject({ user: UserRef }),
  query: z.strictObject({ ...filters, event: EventId.optional() }),
  replies: { 200: z.array(MarkedPick) },
  paged: true,
  errors: ['NOT_FOUND'],
  publicSeconds: PUBLIC_SECONDS,
});
