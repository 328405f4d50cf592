import type * as z from 'zod';
import type { DecideEvent } from '../../schemas/admin.ts';
import { isMarket, type OfferedMarket, offerOf } from '../../schemas/markets.ts';
import { type League, leagueRow } from '../../schemas/sports.ts';
import { sportBets } from '../reference/sport-bets.ts';
import { teamBets } from '../reference/team-bets.ts';
import { isOnRegulation, TEAM_GAMES, type TeamGame } from '../reference/team-games.ts';
import { finished, type JudgedLeg } from '../reference/told.ts';
import { OPEN, onScore, type ScoreBet, unreadable, type Verdict } from '../reference/verdict.ts';

/** The games of the reference's facts files as the product can be told of them, each telling a game of its own. */

const LEAGUE_OF: Readonly<Record<string, League>> = {
  americanfootball_nfl: 'nfl',
  basketball_nba: 'nba',
  basketball_ncaab: 'ncaab',
  icehockey_nhl: 'nhl',
  baseball_mlb: 'mlb',
  soccer_germany_dfb_pokal: 'dfb_pokal',
  soccer_germany_bundesliga: 'bundesliga',
  wimbledon: 'atp',
  ufc: 'ufc',
  masters: 'golf_majors',
};
export const TOLD_LEAGUES = Object.values(LEAGUE_OF);

type Statement = Omit<z.input<typeof DecideEvent.body>, 'reason'>;

/** One telling of a game of the facts files, with the judged legs that `POST /picks` takes on it. */
export interface ToldGame {
  /** The game of the file: `basketball_nba-3`. */
  readonly id: string;
  readonly league: League;
  readonly legs: JudgedLeg[];
  /** Hours by which its start is moved before it; 0 for none. */
  readonly movedBy: number;
  /** The words in which an admin tells how it ended; null where nobody does. */
  readonly statement: Statement | null;
  /** True for the first telling of a game: all that the source has. */
  readonly isWhole: boolean;
}

const START = Date.parse('2026-04-11T17:00:00Z');
/**
 * Terms and facts that neither POST /picks nor an admin's statement has: a pick in play, one after the announced start, another policy, a
 * resumption of what has not ended.
 */
const hasForeign = ({ leg, policy }: JudgedLeg): boolean => {
  // Facts of one competitor stand among the entries of the field, where somebody states them.
  if (leg.sport === 'golf' && (leg.event as Event).facts?.entries === undefined) return true;
  const { state, actualStart, startsAt, resumedAt } = leg.event as Event;
  const isAfterStart = actualStart !== undefined && startsAt !== undefined;
  return policy !== undefined || leg.live !== undefined || isAfterStart || (state === 'suspended' && resumedAt !== undefined);
};

/** A score in sets needs no word for its unit: tennis has no other. */
const inSets = ({ leg, ...rest }: JudgedLeg): JudgedLeg => {
  const { lineUnit: _, ...terms } = leg;
  return { ...rest, leg: leg.market === 'correct_score' ? (terms as JudgedLeg['leg']) : leg };
};

interface Terms {
  readonly market: string;
  readonly period?: string;
  readonly selection: string;
  readonly line?: string;
  readonly lineUnit?: string;
}
const termsOf = (leg: object) => leg as Terms;

const STEPS = { quarter: 1, half: 2, whole: 4 } as const;
/** True for a leg on a market, a period and a line that the product takes. Players are quoted by books alone. */
export function isTaken(league: League, { leg }: JudgedLeg): boolean {
  const { market, period = 'game', line, lineUnit } = termsOf(leg);
  const offer = isMarket(market) ? offerOf(league, market as OfferedMarket) : undefined;
  if (lineUnit !== undefined && line === undefined) return false;
  if (!offer?.periods.includes(period) || market === 'player_total') return false;
  return offer.step === null ? line === undefined : (Number(line) * 4) % STEPS[offer.step] === 0;
}

interface Event {
  readonly id: string;
  readonly competition?: string;
  readonly state: string;
  readonly startsAt?: string;
  readonly actualStart?: string;
  readonly score?: { readonly home: number; readonly away: number };
  readonly periods?: readonly { readonly home: number; readonly away: number }[];
  readonly facts?: { readonly winner?: string; readonly outcome?: string; readonly entries?: object };
  readonly suspendedAt?: string;
  readonly resumedAt?: string;
}

/** The score that an admin states beside the details: of tennis the sets that are over, of a fight one point for the winner. */
function scoreOf(league: League, { state, score, periods = [], facts = {} }: Event): Event['score'] {
  if (score || (league !== 'atp' && league !== 'ufc')) return score;
  if (league === 'ufc') return { home: Number(facts.winner === 'home'), away: Number(facts.winner === 'away') };
  const over = state === 'final' ? periods : periods.slice(0, -1);
  const sets = (side: 'home' | 'away', other: 'home' | 'away') => over.filter((set) => set[side] > set[other]).length;
  return { home: sets('home', 'away'), away: sets('away', 'home') };
}

