import { createHash } from 'node:crypto';
import epl from './data/epl-2022-matchday-1.json' with { type: 'json' };
import nfl from './data/nfl-2022-week-1.json' with { type: 'json' };

/** One selection of a book's market, in the form of the provider's protocol. */
export interface BookOutcome {
  readonly name: string;
  /** The player's name, in a market on players. */
  readonly description?: string;
  readonly price: number;
  readonly point?: number;
}
export interface BookMarket {
  readonly key: string;
  readonly outcomes: readonly BookOutcome[];
}

/** A real game with its scores and prices, in the form of the files in data/. */
export interface RealGame {
  readonly id: string;
  readonly sport_key: string;
  readonly sport_title: string;
  readonly commence_time: string;
  readonly home_team: string;
  readonly away_team: string;
  readonly scores: readonly { readonly name: string; readonly score: string }[];
  readonly bookmakers: readonly { readonly key: string; readonly title: string; readonly markets: readonly BookMarket[] }[];
}

/** A real game at another time, with its state. Instants are epoch milliseconds. */
export interface ReplayGame {
  readonly id: string;
  readonly facts: RealGame;
  startsAt: number;
  /** The final score: the real one, or the one that a control has set. */
  final: { home: number; away: number };
  /** Ended by a control, whatever the time. */
  ended: boolean;
  /** Not listed. */
  hidden: boolean;
  /** Listed, but never with a score. */
  silent: boolean;
}

const ALL: readonly RealGame[] = [...nfl.games, ...epl.games];

export interface Schedule {
  /** The start of the first game. */
  readonly firstStart: Date;
  /** Minutes between one start and the next. If absent, the games are as far apart as they really were. */
  readonly spacing?: number | undefined;
}

/** Moves all games in time. Another first start gives them other ids, so that they are other games. */
export function schedule({ firstStart, spacing }: Schedule): ReplayGame[] {
  const firstOf = (sport: string) =>
    Math.min(...ALL.filter((game) => game.sport_key === sport).map((game) => Date.parse(game.commence_time)));
  const sinceFirst = (game: RealGame) => Date.parse(game.commence_time) - firstOf(game.sport_key);
  const games = ALL.toSorted((a, b) => sinceFirst(a) - sinceFirst(b));
  return games.map((facts, i) => {
    const gap = spacing === undefined ? sinceFirst(facts) : i * spacing * 60_000;
    const [home, away] = [facts.home_team, facts.away_team].map((team) => scoreOf(facts, team));
    return {
      id: createHash('md5').update(`${facts.id} ${firstStart.toISOString()}`).digest('hex'),
      facts,
      startsAt: firstStart.getTime() + gap,
      final: { home: home ?? 0, away: away ?? 0 },
      ended: false,
      hidden: false,
      silent: false,
    };
  });
}

const scoreOf = (facts: RealGame, team: string): number => Number(facts.scores.find(({ name }) => name === team)?.score);
