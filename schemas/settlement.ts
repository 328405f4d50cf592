import * as z from 'zod';
import { Line, Odds } from './odds.ts';
import { SPORTS } from './sports.ts';
import { text } from './text.ts';

/** The schemas of grading: the terms of a leg, the facts of its event, and the close of its market. */

/** `live` is running; `suspended` was stopped and may resume; `abandoned` will not; `retired` ended by a retirement or a disqualification. */
export const PlayState = z.enum([
  'scheduled',
  'live',
  'final',
  'suspended',
  'abandoned',
  'retired',
  'forfeit',
  'walkover',
  'postponed',
  'cancelled',
]);
export type PlayState = z.infer<typeof PlayState>;

const Name = text({ graphemes: 200, bytes: 800 });
/** A name under which facts stand. Names of what every JavaScript object has, such as `constructor`, are refused. */
const FactName = Name.refine((name) => !(name in {}), 'is no name');
/** The bounds of the name of a competitor in a field. */
export const COMPETITOR_NAME = { graphemes: 60, bytes: 240 } as const;
/** The name of a competitor in a field, under which the facts about him stand. */
export const CompetitorName = text(COMPETITOR_NAME).refine(
  (name) => !(name in {}),
  'no name of what every JavaScript object has, such as `constructor`',
);
const Count = z.int().min(0).max(1_000_000);
const Score = z.strictObject({ home: Count, away: Count });
/** Points or goals of each side. */
export type Score = Readonly<z.infer<typeof Score>>;
/** A number that may have places: `27`, `"6.5"`. Never negative. */
const Amount = z.union([Count, z.string().regex(/^\d{1,6}(\.\d{1,6})?$/, 'a number such as 27 or 6.5')]);
/** `47.25` minutes, or `"47:15"`. */
const Clock = z.union([
  z.number().min(0).max(10_000),
  z.string().regex(/^\d{1,4}:[0-5]\d$/, 'minutes and seconds such as 47:15'),
]);
const Instant = z.iso.datetime({ offset: true });
/** The number that each side had of corners or cards. */
const Tally = z.strictObject({ home: z.int().min(0).max(99), away: z.int().min(0).max(99) });
const Tied = z.strictObject({ k: z.int().min(2).max(1_000), places: z.int().min(1).max(1_000) });

/** The result of one competitor, player or selection. */
export const EntryFacts = z.strictObject({
  started: z
    .boolean()
    .optional()
    .meta({ description: 'Took part, by the definition of the sport; true when a result is given.' }),
  position: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .meta({ description: 'Finishing place as published; those who are tied share one.' }),
  tied: Tied.optional().meta({ description: 'k competitors tied for the places that are left at the edge.' }),
  won: z.boolean().optional(),
  score: z.int().optional().meta({ description: 'Strokes, or whatever else is lower for the better.' }),
  cut: z
    .enum(['made', 'missed', 'withdrew', 'none'])
    .meta({ id: 'CutFact' })
    .optional()
    .meta({ description: '`none`: no cut was held.' }),
  value: Amount.optional().meta({ description: 'The statistic of a player or a season, in the scope of the market.' }),
  valueWithExtraTime: Amount.optional(),
  stats: z.record(FactName, Amount).optional().meta({ description: 'Several statistics by name; the leg says which in `stat`.' }),
  happened: z.boolean().optional(),
  finished: z
    .boolean()
    .optional()
    .meta({ description: 'False: took part, but withdrew, retired or was disqualified, so that no place is published.' }),
});
export type EntryFacts = z.infer<typeof EntryFacts>;

/** Starting pitchers by name. */
export const Pitchers = z.strictObject({ home: Name.optional(), away: Name.optional() });

