import { allBooksOf, booksOf } from './books.ts';
import { FILES, type Garbling, type ReplayGame, type Schedule, schedule } from './games.ts';
import { bodyOf, FAILURES, refusalOf, unknown } from './refusals.ts';

/** A failure that a control has set, for `times` requests. */
export interface Trouble {
  /** An HTTP status, or: `garbage` is HTML, `truncated` half of the body, `malformed` one item without its teams, `hang` no reply at all. */
  readonly kind: number | 'garbage' | 'truncated' | 'malformed' | 'hang';
  /** Applies to requests whose path contains this. */
  readonly path: string;
  times: number;
}

/** The state of a replay server. */
export interface Replay {
  /** The number of the week that is played; each reset begins another. */
  readonly week: number;
  games: ReplayGame[];
  /** The length of a game in minutes, by the provider's key of its sport. */
  readonly minutes: Record<string, number>;
  troubles: Trouble[];
  quota: { used: number; remaining: number; last: number };
  /** The path of each request, without its query and key, the oldest first. */
  readonly requests: string[];
}

export interface ReplayReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: the request gets no reply. */
  readonly body: string | null;
}

/** The credits of a month. */
const QUOTA = 20_000;

export const newReplay = (when: Schedule): Replay => ({
  week: when.week ?? 1,
  games: schedule(when),
  minutes: Object.fromEntries(FILES.map(({ sport, minutes }) => [sport.key, minutes])),
  troubles: [],
  quota: { used: 0, remaining: QUOTA, last: 0 },
  requests: [],
});

/** The part of a game that is played: -1 before its start, 0 to 1 during it, 1 when it is over. @param now epoch milliseconds */
function progress({ minutes }: Replay, { facts, startsAt, ended, silent }: ReplayGame, now: number): number {
  if (now < startsAt) return -1;
  if (silent) return 0;
  return ended ? 1 : Math.min(1, (now - startsAt) / ((minutes[facts.sport_key] ?? 120) * 60_000));
}

/** Replies to a request of the provider's protocol, The Odds API v4. */
export function respond(replay: Replay, url: URL, now: Date): ReplayReply {
  const { pathname: path, searchParams: query } = url;
  replay.requests.push(path);
  const trouble = replay.troubles.find((one) => one.times > 0 && path.includes(one.path));
  if (trouble) trouble.times--;
  if (trouble && (typeof trouble.kind === 'number' || trouble.kind === 'hang' || trouble.kind === 'garbage'))
    return failed(trouble.kind);
  const refusal = refusalOf(path, query);
  if (refusal) return json(refusal.status, bodyOf(refusal));
  const route = ROUTES.find(({ pattern }) => pattern.test(path));
  const found = route?.answer(replay, route.pattern.exec(path)?.groups ?? {}, query, now.getTime());
  if (!found) return json(404, bodyOf(unknown(path)));
  // A reply without items is free.
  const { body, cost } = Array.isArray(found.body) && found.body.length === 0 ? { ...found, cost: 0 } : found;
  replay.quota = { used: replay.quota.used + cost, remaining: replay.quota.remaining - cost, last: cost };
  return damaged(json(200, body, quotaHeaders(replay)), trouble);
}

interface ReplayRoute {
  readonly pattern: RegExp;
  answer(
    replay: Replay,
    params: Readonly<Record<string, string>>,
    query: URLSearchParams,
    now: number,
  ): { body: object; cost: number } | null;
}

const ROUTES: readonly ReplayRoute[] = [
  {
    pattern: /^\/v4\/sports\/?$/,
    answer: (replay) => {
      const listed = FILES.filter(({ sport }) => gamesOf(replay, sport.key) !== null);
      return { body: listed.map(({ sport }) => ({ ...sport, description: sport.title, active: true })), cost: 0 };
    },
  },
  {
    pattern: /^\/v4\/sports\/(?<sport>\w+)\/odds\/?$/,
    answer: (replay, { sport }, query, now) => {
      const games = gamesOf(replay, sport)?.filter((game) => progress(replay, game, now) < 1);
      const markets = (query.get('markets') ?? 'h2h').split(',');
      const body = games?.map((game) => ({ ...head(game), bookmakers: quoted(game, booksOf(game, now), markets, now) }));
      return body ? { body, cost: markets.length * (query.get('regions') ?? 'us').split(',').length } : null;
    },
  },
  {
    pattern: /^\/v4\/sports\/(?<sport>\w+)\/events\/?$/,
    answer: (replay, { sport }, _query, now) => {
      const games = gamesOf(replay, sport)?.filter((game) => progress(replay, game, now) < 1);
      return games ? { body: games.map(head), cost: 0 } : null;
    },
  },
  {
    pattern: /^\/v4\/sports\/(?<sport>\w+)\/scores\/?$/,
    answer: (replay, { sport }, query, now) => {
      const days = Number(query.get('daysFrom') ?? 0);
      const shown = gamesOf(replay, sport)?.filter(
        (game) => game.facts.scores && (progress(replay, game, now) < 1 || now - game.startsAt < days * 86_400_000),
      );
      return shown ? { body: shown.map((game) => scored(replay, game, now)), cost: days > 0 ? 2 : 1 } : null;
    },
  },
  {
    pattern: /^\/v4\/sports\/(?<sport>\w+)\/events\/(?<id>\w+)\/odds\/?$/,
    answer: (replay, { sport, id }, query, now) => {
      const game = gamesOf(replay, sport)?.find((one) => one.id === id && progress(replay, one, now) < 1);
      if (!game) return null;
      // On this route each market has its own time, and the book has none.
      const bookmakers = quoted(game, allBooksOf(game, now), (query.get('markets') ?? 'h2h').split(','), now).map(
        ({ last_update, ...book }) => book,
      );
      // Only markets that are quoted cost credits on this route.
      const kinds = new Set(bookmakers.flatMap(({ markets }) => markets.map(({ key }) => key)));
      return { body: { ...head(game), bookmakers }, cost: kinds.size * (query.get('regions') ?? 'us').split(',').length };
    },
  },
];

