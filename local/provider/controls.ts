import { FILES, GARBLINGS, gameId, nameOf, type ReplayGame, unreported } from './games.ts';
import { newReplay, type Replay, type Trouble } from './replay.ts';

/** Thrown for a body that a control cannot use; the message says why. */
export class UnusableBody extends Error {
  /** The property that it cannot use, where it is one. */
  readonly field: string | undefined;
  constructor(reason: string, field?: string) {
    super(field === undefined ? reason : `${field} ${reason}`);
    this.field = field;
  }
}

type Body = Readonly<Record<string, unknown>>;
type Control = (replay: Replay, body: Body, now: Date, game: ReplayGame) => void;

/** POST /_replay/games/{id}/...: controls of one game. */
const GAME: Readonly<Record<string, Control>> = {
  start: (_, __, now, game) => {
    game.startsAt = now.getTime();
  },
  /** Ends the game now, with its real score or the one of the body: `{"home":20,"away":20}`. A tournament has none. */
  finish: (_, body, now, game) => {
    const score = scoreOf(body);
    if (score) assertSides(game);
    game.startsAt = Math.min(game.startsAt, now.getTime());
    game.ended = true;
    game.final = score ?? game.final;
  },
  /** Sets the score, during the game or as a correction. */
  score: (_, body, __, game) => {
    const score = scoreOf(body);
    if (!score) throw new UnusableBody('home and away are needed');
    assertSides(game);
    game.final = score;
  },
  /** Moves the start to an instant, `{"startsAt":"2026-11-23T18:00:00Z"}`, or by minutes, `{"minutes":-30}`. */
  move: (_, body, __, game) => {
    const to =
      body.startsAt === undefined ? game.startsAt + numberOf(body, 'minutes') * 60_000 : Date.parse(String(body.startsAt));
    if (!Number.isFinite(to)) throw new UnusableBody('is not an instant', 'startsAt');
    game.startsAt = to;
  },
  hide: (_, __, ___, game) => {
    game.hidden = true;
  },
  show: (_, __, ___, game) => {
    game.hidden = false;
    game.silent = false;
  },
  /** Keeps the game on the list, but without a score. */
  silence: (_, __, ___, game) => {
    game.silent = true;
  },
  /** Shows the two teams turned round, and at the next call as they were. */
  turn: (_, __, ___, game) => {
    assertSides(game);
    game.turned = !game.turned;
  },
  /** Shows other teams under the game's id, `{"home":"Chicago Bears","away":"New York Jets"}`, or another title: `{"title":"US Open"}`. */
  rename: (_, { home, away, title }, __, game) => {
    if (game.names.title !== null) {
      if (typeof title !== 'string') throw new UnusableBody('title is needed');
      game.names = { home: null, away: null, title };
      return;
    }
    if (typeof home !== 'string' || typeof away !== 'string') throw new UnusableBody('home and away are needed');
    game.names = { home, away, title: null };
  },
  /** Shows the scores in another form than the protocol's, `{"as":"numbers"}`; without a form, in its own again. */
  garble: (_, { as }, __, game) => {
    const form = GARBLINGS.find((name) => name === as) ?? null;
    if (as !== undefined && form === null) throw new UnusableBody(`as is none of ${GARBLINGS.join(', ')}`);
    game.garbled = form;
  },
  /** Gives the game another id, and moves its start by `minutes` (0). */
  reissue: (_, body, __, game) => {
    Object.assign(game, again(game, body));
  },
  /** Shows the game a second time, under another id and by `minutes` (0) later. */
  copy: (replay, body, __, game) => {
    replay.games.push({ ...game, ...again(game, body) });
  },
};

/** @throws UnusableBody for a tournament */
function assertSides({ names }: ReplayGame): void {
  if (names.title !== null) throw new UnusableBody('a tournament has neither sides nor a score');
}

/** The game under another id. */
const again = ({ id, startsAt }: ReplayGame, body: Body): Pick<ReplayGame, 'id' | 'startsAt'> => ({
  id: gameId(`${id} again`),
  startsAt: startsAt + numberOf(body, 'minutes', 0) * 60_000,
});

const KINDS = ['garbage', 'truncated', 'malformed', 'hang'] as const;

