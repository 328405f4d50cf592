import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { DecideEvent } from '../../schemas/admin.ts';
import bundesliga from './data/bundesliga-2025-matchday-21.json' with { type: 'json' };
import dfbPokal from './data/dfb-pokal-2023-round-of-16.json' with { type: 'json' };
import epl from './data/epl-2022-matchday-1.json' with { type: 'json' };
import masters from './data/masters-2022.json' with { type: 'json' };
import mlb from './data/mlb-2021-06-30.json' with { type: 'json' };
import nba from './data/nba-2019-12-28.json' with { type: 'json' };
import nfl from './data/nfl-2022-week-1.json' with { type: 'json' };
import nhl from './data/nhl-2021-12-04.json' with { type: 'json' };
import ufc from './data/ufc-2025-06-14.json' with { type: 'json' };
import wimbledon from './data/wimbledon-2022-06-29.json' with { type: 'json' };

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

/** The end of a game as an admin states it: the body of `PUT /admin/events/{eventId}/result` without its reason. */
export type Stated = Omit<z.input<typeof DecideEvent.body>, 'reason'>;

/** A real game with its scores and prices, in the form of the files in data/. A tournament has a field, and neither team. */
export interface RealGame {
  readonly id: string;
  readonly sport_key: string;
  readonly sport_title: string;
  readonly commence_time: string;
  readonly home_team: string | null;
  readonly away_team: string | null;
  /** Absent where the provider has no scores of the sport. */
  readonly scores?: readonly { readonly name: string; readonly score: string }[];
  /** The end of the game, with all that the provider does not report. Absent where the source has the score alone. */
  readonly result?: Stated;
  readonly bookmakers: readonly { readonly key: string; readonly title: string; readonly markets: readonly BookMarket[] }[];
}

/** A real game at another time, with its state. Instants are epoch milliseconds. */
export interface ReplayGame {
  /** The provider's id of the game. A control gives it another one. */
  id: string;
  readonly facts: RealGame;
  startsAt: number;
  /**
   * The final score: the real one, or the one that a control has set. In tennis it is in sets; in a fight the winner has one. Null of a
   * tournament, whose result is its leaderboard.
   */
  final: { home: number; away: number } | null;
  /** Ended by a control, whatever the time. */
  ended: boolean;
  /** Not listed. */
  hidden: boolean;
  /** Listed, but never with a score. */
  silent: boolean;
  /** The names that replies show for the two teams, or the title of a tournament. */
  names: GameNames;
  /** Shown with the away team at home. */
  turned: boolean;
  /** The form in which its scores are shown, if it is not that of the protocol. */
  garbled: Garbling | null;
}

/** The two teams of a game by name, or the title of a tournament. */
export type GameNames =
  | { readonly home: string; readonly away: string; readonly title: null }
  | { readonly home: null; readonly away: null; readonly title: string };

/** The title of a tournament without the provider's word for the market of its winner. */
const titleOf = ({ sport_title }: Pick<RealGame, 'sport_title'>): string => sport_title.replace(/ Winner$/, '');

/** The name by which tools speak of a game: that of its home team, or the title of a tournament. */
export const nameOf = (facts: RealGame): string => facts.home_team ?? titleOf(facts);

/** `numbers`: points as numbers, not text. `half`: the home team's points are null. `stranger`: a team by another name. `none`: no scores. */
export const GARBLINGS = ['numbers', 'half', 'stranger', 'none'] as const;
export type Garbling = (typeof GARBLINGS)[number];

/** A file of data/: the real games of one sport, which `/v4/sports` shows in these words. */
interface GameFile {
  readonly sport: {
    readonly key: string;
    readonly group: string;
    readonly title: string;
    readonly description: string;
    readonly has_outrights: boolean;
  };
  /** The usual length of a game. */
  readonly minutes: number;
  readonly games: readonly RealGame[];
}

export const FILES = [nfl, epl, nba, mlb, nhl, wimbledon, ufc, bundesliga, dfbPokal, masters] as readonly GameFile[];
const ALL: readonly RealGame[] = FILES.flatMap(({ games }) => games);

export interface Schedule {
  /** The start of the first game. */
  readonly firstStart: Date;
  /** Minutes between one start and the next. If absent, the games are as far apart as they really were. */
  readonly spacing?: number | undefined;
  /** The number of the week, 1 if absent. From the second on it is a part of the teams' names, since no two teams play twice at one time. */
  readonly week?: number | undefined;
  /** The provider's keys of the sports whose games are used; all if absent. */
  readonly sports?: readonly string[] | undefined;
}

/** Moves all games in time. Another first start gives them other ids, so that they are other games. */
export function schedule({ firstStart, spacing, week = 1, sports }: Schedule): ReplayGame[] {
  const firstOf = (sport: string) =>
    Math.min(...ALL.filter((game) => game.sport_key === sport).map((game) => Date.parse(game.commence_time)));
  const sinceFirst = (game: RealGame) => Date.parse(game.commence_time) - firstOf(game.sport_key);
  const games = ALL.filter(({ sport_key }) => sports?.includes(sport_key) ?? true).toSorted(
    (a, b) => sinceFirst(a) - sinceFirst(b),
  );
  return games.map((facts, i) => {
    const gap = spacing === undefined ? sinceFirst(facts) : i * spacing * 60_000;
    const name = (team: string) => (week === 1 ? team : `${team} (week ${week})`);
    return {
      id: gameId(`${facts.id} ${firstStart.toISOString()}`),
      facts,
      startsAt: firstStart.getTime() + gap,
      final: finalOf(facts),
      ended: false,
      hidden: false,
      silent: false,
      names: namesOf(facts, name),
      turned: false,
      garbled: null,
    };
  });
}

/** An id as the provider's are: 32 hexadecimal digits. @param of text that identifies the game */
export const gameId = (of: string): string => createHash('md5').update(of).digest('hex');

const namesOf = (facts: RealGame, name: (of: string) => string): GameNames =>
  facts.home_team === null || facts.away_team === null
    ? { home: null, away: null, title: name(titleOf(facts)) }
    : { home: name(facts.home_team), away: name(facts.away_team), title: null };

function finalOf({ home_team, away_team, scores, result }: RealGame): ReplayGame['final'] {
  if (home_team === null || away_team === null) return null;
  if (!scores) return result?.score ?? { home: 0, away: 0 };
  const of = (team: string) => Number(scores.find(({ name }) => name === team)?.score);
  return { home: of(home_team), away: of(away_team) };
}

/** The result that an admin has to enter, where scores do not tell all that decides: there are none, or facts count beside them. */
export const unreported = ({ scores, result }: RealGame): Stated | null => (result && (!scores || result.facts) ? result : null);
