import type { Game } from './games.ts';
import { newReplay, type Replay, type Trouble } from './replay.ts';

/** A body that a control cannot do anything with. */
export class Unusable extends Error {}

type Body = Readonly<Record<string, unknown>>;
type Control = (replay: Replay, body: Body, now: Date, game: Game) => void;

/** POST /_replay/games/{id}/...: one game's script. */
const GAME: Readonly<Record<string, Control>> = {
  start: (_, __, now, game) => {
    game.startsAt = now.getTime();
  },
  /** With the score that it had, or another: `{"home":20,"away":20}`. */
  finish: (_, body, now, game) => {
    game.startsAt = Math.min(game.startsAt, now.getTime());
    game.ended = true;
    game.final = scoreOf(body) ?? game.final;
  },
  /** What the score is, live or corrected. */
  score: (_, body, __, game) => {
    const score = scoreOf(body);
    if (!score) throw new Unusable('home and away are needed');
    game.final = score;
  },
  /** To a start, `{"startsAt":"2026-11-23T18:00:00Z"}`, or by minutes, `{"minutes":-30}`. */
  move: (_, body, __, game) => {
    const to =
      body.startsAt === undefined ? game.startsAt + numberOf(body, 'minutes') * 60_000 : Date.parse(String(body.startsAt));
    if (!Number.isFinite(to)) throw new Unusable('startsAt is not an instant');
    game.startsAt = to;
  },
  hide: (_, __, ___, game) => {
    game.hidden = true;
  },
  show: (_, __, ___, game) => {
    game.hidden = false;
    game.silent = false;
  },
  /** It stays on the list and never gets a score. */
  silence: (_, __, ___, game) => {
    game.silent = true;
  },
};

const KINDS = ['garbage', 'truncated', 'malformed', 'hang'] as const;

/** POST /_replay/...: the whole feed's. */
const FEED: Readonly<Record<string, (replay: Replay, body: Body, now: Date) => void>> = {
  /** All games anew: the first in `startsInMinutes` (120), one every `spacingMinutes` or as far apart as they were. */
  reset: (replay, body, now) => {
    const firstStart = new Date(now.getTime() + numberOf(body, 'startsInMinutes', 120) * 60_000);
    const spacing = body.spacingMinutes === undefined ? undefined : numberOf(body, 'spacingMinutes');
    Object.assign(replay, newReplay({ firstStart, spacing }));
  },
  /** All games that have not begun, by minutes. */
  shift: (replay, body, now) => {
    const by = numberOf(body, 'minutes') * 60_000;
    for (const game of replay.games) if (game.startsAt > now.getTime()) game.startsAt += by;
  },
  /** How long a game takes: `{"gameMinutes":2}`. */
  pace: (replay, body) => {
    for (const sport of Object.keys(replay.minutes)) replay.minutes[sport] = numberOf(body, 'gameMinutes');
  },
  /** `{"kind":503,"times":3,"path":"/scores"}`; a status, garbage, truncated, malformed or hang. Without times for good, with 0 no more. */
  trouble: (replay, body) => {
    const kind = KINDS.find((name) => name === body.kind) ?? Math.trunc(numberOf(body, 'kind', 503));
    if (typeof kind === 'number' && (kind < 300 || kind > 599)) throw new Unusable('kind is no status of failure');
    const trouble: Trouble = { kind, path: String(body.path ?? '/v4/'), times: numberOf(body, 'times', Number.MAX_SAFE_INTEGER) };
    replay.troubles = trouble.times === 0 ? [] : [...replay.troubles, trouble];
  },
};

/**
 * What a control does, and how things stand then.
 * @param game by id, or by the home team's name
 * @returns null for a path that is none
 * @throws Unusable
 */
export function control(replay: Replay, method: string, path: string, body: Body, now: Date): object | null {
  const [name = '', id = '', deed = ''] = path.replace(/^\/_replay\/?/, '').split('/');
  if (method === 'GET') return name === '' ? overview(replay) : null;
  if (name !== 'games') {
    if (!Object.hasOwn(FEED, name)) return null;
    FEED[name]?.(replay, body, now);
    return overview(replay);
  }
  const game = replay.games.find((one) => one.id === id || one.facts.home_team === decodeURIComponent(id));
  if (!game || !Object.hasOwn(GAME, deed)) return null;
  GAME[deed]?.(replay, body, now, game);
  return gameView(game);
}

const gameView = ({ id, facts, startsAt, final, ended, hidden, silent }: Game) => ({
  id,
  sport: facts.sport_key,
  home: facts.home_team,
  away: facts.away_team,
  startsAt: new Date(startsAt).toISOString(),
  final,
  ended,
  hidden,
  silent,
});

const overview = ({ games, minutes, troubles, quota, requests }: Replay) => ({
  games: games.map(gameView),
  minutes,
  troubles,
  quota,
  requests: requests.slice(-200),
});

function numberOf(body: Body, name: string, otherwise?: number): number {
  const value = body[name] ?? otherwise;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Unusable(`${name} is not a number`);
  return value;
}

function scoreOf({ home, away }: Body): Game['final'] | null {
  if (home === undefined && away === undefined) return null;
  if (![home, away].every((side) => Number.isInteger(side) && (side as number) >= 0 && (side as number) < 1000)) {
    throw new Unusable('home and away are whole numbers');
  }
  return { home: home as number, away: away as number };
}
