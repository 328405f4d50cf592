import * as z from 'zod';
import { Author, Instant, PickId, Units } from './common.ts';
import { GAME } from './events.ts';
import { ItemCounts } from './item-counts.ts';
import { MarketName } from './market-name.ts';
import { Odds, OddsDisplay } from './odds.ts';
import { PickResult } from './pick-result.ts';
import { PriceCheck } from './price-check.ts';
import { MOST_PROOFS, ProofView } from './proof-views.ts';
import { Pitchers, TicketKind } from './settlement.ts';

export const TeaserPrices = z
  .record(z.string().regex(/^([2-9]|1[0-2])$/, 'prices stand under a number of legs, 2 to 12'), Odds)
  .meta({ description: 'Prices of a teaser by the number of legs that are left when others tie.' });

export const PickStatus = z.enum(['open', 'locked', 'needs_review', 'settled', 'withdrawn']).meta({
  id: 'PickStatus',
  description:
    '`open` until the first start of its events, then `locked`; `needs_review` when its result cannot be read and nothing counts yet.',
});
export type PickStatus = z.infer<typeof PickStatus>;

const Fractions = z
  .strictObject({ won: z.string(), returned: z.string(), lost: z.string() })
  .meta({ id: 'Fractions', description: 'Parts of the stake, as `1/2`.' });

const Outcome = z
  .strictObject({
    result: PickResult,
    profitUnits: Units,
    version: z.int().min(1).meta({ description: 'Counts the gradings of this pick.' }),
    settledAt: Instant.nullable().meta({
      description: 'The time at which the fact that first decided it was recorded; null until then.',
    }),
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
    book: z.string().meta({ description: 'The book of the close.' }),
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
    gradingVersion: z.int().meta({ description: 'The version of the facts of its event.' }),
    clv: Clv.nullable().meta({ description: 'Null without a close that was confirmed within 15 minutes of the start.' }),
  })
  .meta({ id: 'LegReceipt' });

const Receipt = z
  .strictObject({
    policyVersion: z.string().meta({ description: 'The settlement policy that this pick was accepted under.' }),
    rule: z.string(),
    R: z.string().nullable().meta({ description: 'The exact return for each unit staked; null while it is not decided.' }),
    fractions: Fractions.nullable().meta({ description: "A single's; tickets have R." }),
    legs: z.array(LegReceipt),
    reviews: z.int().meta({ description: "How many of our reviewers' decisions on this pick it took into account." }),
    gradedAt: Instant.meta({ description: 'The time at which the fact behind this grading was recorded.' }),
  })
  .meta({ id: 'PickReceipt' });

const PriceView = z.strictObject({ entered: Odds.nullable(), ...OddsDisplay.shape }).meta({
  id: 'Price',
  description: 'A price in all three forms; `entered` is null where it was worked out from others.',
});

const BestQuoted = OddsDisplay.nullable().meta({
  description:
    'The best price that was quoted for it: by the named book where the feed carries it, else by any. Of a parlay the product. Null where nothing could be compared.',
});

const Seal = z
  .strictObject({
    until: Instant.meta({ description: 'The lock of the pick. It moves with it.' }),
    events: z.array(z.strictObject(GAME)).min(1).meta({ description: 'The events of its legs, each once.' }),
  })
  .meta({
    id: 'PickSeal',
    description:
      'Until then its author alone sees the terms. To others `legs`, revisions and gradings are empty, and prices, book, analysis and receipt null.',
  });

/** The unit of a line in tennis. */
export const LineUnit = z.enum(['games', 'sets']).meta({ id: 'LineUnit' });

const LegView = z
  .strictObject({
    event: z.strictObject(GAME),
    market: MarketName,
    period: z.string(),
    selection: z.string(),
    line: z.string().nullable().meta({ description: "From the picked side; a European handicap's from the home side." }),
    subject: z.string().nullable().meta({ description: 'The player, or the competitor of `make_cut`.' }),
    stat: z.string().nullable().meta({ description: 'The statistic of the player.' }),
    opponents: z.array(z.string()).nullable().meta({ description: 'The others of a duel or a group.' }),
    lineUnit: LineUnit.nullable().meta({ description: 'Of a line in tennis; null: games.' }),
    pitchers: Pitchers.nullable().meta({ description: 'The listed pitchers; null: the leg has action whoever starts.' }),
    drawPrice: z.boolean().meta({ description: 'A draw loses, since its book quoted the draw too.' }),
    odds: PriceView.nullable().meta({ description: 'Null where the ticket is priced as a whole.' }),
    priceCheck: PriceCheck,
    bestQuoted: BestQuoted,
    result: PickResult,
  })
  .meta({ id: 'PickLeg' });

