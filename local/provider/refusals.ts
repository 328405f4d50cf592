/** The regions of books (https://the-odds-api.com/sports-odds-data/bookmaker-apis.html). */
const REGIONS = ['us', 'us2', 'us_dfs', 'us_ex', 'uk', 'eu', 'fr', 'se', 'au'];
/** The markets of the list of games; further ones are asked game by game. */
const FEATURED = ['h2h', 'h2h_lay', 'spreads', 'totals', 'outrights', 'outrights_lay'];
const FORMATS = ['decimal', 'american'];

/** An answer of the provider to a request that it does not take (https://the-odds-api.com/liveapi/guides/v4/api-error-codes.html). */
interface Refusal {
  readonly status: 401 | 404 | 422 | 429;
  readonly error_code: string;
  readonly message: string;
}

const ODDS = /\/odds\/?$/;
const listIn = (query: URLSearchParams, name: string): string[] => query.get(name)?.split(',') ?? [];
/** An absent parameter has its default. */
const isOneOf = (query: URLSearchParams, name: string, values: readonly string[]): boolean =>
  !query.has(name) || values.includes(query.get(name) ?? '');

const CHECKS: readonly (Refusal & {
  readonly of: RegExp;
  readonly isRefused: (query: URLSearchParams, path: string) => boolean;
})[] = [
  { of: /^/, status: 401, error_code: 'MISSING_KEY', message: 'API key is missing', isRefused: (query) => !query.get('apiKey') },
  {
    ...{ of: ODDS, status: 422, error_code: 'MISSING_REGION', message: 'Missing regions parameter' },
    isRefused: (query) => !query.get('regions') && !query.get('bookmakers'),
  },
  {
    ...{ of: ODDS, status: 422, error_code: 'INVALID_REGION', message: 'Invalid regions parameter' },
    isRefused: (query) => listIn(query, 'regions').some((region) => !REGIONS.includes(region)),
  },
  {
    ...{ of: ODDS, status: 422, error_code: 'INVALID_MARKET', message: 'Markets not supported by this endpoint' },
    isRefused: (query, path) => !path.includes('/events/') && listIn(query, 'markets').some((key) => !FEATURED.includes(key)),
  },
  {
    ...{ of: ODDS, status: 422, error_code: 'INVALID_ODDS_FORMAT', message: 'Invalid oddsFormat parameter' },
    isRefused: (query) => !isOneOf(query, 'oddsFormat', FORMATS),
  },
  {
    // The provider has Unix time as well, which the replay does not.
    ...{ of: /^/, status: 422, error_code: 'INVALID_DATE_FORMAT', message: 'Invalid dateFormat parameter' },
    isRefused: (query) => !isOneOf(query, 'dateFormat', ['iso']),
  },
  {
    ...{ of: /\/scores\/?$/, status: 422, error_code: 'INVALID_SCORES_DAYS_FROM', message: 'daysFrom is an integer from 1 to 3' },
    isRefused: (query) => !isOneOf(query, 'daysFrom', ['1', '2', '3']),
  },
];

/** The refusal of a request, as the provider refuses it; undefined for one that it takes. */
export const refusalOf = (path: string, query: URLSearchParams): Refusal | undefined =>
  CHECKS.find(({ of, isRefused }) => of.test(path) && isRefused(query, path));

const UNKNOWN_SPORT: Refusal = { status: 404, error_code: 'UNKNOWN_SPORT', message: 'Unknown sport' };
const UNKNOWN_EVENT: Refusal = { status: 404, error_code: 'EVENT_NOT_FOUND', message: 'Event not found; it may have ended' };
/** @param path of a sport or an event that is not there */
export const unknown = (path: string): Refusal => (/\/events\/\w/.test(path) ? UNKNOWN_EVENT : UNKNOWN_SPORT);

const THROTTLED: Refusal = { status: 429, error_code: 'EXCEEDED_FREQ_LIMIT', message: 'Requests are sent too often' };
const SPENT: Refusal = { status: 401, error_code: 'OUT_OF_USAGE_CREDITS', message: 'Usage quota has been reached' };

/** The failures that a control asks for by their status, as far as the provider has an answer of its own. */
export const FAILURES: Readonly<Record<number, Refusal>> = { 401: SPENT, 404: UNKNOWN_EVENT, 429: THROTTLED };

/** The body of a refusal. */
export const bodyOf = ({ error_code, message }: Refusal) => ({
  message,
  error_code,
  details_url: `https://the-odds-api.com/liveapi/guides/v4/api-error-codes.html#${error_code.toLowerCase().replaceAll('_', '-')}`,
});
