import { createHash } from 'node:crypto';
import epl from './data/epl-2022-matchday-1.json' with { type: 'json' };
import nfl from './data/nfl-2022-week-1.json' with { type: 'json' };

/** As the protocol has it. */
export interface Outcome {
  readonly name: string;
  /** Whose outcome, in a market on players. */
  readonly description?: string;
  readonly price: number;
  readonly point?: number;
}
export interface BookMarket {
  readonly key: string;
  readonly outcomes: readonly Outcome[];
}

/** A real game with its price facts, as data/ has it. */
export interface GameFacts {
  readonly id: string;
  readonly sport_key: string;
  readonly sport_title: string;
  readonly commence_time: string;
  readonly home_team: string;
  readonly away_team: string;
  readonly scores: readonly { readonly name: string; readonly score: string }[];
  readonly bookmakers: readonly { readonly key: string; readonly title: string; readonly markets: readonly BookMarket[] }[];
}

/** A game in a replay. Instants in epoch milliseconds. */
export interface Game {
  readonly id: string;
  readonly facts: GameFacts;
  startsAt: number;
  /** How it ends, or has ended: what really happened until somebody scripts another score. */
  final: { home: number; away: number };
  /** Ended by hand, whatever the clock says. */
  ended: boolean;
  /** The feed does not show it. */
  hidden: boolean;
  /** The feed shows it, and never a score. */
  silent: boolean;
}

const ALL: readonly GameFacts[] = [...nfl.games, ...epl.games];

export interface Schedule {
  /** When the first game starts. */
  readonly firstStart: Date;
  /** Minutes between one start and the next; without it the games keep the distances that they had. */
  readonly spacing?: number | undefined;
}

/** All games, moved in time. Another first start makes other ids: they are other games then. */
export function schedule({ firstStart, spacing }: Schedule): Game[] {
  const firstOf = (sport: string) =>
    Math.min(...ALL.filter((game) => game.sport_key === sport).map((game) => Date.parse(game.commence_time)));
  const sinceFirst = (game: GameFacts) => Date.parse(game.commence_time) - firstOf(game.sport_key);
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

const scoreOf = (facts: GameFacts, team: string): number => Number(facts.scores.find(({ name }) => name === team)?.score);