/** Typed facts beyond the score. The fields of an entry may stand here directly when they speak of the one selection that is graded. */
export const ResultFacts = z.strictObject({
  ...EntryFacts.shape,
  entries: z.record(FactName, EntryFacts).optional().meta({ description: 'By competitor or player.' }),
  winner: z.enum(['home', 'away', 'draw', 'no_contest']).meta({ id: 'WinnerFact' }).optional(),
  first: Name.optional().meta({ description: 'The first to reach the mark; `none` if nobody reached it.' }),
  races: z
    .record(z.string().regex(/^\d{1,3}$/), Name)
    .optional()
    .meta({ description: 'The same by mark, where there are several: who first had so many points.' }),
  outcome: Name.optional().meta({ description: 'The outcome, for a market on the exact one.' }),
  scheduleComplete: z.boolean().optional(),
  innings: Amount.optional().meta({ description: 'Innings played; 8.5 is the home side not batting in the ninth.' }),
  scheduledInnings: z.union([z.literal(7), z.literal(9)]).optional(),
  pitcherChanged: z.boolean().optional(),
  pitchers: Pitchers.optional().meta({ description: 'The pitchers who started.' }),
  advances: z
    .enum(['home', 'away'])
    .meta({ id: 'Side' })
    .optional()
    .meta({ description: 'The side that went through after a knockout tie.' }),
  method: z.enum(['ko', 'submission', 'decision']).meta({ id: 'FightMethod' }).optional().meta({
    description: 'The end of a fight: a technical knockout and a disqualification are `ko`; `decision` is by the judges.',
  }),
  matchTiebreak: z
    .string()
    .regex(/^S[1-5]$/)
    .optional()
    .meta({ description: 'The set that was a match tie-break: one set and one game.' }),
  bestOf: z.union([z.literal(3), z.literal(5)]).optional(),
  endRound: z.int().min(1).max(15).optional(),
  endTime: z
    .string()
    .regex(/^\d{1,2}:[0-5]\d$/)
    .optional()
    .meta({ description: 'Time fought in the last round; absent when it went to the judges.' }),
  roundMinutes: Clock.optional().meta({
    description: 'The length of a round in minutes, `2` or `"2:00"`. Absent: as in the discipline (docs/settlement.md).',
  }),
  scheduledRounds: z.int().min(1).max(15).optional(),
  holes: z.int().min(0).max(144).optional().meta({ description: 'Holes completed by the field.' }),
  trophy: z.boolean().optional().meta({ description: 'The tour awarded the trophy.' }),
  leagueOfficial: z.boolean().optional().meta({ description: 'The league has ruled whether the result is official.' }),
  venue: z
    .enum(['same', 'moved', 'swapped', 'other_country'])
    .meta({ id: 'VenueFact' })
    .optional()
    .meta({ description: '`swapped`: home is no longer home.' }),
  neutralGround: z.boolean().optional().meta({
    description:
      'Played at the ground of neither side. Which side stands as home then means nothing, so that `swapped` voids no pick.',
  }),
  playoff: z.boolean().optional(),
  corners: Tally.optional().meta({ description: 'Corners that were taken in the 90 minutes.' }),
  yellowCards: Tally.optional().meta({
    description: 'Yellow cards of the 90 minutes, without a second one of the same player, which is a red card.',
  }),
  redCards: Tally.optional().meta({ description: 'Red cards of the 90 minutes, also by a second yellow one.' }),
});
export type ResultFacts = z.infer<typeof ResultFacts>;

export const Period = z.string().regex(/^(game|H[12]|Q[1-4]|P[1-3]|I[1-9]|I[12]\d|F5|S[1-5]|OT|SO)$/, 'not a period');

/** The score of one period. */
const PeriodScore = Score.extend({
  period: Period,
  unplayed: z
    .literal('home')
    .optional()
    .meta({ description: 'The home side did not bat in this inning, so that it has no run there and the inning is half a one.' }),
})
  .refine(({ unplayed, home }) => unplayed === undefined || home === 0, {
    error: 'a side that did not bat has no runs',
    path: ['home'],
  })
  .refine(({ unplayed, period }) => unplayed === undefined || /^I\d+$/.test(period), {
    error: 'only an inning has halves',
    path: ['unplayed'],
  });
const Periods = z.array(PeriodScore).max(40);

/** The state of a game when it was suspended. */
const AtSuspension = z.strictObject({
  score: Score,
  periods: Periods.optional(),
  minutes: Clock.optional(),
  innings: ResultFacts.shape.innings,
});

