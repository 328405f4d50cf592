import * as z from 'zod';

/**
 * The replies of The Odds API v4, field by field, as its OpenAPI description and its guide have them. The file itself (`schema.yml`, 2025-11-05;
 * https://app.swaggerhub.com/apis-docs/the-odds-api/odds-api/4) could not be had where this was written. These are its names, types and
 * nullable fields, by clients that were generated from it, by its page on Outcome, and by the guide
 * (https://the-odds-api.com/liveapi/guides/v4/, read as of September 2025). The description calls no field required. A field that is
 * required here is in every example of the guide.
 */

const Instant = z.iso.datetime();
const Id = z.string().length(32);

export const Sport = z.strictObject({
  key: z.string(),
  group: z.string(),
  title: z.string(),
  description: z.string(),
  active: z.boolean(),
  has_outrights: z.boolean(),
});

/** `link` and `sid` come where they are asked for, and may be null. */
const linked = { link: z.string().nullable().optional(), sid: z.string().nullable().optional() };

export const Outcome = z.strictObject({
  name: z.string(),
  price: z.number(),
  /** Missing in h2h and outrights. */
  point: z.number().nullable().optional(),
  /** The player in a market on players. */
  description: z.string().nullable().optional(),
  ...linked,
  bet_limit: z.number().nullable().optional(),
  multiplier: z.number().nullable().optional(),
});

export const Market = z.strictObject({ key: z.string(), last_update: Instant, ...linked, outcomes: z.array(Outcome) });

/** In the odds of one event, `last_update` stands at the markets alone. */
const EventBookmaker = z.strictObject({ key: z.string(), title: z.string(), ...linked, markets: z.array(Market) });
export const Bookmaker = EventBookmaker.extend({ last_update: Instant });

/** Both sides are null in an event of outrights. Rotation numbers come where they are asked for. */
export const Event = z.strictObject({
  id: Id,
  sport_key: z.string(),
  sport_title: z.string(),
  commence_time: Instant,
  home_team: z.string().nullable(),
  away_team: z.string().nullable(),
  home_rotation_number: z.number().nullable().optional(),
  away_rotation_number: z.number().nullable().optional(),
});

export const Odds = Event.extend({ bookmakers: z.array(Bookmaker) });
export const EventOdds = Event.extend({ bookmakers: z.array(EventBookmaker) });

export const Scores = Event.extend({
  completed: z.boolean(),
  /** The description has an empty list before the start, the guide null. */
  scores: z.array(z.strictObject({ name: z.string(), score: z.string() })).nullable(),
  last_update: Instant.nullable(),
});

/** The codes of https://the-odds-api.com/liveapi/guides/v4/api-error-codes.html that concern us, by status. */
export const ERRORS: Readonly<Record<number, readonly string[]>> = {
  401: ['MISSING_KEY', 'INVALID_KEY', 'DEACTIVATED_KEY', 'OUT_OF_USAGE_CREDITS'],
  404: ['UNKNOWN_SPORT', 'EVENT_NOT_FOUND'],
  422: [
    ...['MISSING_REGION', 'INVALID_REGION', 'INVALID_BOOKMAKERS', 'MISSING_MARKET', 'INVALID_MARKET', 'INVALID_MARKET_COMBO'],
    ...['INVALID_DATE_FORMAT', 'INVALID_ODDS_FORMAT', 'INVALID_EVENT_IDS', 'INVALID_EVENT_ID', 'INVALID_SPORT'],
    'INVALID_SCORES_DAYS_FROM',
  ],
  429: ['EXCEEDED_FREQ_LIMIT'],
};
export const Refusal = z.strictObject({ message: z.string(), error_code: z.string(), details_url: z.url() });
