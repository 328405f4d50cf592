import * as z from 'zod';
import { EventId, Instant, PageQuery } from './common.ts';
import { contract, PUBLIC_SECONDS } from './contract.ts';
import { SPORT_ROWS } from './leagues.ts';
import { MarketName } from './market-name.ts';
import { Line, OddsDisplay } from './odds.ts';
import { ResultDetails } from './settlement.ts';
import { COVERED_SPORTS, LEAGUE_NAMES, SPORTS } from './sports.ts';

/** Points or goals of each side, as published. */
export const Score = z
  .strictObject({ home: z.number().int().min(0).max(999), away: z.number().int().min(0).max(999) })
  .meta({ id: 'Score', description: 'Points, goals, runs or sets, counted as the `score` of the sport says (`GET /sports`).' });

/** An event's state as recorded. Only an admin can record the last four; `needs_review` follows only from the provider's silence. */
export const KNOWN_STATES = [
  'final',
  'needs_review',
  'postponed',
  'cancelled',
  'abandoned',
  'suspended',
  'forfeit',
  'walkover',
  'retired',
] as const;

export const EventStatus = z.enum(['upcoming', 'live', ...KNOWN_STATES]).meta({
  id: 'EventStatus',
  description:
    '`upcoming` before the start and `live` after it, by the clock; `final` with a result; `needs_review` when the provider has gone silent; `suspended` may go on; `postponed`, `cancelled`, `abandoned`, `walkover`, `forfeit` and `retired` void what they leave undecided.',
});

/** The score of a result: both are null where a field of competitors plays, whose places are among the details. */
export const ResultScore = {
  home: Score.shape.home.nullable(),
  away: Score.shape.away.nullable(),
};

const Result = z.strictObject({ ...ResultScore, version: z.number().int().min(1), recordedAt: Instant }).meta({
  id: 'Result',
  description: 'A final score; a corrected one is a new version. Without a score where a field plays: its places are `details`.',
});

const Quote = z
  .strictObject({ book: z.string(), title: z.string(), odds: OddsDisplay })
  .meta({ id: 'Quote', description: 'The price of one book, in all three forms.' });

const selection = {
  selection: z.string().meta({ description: 'As a pick writes it: `home`, `draw`, `over`, `yes`, or the name of a competitor.' }),
  /** As a pick of this selection writes it: a spread's from its own side. */
  line: Line.nullable(),
  best: Quote,
};
const market = {
  market: MarketName,
  line: Line.nullable().meta({ description: 'A spread from the home side, or a total.' }),
};

/** A market as lists show it: the line that most books quote, at its best prices. */
const MarketSummary = z
  .strictObject({
    ...market,
    selections: z
      .array(z.strictObject(selection))
      .meta({ description: 'Of an outright the ten shortest prices; `GET /events/{eventId}` shows the whole field.' }),
  })
  .meta({ id: 'MarketSummary' });

const MarketDetail = z
  .strictObject({
    ...market,
    subject: z.string().nullable().meta({ description: 'The player, of a market on one; null of a market on the game.' }),
    stat: z.string().nullable().meta({ description: 'The statistic of the player: `receptions`, `touchdowns`, `goals`.' }),
    main: z.boolean().meta({ description: 'True for the line that most books quote.' }),
    selections: z
      .array(z.strictObject({ ...selection, books: z.array(Quote) }))
      .meta({ description: 'Of an outright the shortest price first, at most 200 competitors.' }),
  })
  .meta({ id: 'MarketDetail' });

const SportName = z.enum(SPORTS).meta({ id: 'SportName' });
/** A sport of at least one league. */
export const CoveredSportName = z.enum(COVERED_SPORTS).meta({ id: 'CoveredSport' });
export const SportOrLeague = z.enum([...COVERED_SPORTS, ...LEAGUE_NAMES]).meta({ id: 'SportOrLeague' });

/** The fields that identify a game, wherever one is named. */
export const GAME = {
  id: EventId,
  sport: SportName,
  league: z.string().meta({ description: 'A league, such as `nfl`. Leagues come and go: `GET /sports` lists them.' }),
  home: z.string().nullable().meta({ description: 'The side at home; null where a field of competitors plays.' }),
  away: z.string().nullable(),
  title: z.string().nullable().meta({
    description: 'The name of an event with a field of competitors: `Masters Tournament`. Null where two sides play.',
  }),
  startsAt: Instant,
};
const event = {
  ...GAME,
  status: EventStatus,
  lockAt: Instant.meta({ description: 'From this instant no pick is taken: the start in force.' }),
  result: Result.nullable(),
};

export const EventSummary = z.strictObject({ ...event, markets: z.array(MarketSummary) }).meta({ id: 'EventSummary' });