const terms = {
  size: z.int().nullable().meta({ description: 'Legs in each combination of a round robin.' }),
  odds: PriceView.nullable().meta({ description: 'The price of the whole; null for a round robin, which is many.' }),
  teaserPrices: TeaserPrices.nullable(),
  superTeaser: z.boolean().meta({ description: 'A teaser of which any tie voids the whole.' }),
  stakeUnits: z.string(),
  book: z.string().nullable(),
  analysis: z.string().nullable(),
  analysisCut: z.boolean().meta({ description: 'True where a long analysis is shown by its beginning, as in lists.' }),
};

export const PickView = z
  .strictObject({
    id: PickId,
    author: Author,
    kind: TicketKind,
    status: PickStatus,
    legs: z.array(LegView).meta({ description: 'Empty where the pick is sealed for you.' }),
    ...terms,
    priceCheck: PriceCheck,
    bestQuoted: BestQuoted,
    lockAt: Instant.meta({
      description:
        'Until then it can be changed: the first start of its events. It moves when a start moves, but nothing ever unlocks.',
    }),
    revision: z.int().min(1),
    placedAt: Instant,
    editedAt: Instant.nullable(),
    withdrawnAt: Instant.nullable(),
    outcome: Outcome.nullable(),
    receipt: Receipt.nullable(),
    wordsHidden: z.boolean().meta({
      description: 'True on your own pick whose analysis and book a moderator has hidden: nobody else sees them.',
    }),
    proof: z.array(ProofView).max(MOST_PROOFS).meta({ description: 'Oldest first.' }),
    verified: z
      .boolean()
      .meta({ description: 'True with a picture as proof that is ready. Its bytes were here before the first start.' }),
    sharedToFeed: z.boolean(),
    sealed: Seal.optional().meta({ description: 'There while the pick is sealed, for its author too.' }),
    counts: ItemCounts,
  })
  .meta({ id: 'Pick' });
export type PickView = z.infer<typeof PickView>;

export const PickRevision = z
  .strictObject({
    revision: z.int().min(1),
    at: Instant,
    legs: z.array(LegView.pick({ selection: true, opponents: true, line: true, odds: true })),
    ...terms,
  })
  .meta({ id: 'PickRevision' });

/** The revisions that a pick is shown with. */
export const REVISIONS_SHOWN = 10;

/** One grading of a pick, as its receipt keeps it for ever. */
const Grading = z
  .strictObject({ ...Outcome.shape, ...Receipt.shape })
  .meta({ id: 'PickGrading', description: 'One grading. The newest one counts; earlier ones stay to be read.' });

export type PickReview = z.infer<typeof PickReview>;
export const PickReview = z
  .strictObject({
    leg: z.int().nullable().meta({ description: 'The leg by its number, from 0; null: the whole ticket.' }),
    result: PickResult,
    fractions: Fractions,
    reason: z.string(),
    at: Instant,
    counts: z.boolean().meta({ description: 'False while the correction of a final pick waits for a second admin.' }),
  })
  .meta({ id: 'PickReview', description: 'A decision of a reviewer of ours where no rule could decide, or after it was final.' });

export const PickDetail = z
  .strictObject({
    ...PickView.shape,
    revisions: z
      .array(PickRevision)
      .max(REVISIONS_SHOWN)
      .meta({ description: `The newest ${REVISIONS_SHOWN}, oldest first. All of them are a list of their own.` }),
    outcomes: z.array(Grading),
    reviews: z.array(PickReview),
  })
  .meta({ id: 'PickDetail' });
export type PickDetail = z.infer<typeof PickDetail>;