/** POST /_replay/...: controls of the whole replay. */
const REPLAY: Readonly<Record<string, (replay: Replay, body: Body, now: Date) => void>> = {
  /**
   * Starts over with all games, or those of `sports`, in another week: the first in `startsInMinutes` (120), the others every `spacingMinutes`
   * or as far apart as they really were.
   */
  reset: (replay, body, now) => {
    const firstStart = new Date(now.getTime() + numberOf(body, 'startsInMinutes', 120) * 60_000);
    const spacing = body.spacingMinutes === undefined ? undefined : numberOf(body, 'spacingMinutes');
    const sports = body.sports === undefined ? undefined : sportsOf(body);
    const others = sports ? replay.games.filter(({ facts }) => !sports.includes(facts.sport_key)) : [];
    const { games, ...anew } = newReplay({ firstStart, spacing, week: replay.week + 1, sports });
    Object.assign(replay, anew, { games: [...others, ...games] });
  },
  /** Moves all games that have not begun by `minutes`. */
  shift: (replay, body, now) => {
    const by = numberOf(body, 'minutes') * 60_000;
    for (const game of replay.games) if (game.startsAt > now.getTime()) game.startsAt += by;
  },
  /** Sets the length of all games: `{"gameMinutes":2}`. */
  pace: (replay, body) => {
    for (const sport of Object.keys(replay.minutes)) replay.minutes[sport] = numberOf(body, 'gameMinutes');
  },
  /** Sets a failure: `{"kind":503,"times":3,"path":"/scores"}`. Without `times` it lasts; `"times":0` removes all failures. */
  trouble: (replay, body) => {
    const kind = KINDS.find((name) => name === body.kind) ?? Math.trunc(numberOf(body, 'kind', 503));
    if (typeof kind === 'number' && (kind < 300 || kind > 599)) throw new UnusableBody('kind is not a status from 300 to 599');
    const trouble: Trouble = { kind, path: String(body.path ?? '/v4/'), times: numberOf(body, 'times', Number.MAX_SAFE_INTEGER) };
    replay.troubles = trouble.times === 0 ? [] : [...replay.troubles, trouble];
  },
};

/**
 * Applies one control. The id in a path is a game's id, the name of its home team, or the title of a tournament.
 * @returns the state of the game or of the whole replay after it, or null when there is no such control or game
 * @throws UnusableBody
 */
export function control(replay: Replay, method: string, path: string, body: Body, now: Date): object | null {
  const [name = '', id = '', action = ''] = path.replace(/^\/_replay\/?/, '').split('/');
  if (method === 'GET') return name === '' ? overview(replay) : null;
  if (name !== 'games') {
    if (!Object.hasOwn(REPLAY, name)) return null;
    REPLAY[name]?.(replay, body, now);
    return overview(replay);
  }
  const game = replay.games.find((one) => one.id === id || nameOf(one.facts) === decodeURIComponent(id));
  if (!game || !Object.hasOwn(GAME, action)) return null;
  GAME[action]?.(replay, body, now, game);
  return gameView(game);
}

/** A game as the controls show it. */
export type ReplayGameView = ReturnType<typeof gameView>;

const gameView = ({ id, facts, names, startsAt, final, ended, hidden, silent, turned, garbled }: ReplayGame) => ({
  id,
  sport: facts.sport_key,
  home: names.home,
  away: names.away,
  title: names.title,
  startsAt: new Date(startsAt).toISOString(),
  final,
  /** All that is known of the end of the real game; null where that is the score alone. */
  result: facts.result ?? null,
  unreported: unreported(facts),
  ended,
  hidden,
  silent,
  turned,
  garbled,
});

const overview = ({ games, minutes, troubles, quota, requests }: Replay) => ({
  games: games.map(gameView),
  minutes,
  troubles,
  quota,
  requests: requests.slice(-200),
});

/** The greatest number of a body: a game that is moved by as many minutes, which are 19 years, still starts at an instant. */
const MOST = 10_000_000;

function numberOf(body: Body, name: string, otherwise?: number): number {
  const value = body[name];
  if (value === undefined && otherwise !== undefined) return otherwise;
  if (typeof value !== 'number' || Math.abs(value) > MOST) throw new UnusableBody(`is not a number up to ${MOST}`, name);
  return value;
}

function sportsOf({ sports }: Body): string[] {
  const keys = FILES.map(({ sport }) => sport.key);
  if (Array.isArray(sports) && sports.every((key) => keys.includes(key))) return sports;
  throw new UnusableBody(`sports are some of ${keys.join(', ')}`);
}

function scoreOf({ home, away }: Body): ReplayGame['final'] | null {
  if (home === undefined && away === undefined) return null;
  for (const [name, side] of Object.entries({ home, away })) {
    const isScore = Number.isInteger(side) && (side as number) >= 0 && (side as number) < 1000;
    if (!isScore) throw new UnusableBody('is not a whole number from 0 to 999', name);
  }
  return { home: home as number, away: away as number };
}