export const EventDetail = z
  .strictObject({
    ...event,
    markets: z.array(MarketDetail),
    pricesChangedAt: Instant.nullable().meta({ description: 'Since when the prices are as they are.' }),
    pricesConfirmedAt: Instant.nullable().meta({ description: 'The time at which the provider last showed them.' }),
    startTimeHistory: z.array(z.strictObject({ version: z.number().int(), startsAt: Instant, recordedAt: Instant })),
    resultVersions: z.array(Result),
    details: ResultDetails.nullable().meta({
      description: 'Facts of the newest result beside its score: periods, a suspension, corners. Null for a score alone.',
    }),
  })
  .meta({ id: 'EventDetail' });

const isZone = (zone: string): boolean => {
  try {
    return /^[A-Za-z]/.test(zone) && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

export const ListEvents = contract({
  name: 'ListEvents',
  method: 'GET',
  path: '/api/v1/events',
  summary:
    'Events by start. A day is the one of the league’s own calendar unless `tz` says otherwise; without a date, from today on.',
  tag: 'events',
  access: 'user',
  gated: 'odds',
  query: z.strictObject({
    ...PageQuery.shape,
    sport: SportOrLeague.optional().meta({ description: 'A sport (`basketball`) or a league (`nba`).' }),
    league: z.enum(LEAGUE_NAMES).optional(),
    date: z.iso
      .date()
      .refine((date) => date >= '2000' && date < '2100', 'must lie from 2000 to 2099')
      .optional(),
    tz: z.string().max(64).refine(isZone, 'must be a time zone such as Europe/London').optional(),
  }),
  revalidated: true,
  replies: { 200: z.array(EventSummary) },
  paged: true,
  errors: [],
});

export const GetEvent = contract({
  name: 'GetEvent',
  method: 'GET',
  path: '/api/v1/events/{eventId}',
  summary: 'One event: every line at every book, the markets on its players, its starts, its results.',
  tag: 'events',
  access: 'user',
  gated: 'odds',
  params: z.strictObject({ eventId: EventId }),
  revalidated: true,
  replies: { 200: EventDetail },
  errors: ['NOT_FOUND'],
});

const OfferedMarket = {
  market: MarketName,
  periods: z.array(z.string()).meta({ description: '`game` is the whole game.' }),
};
const SportMarket = z
  .strictObject({
    ...OfferedMarket,
    selections: z
      .array(z.string())
      .meta({ description: 'Empty where a selection is a score such as `2-1`, or the name of a competitor.' }),
    on: z.enum(['game', 'player', 'competitor']).meta({
      description:
        'A market on a player names him and his statistic. One on a competitor of a field names him as its selection, or in `subject` where the selections are listed.',
    }),
    opponents: z
      .strictObject({ least: z.int().min(1), most: z.int().min(1) })
      .nullable()
      .meta({ description: 'The number of others whom a pick names in `opponents`: one of a duel. Null: it names none.' }),
    lineStep: z
      .enum(['whole', 'half', 'quarter'])
      .nullable()
      .meta({ description: 'The finest step of its line; null: it has none.' }),
  })
  .meta({ id: 'SportMarket' });

const LeagueView = z
  .strictObject({
    league: z.string(),
    title: z.string(),
    zone: z.string().meta({ description: 'The time zone whose calendar its game days follow.' }),
    inSeason: z.boolean().meta({ description: 'The odds provider lists it now.' }),
    competitions: z.array(z.string()).meta({ description: 'Its competitions in season: of a tour its tournaments by name.' }),
    endsLevel: z.boolean().meta({ description: 'A final score can be level.' }),
    exceptions: z
      .array(z.strictObject(OfferedMarket))
      .meta({ description: 'Markets that have other periods than in its sport; without any, the league has no such market.' }),
  })
  .meta({ id: 'League' });

const SportView = z
  .strictObject({
    sport: SportName,
    title: z.string(),
    competitors: z.enum(['sides', 'field']).meta({
      description: 'Its events have two `sides`, home and away, or a `field` of competitors under a title.',
    }),
    score: z.enum(Object.values(SPORT_ROWS).map(({ score }) => score)).meta({
      description:
        'The rule by which a score counts: `with_overtime`, also a shoot-out, which is one goal; `regulation`, without extra time; `sets`; `none` where who won is stated by name.',
    }),
    markets: z.array(SportMarket),
    leagues: z.array(LeagueView),
  })
  .meta({ id: 'Sport' });

export const ListSports = contract({
  name: 'ListSports',
  method: 'GET',
  path: '/api/v1/sports',
  summary: 'The sports, their leagues and what is in season of each, and the markets on which picks are taken.',
  tag: 'events',
  access: 'public',
  replies: { 200: z.array(SportView) },
  errors: [],
  publicSeconds: PUBLIC_SECONDS,
});