/** An event as far as grading needs it. `score` is the official result as published. */
export const EventToGrade = z.strictObject({
  id: Name.optional(),
  state: PlayState,
  competition: z.string().max(100).optional().meta({
    description:
      'The league or class, such as `basketball_ncaab` or `high school`: it tells the length of the game. Absent: the usual length.',
  }),
  score: Score.optional(),
  periods: Periods.optional(),
  minutes: Clock.optional(),
  extraTime: z.boolean().optional(),
  facts: ResultFacts.optional(),
  startsAt: Instant.optional().meta({ description: 'The start in force now.' }),
  actualStart: Instant.optional().meta({
    description: 'The instant at which play began, if it is known. A pick that was accepted then or later is void.',
  }),
  suspendedAt: Instant.optional(),
  resumedAt: Instant.optional(),
  atSuspension: AtSuspension.optional().meta({
    description:
      'The game at its suspension, beside its final `score`. It alone counts where play resumed too late (docs/settlement.md).',
  }),
  asOf: Instant.optional().meta({
    description:
      'The time at which these facts were taken: by it a postponed or suspended event can still be played in time, or cannot.',
  }),
});
export type EventToGrade = z.infer<typeof EventToGrade>;

/** Details of a result beyond its score, as a provider or an admin states them. */
export const ResultDetails = EventToGrade.pick({
  periods: true,
  minutes: true,
  extraTime: true,
  actualStart: true,
  suspendedAt: true,
  resumedAt: true,
  atSuspension: true,
  facts: true,
});
export type ResultDetails = z.infer<typeof ResultDetails>;

/** One price of the close: `price` alone is decimal. For a spread a `line` of its own is the picked side's. */
const ClosingPrice = z
  .strictObject({
    selection: Name,
    price: z.string().max(20),
    format: z.enum(['american', 'decimal', 'fractional']).default('decimal'),
    line: Line.optional(),
  })
  .refine(({ format, price }) => Odds.safeParse({ format, price }).success, {
    error: 'not a price in this format',
    path: ['price'],
  });
/** The last prices before the actual start. `line` is the close's, for the picked side; without it the close stands at the taken line. */
export const Closing = z.strictObject({
  method: z.enum(['multiplicative', 'power', 'shin']).default('multiplicative'),
  prices: z.array(ClosingPrice).max(200),
  line: Line.optional(),
  confirmedAt: Instant.optional().meta({
    description: 'The last poll that showed these prices; they are the close if that is within 15 minutes of the start.',
  }),
});
export type Closing = z.infer<typeof Closing>;

/** The terms of a leg. Market, selection and line are open text: a leg that cannot be read goes to review and does not lose. */
export const LegInput = z.strictObject({
  sport: z.enum(SPORTS),
  market: z.string().min(1).max(60),
  period: z.string().min(1).max(10).default('game'),
  selection: Name,
  line: z.string().max(10).nullish(),
  lineUnit: z.enum(['games', 'sets']).optional(),
  subject: Name.optional().meta({ description: 'The player or team of a player or season market.' }),
  stat: Name.optional(),
  opponents: z.array(Name).max(200).optional().meta({ description: 'The others of a head-to-head or a group.' }),
  listedPitchers: z.boolean().optional(),
  pitchers: Pitchers.optional().meta({
    description: 'The leg has action only if these start; of a side without a name anyone may.',
  }),
  drawPrice: z.boolean().optional(),
  live: z.boolean().optional().meta({ description: 'Taken in play: never late, no closing line.' }),
  acceptedAt: Instant.optional(),
  startAtAccept: Instant.optional().meta({ description: 'The start that was in force when the pick was accepted.' }),
});

/** A choice of rules. Whatever is left out is as in the named version. */
export const PolicyInput = z.strictObject({
  version: z.string().max(20).optional(),
  moneylineDraw: z.enum(['push', 'half_face']).optional(),
  ties: z.enum(['dead_heat', 'ties_full']).optional(),
  nonStarter: z.enum(['runs_or_void', 'all_in']).optional(),
  sameGameParlay: z.enum(['sgp_void', 'reprice', 'refund_always']).optional(),
  rule4: z.enum(['full', 'waive_5']).optional(),
  soccerScope: z.enum(['regulation', 'incl_et']).optional(),
  tennisMoneyline: z.enum(['one_set', 'first_point', 'match_complete']).optional(),
  golfOfficial: z.enum(['holes_36', 'one_round']).optional(),
  decidedStands: z.enum(['except_baseball_totals', 'always', 'never']).optional(),
  unfinishedSet: z.enum(['as_played', 'every_end']).optional(),
  redCard: z.enum(['two', 'one']).optional(),
});

export const TicketKind = z.enum(['single', 'parlay', 'same_game_parlay', 'teaser', 'round_robin']).meta({ id: 'TicketKind' });
export type TicketKind = z.infer<typeof TicketKind>;