const STATED = ['final', 'abandoned', 'suspended', 'retired', 'walkover', 'cancelled'];
interface Clock {
  /** Milliseconds to add to the instants of a suspension. */
  readonly later: number;
  /** Milliseconds to add to the actual start, so that it is as far from the moment of the picks as in the reference. */
  readonly startLater: number;
}
/** Null for a game of which nobody says how it ended; undefined where the product has no such word. */
function statementOf(league: League, event: Event, { later, startLater }: Clock): Statement | null | undefined {
  const { id, competition, state, startsAt, actualStart, suspendedAt, resumedAt, facts, ...details } = event;
  if (startsAt !== undefined && state !== 'final') return null;
  if (!STATED.includes(state)) return undefined;
  if (state === 'walkover' || state === 'cancelled') return { state };
  const moved = (instant: string, by = later) => new Date(Date.parse(instant) + by).toISOString();
  // The exact outcome is a fact of a market that the product does not take.
  const { outcome: _, ...known } = facts ?? {};
  const score = scoreOf(league, event);
  const all = {
    state,
    ...details,
    ...(facts && { facts: known }),
    ...(actualStart && { actualStart: moved(actualStart, startLater) }),
    ...(suspendedAt && { suspendedAt: moved(suspendedAt) }),
    ...(resumedAt && { resumedAt: moved(resumedAt) }),
    score,
  };
  return score || league === 'golf_majors' ? (all as Statement) : undefined;
}

/**
 * All tellings of all games. The league of an event tells the length of the game, so that tellings which differ in its name alone are one.
 * @param start of all games, in milliseconds: instants of a suspension are as far from it as in the reference
 * @param pickedAt the moment of all picks, in milliseconds: actual starts are as far from it as in the reference
 */
export function toldGames(start: number, pickedAt: number): ToldGame[] {
  const games = new Map<string, ToldGame>();
  const seen = new Set<string>();
  for (const judged of [...teamBets(), ...sportBets()].map(inSets)) {
    const event = judged.leg.event as Event;
    const { id, competition: _, ...told } = event;
    const league = LEAGUE_OF[id.replace(/-\d+$/, '')];
    if (!league || hasForeign(judged) || !isTaken(league, judged)) continue;
    const { acceptedAt = event.actualStart } = judged.leg as { readonly acceptedAt?: string };
    const key = JSON.stringify([id, told, acceptedAt]);
    const startLater = pickedAt - Date.parse(acceptedAt ?? '');
    const statement = games.get(key)?.statement ?? statementOf(league, event, { later: start - START, startLater });
    if (statement === undefined) continue;
    const movedBy = told.startsAt === undefined ? 0 : (Date.parse(told.startsAt) - START) / 3_600_000;
    const game = games.get(key) ?? { id, league, legs: [], movedBy, statement, isWhole: !seen.has(id) };
    game.legs.push(judged);
    games.set(key, game);
    seen.add(id);
  }
  return [...games.values()];
}

/** True for facts that contradict themselves, so that an admin cannot state them. */
export const isContradiction = ({ legs }: ToldGame): boolean => legs.every(({ verdict }) => verdict.reason === 'SCORES_DISAGREE');

const BY_ID = new Map(TEAM_GAMES.map((game) => [game.id, game]));
/** The game with its periods; undefined for a match or a fight, of which the provider has no score. */
export const teamGame = ({ id }: ToldGame): TeamGame | undefined => BY_ID.get(id);

const ON_SCORE = ['moneyline', 'spread', 'total', 'team_total', 'both_teams_to_score', 'odd_even', 'correct_score'];
/** The verdict by the bare score of a provider, which says neither whether overtime was played nor how long the game was. */
export function byScoreAlone(game: TeamGame, { leg }: JudgedLeg): Verdict {
  const { market, period = 'game', selection, line } = termsOf(leg);
  const bet: ScoreBet = { market, selection, ...(line !== undefined && { line: Number(line) * 4 }) };
  const isSoccer = game.league.sport === 'soccer';
  // A cup tie that took that long may have had extra time: its score is no result of ninety minutes.
  if (isSoccer && game.overtime) return OPEN;
  if (period !== 'game' || !(isOnRegulation(market) || ON_SCORE.includes(market))) return unreadable();
  if (isOnRegulation(market)) return isSoccer ? finished(game, bet, 'game') : unreadable('PERIODS_NEEDED');
  return onScore(bet, game.score);
}

/** The kind of a telling: its words, whatever their numbers. Of a game that was broken off, how far it was. */
const kindOf = ({ league, movedBy, statement }: ToldGame): string => {
  const { facts = {}, periods = [], state, score: _, actualStart, resumedAt, ...details } = statement ?? {};
  if (movedBy !== 0 || state === 'suspended' || actualStart || resumedAt)
    return JSON.stringify([leagueRow(league).sport, movedBy, state, actualStart, resumedAt]);
  const played = state === 'final' ? periods.length > 0 : periods.length;
  return JSON.stringify([league, state, played, Object.keys(details), Object.keys(facts)]);
};
/** One telling of each kind, of another game each. */
export function oneOfEachKind(games: readonly ToldGame[]): ToldGame[] {
  const kinds = [...Map.groupBy(games, kindOf).values()];
  return kinds.map((same, i) => same[i % same.length] as ToldGame);
}