function gamesOf({ games }: Replay, sport: string | undefined): ReplayGame[] | null {
  const all = games.filter(({ facts }) => facts.sport_key === sport);
  return all.length === 0 ? null : all.filter(({ hidden }) => !hidden);
}

const instant = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
const seconds = (ms: number): string => instant(Math.floor(ms / 1000) * 1000);

const head = ({ id, facts, startsAt, names, turned }: ReplayGame) => ({
  id,
  sport_key: facts.sport_key,
  sport_title: names.title === null ? facts.sport_title : `${names.title} Winner`,
  commence_time: instant(startsAt),
  home_team: turned ? names.away : names.home,
  away_team: turned ? names.home : names.away,
});

/** The books' markets that were asked for, with outcomes by the names that the game is shown with. A book that has none is left out. */
function quoted(game: ReplayGame, books: ReturnType<typeof booksOf>, markets: readonly string[], now: number) {
  const last_update = seconds(now);
  const { facts, names } = game;
  const name = (team: string) => {
    if (names.title !== null) return team;
    return team === facts.home_team ? names.home : team === facts.away_team ? names.away : team;
  };
  const shown = books.map((book) => ({
    ...book,
    last_update,
    markets: book.markets
      .filter(({ key }) => markets.includes(key))
      .map(({ key, outcomes }) => ({
        key,
        last_update,
        outcomes: outcomes.map((outcome) => ({ ...outcome, name: name(outcome.name) })),
      })),
  }));
  return shown.filter((book) => book.markets.length > 0);
}

function scored(replay: Replay, game: ReplayGame, now: number) {
  const done = progress(replay, game, now);
  const shown = done >= 0 && !game.silent;
  const { names, final } = game;
  const scores =
    names.title === null && final !== null
      ? [
          { name: names.home, score: String(Math.floor(final.home * done)) },
          { name: names.away, score: String(Math.floor(final.away * done)) },
        ]
      : [];
  return {
    ...head(game),
    completed: done === 1,
    scores: shown ? garbled(scores, game.garbled) : null,
    last_update: shown ? seconds(now) : null,
  };
}

function garbled(scores: readonly { name: string; score: string }[], as: Garbling | null) {
  if (as === 'none') return null;
  return scores.map(({ name, score }, i) => {
    if (as === 'numbers') return { name, score: Number(score) };
    if (i === 0 && as === 'half') return { name, score: null };
    return i === 0 && as === 'stranger' ? { name: `${name} FC`, score } : { name, score };
  });
}

const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): ReplayReply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const quotaHeaders = ({ quota }: Replay) => ({
  'x-requests-used': String(quota.used),
  'x-requests-remaining': String(quota.remaining),
  'x-requests-last': String(quota.last),
});

function failed(kind: number | 'hang' | 'garbage'): ReplayReply {
  if (kind === 'hang') return { status: 200, headers: {}, body: null };
  if (kind === 'garbage') return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' };
  const known = FAILURES[kind];
  const body = known ? bodyOf(known) : { message: 'The replay was told to fail.' };
  return json(kind, body, kind === 429 ? { 'retry-after': '1' } : {});
}

/** Removes the first game's home team, or the second half of the body. */
function damaged(reply: ReplayReply, trouble: Trouble | undefined): ReplayReply {
  if (!trouble || reply.body === null) return reply;
  if (trouble.kind === 'truncated') return { ...reply, body: reply.body.slice(0, reply.body.length / 2) };
  return { ...reply, body: reply.body.replace(/"home_team":"[^"]*"/, '"home_team":null') };
}
