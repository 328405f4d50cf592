import type { EventToGrade, Score } from '#schemas/settlement';
import { leader, NIL, plus } from './period-rules.ts';

/** A set as it is listed. */
interface ListedSet {
  readonly number: number;
  readonly games: Score;
  /** A match tie-break: one set and one game. */
  readonly isTiebreak: boolean;
  readonly isOver: boolean;
}

/** Sets won by each side, or the code of the reason why they are no result of a match. */
export type SetsRead = Score | 'NO_SCORE' | 'PERIODS_NEEDED' | 'SETS_LEVEL';

/**
 * The sets in order, without those at the end of which no game was played. A set is over when another one follows it, when the match is final, or by
 * its own games: so every length of a set is read, and every tie-break.
 */
export function setsOf(event: EventToGrade): ListedSet[] {
  const listed = (event.periods ?? []).flatMap(({ period, home, away }) =>
    /^S\d$/.test(period)
      ? [{ number: Number(period[1]), games: { home, away }, isTiebreak: event.facts?.matchTiebreak === period }]
      : [],
  );
  listed.sort((a, b) => a.number - b.number);
  const last = listed.findLastIndex(({ games }) => games.home + games.away > 0);
  const sets = listed.slice(0, last + 1);
  return sets.map((set, i) => ({ ...set, isOver: i < last || event.state === 'final' || isOverByItself(set) }));
}

/** Six games with two between, or 7-6 after a tie-break. A match tie-break ends at ten points with two between, or is given as 1-0. */
function isOverByItself({ games: { home, away }, isTiebreak }: Pick<ListedSet, 'games' | 'isTiebreak'>): boolean {
  const [most, between] = [Math.max(home, away), Math.abs(home - away)];
  if (isTiebreak) return home + away === 1 || (most >= 10 && between >= 2);
  return most >= 6 && (between >= 2 || most === 7);
}

const oneTo = ({ home, away }: Score): Score => ({ home: home > away ? 1 : 0, away: away > home ? 1 : 0 });
export const isUnbroken = (sets: readonly ListedSet[]): boolean => sets.every(({ number }, i) => number === i + 1);

/** The sets won in those that are over. */
export const setsWon = (sets: readonly ListedSet[]): Score =>
  sets.reduce((won, { games, isOver }) => (isOver ? plus(won, oneTo(games)) : won), NIL);

/** The sets of a match. One that is final has a winner: level sets are no result of it. */
export function setsRead(event: EventToGrade): SetsRead {
  const sets = setsOf(event);
  if (!event.score && sets.length === 0) return 'NO_SCORE';
  if (!event.score && !isUnbroken(sets)) return 'PERIODS_NEEDED';
  const won = event.score ?? setsWon(sets);
  return event.state === 'final' && won.home === won.away ? 'SETS_LEVEL' : won;
}

/** The games of one set as they count: a match tie-break is one game to its winner, and none while it goes on. */
export const gamesIn = ({ games, isTiebreak, isOver }: ListedSet): Score => {
  if (!isTiebreak) return games;
  return isOver ? oneTo(games) : NIL;
};
/** The games of a match so far. */
export const gamesWon = (sets: readonly ListedSet[]): Score => sets.reduce((games, set) => plus(games, gamesIn(set)), NIL);

/** The number of sets that were played out. */
export function setsPlayedOut(event: EventToGrade): number {
  const over = setsOf(event).filter(({ isOver }) => isOver).length;
  return Math.max(over, (event.score?.home ?? 0) + (event.score?.away ?? 0));
}

/** Sets needed to win a match of that many. */
export const setsToWin = (bestOf: 3 | 5): number => (bestOf + 1) / 2;

/** The lengths that a match can have, by what is stated and what was played. */
function lengthsOf(event: EventToGrade, won: Score): (3 | 5)[] {
  const { bestOf } = event.facts ?? {};
  if (bestOf !== undefined) return [bestOf];
  const begun = setsOf(event).at(-1)?.number ?? 0;
  const isLong = Math.max(won.home, won.away) >= 2 || begun > 3;
  return isLong ? [5] : [3, 5];
}

/**
 * Every result in sets that a match which broke off could still have come to. Empty before its first set is over: nothing is decided by
 * play until then.
 */
export function setEnds(event: EventToGrade): Score[] {
  const won = event.score ?? setsWon(setsOf(event));
  if (won.home + won.away === 0) return [];
  return lengthsOf(event, won).flatMap((bestOf) => {
    const needed = setsToWin(bestOf);
    if (Math.max(won.home, won.away) >= needed) return [won];
    const losing = Array.from({ length: needed }, (_, sets) => sets);
    return [
      ...losing.filter((sets) => sets >= won.away).map((away) => ({ home: needed, away })),
      ...losing.filter((sets) => sets >= won.home).map((home) => ({ home, away: needed })),
    ];
  });
}

/** Every score in which a set to six games with a tie-break can end. */
const SET_SCORES: readonly Score[] = [
  ...[0, 1, 2, 3, 4].map((games) => [6, games]),
  ...[5, 6].map((games) => [7, games]),
].flatMap(([most = 0, least = 0]) => [
  { home: most, away: least },
  { home: least, away: most },
]);
/** The longest set of all was 70-68: no line reaches this. */
const ENDLESS: readonly Score[] = [
  { home: 300, away: 298 },
  { home: 298, away: 300 },
];
/** The scores in which a set can still end. One without a tie-break goes on until a side leads by two. */
function endsOf({ home, away }: Score): Score[] {
  const usual = SET_SCORES.filter((end) => end.home >= home && end.away >= away);
  if (usual.length > 0) return usual;
  return [{ home: Math.max(home, away + 2), away }, { home, away: Math.max(away, home + 2) }, ...ENDLESS];
}

/**
 * Every score in games that one unfinished set, or the match with all sets that must still come, could have come to. Null where sets are
 * shorter than six games, or the next one is a match tie-break.
 */
export function gameEnds(event: EventToGrade, period: string): Score[] | null {
  const sets = setsOf(event);
  const own = sets.find(({ number }) => period === `S${number}`);
  if (
    event.facts?.matchTiebreak !== undefined ||
    sets.some(({ games, isOver }) => isOver && Math.max(games.home, games.away) < 6)
  )
    return null;
  if (period !== 'game') return own ? endsOf(own.games) : null;
  if (!isUnbroken(sets)) return null;
  const running = sets.at(-1)?.isOver === false ? (sets.at(-1)?.games ?? NIL) : NIL;
  const over = sets.filter(({ isOver }) => isOver);
  const begin: MatchEnd = { sets: setsWon(over), games: gamesWon(over) };
  return lengthsOf(event, begin.sets).flatMap((bestOf) => endsFrom([begin], running, setsToWin(bestOf)));
}

interface MatchEnd {
  readonly sets: Score;
  readonly games: Score;
}
/** Plays every set that must still come, in every way; what comes to the same is one. */
function endsFrom(open: readonly MatchEnd[], running: Score, needed: number): Score[] {
  const ended: Score[] = [];
  const next = new Map<string, MatchEnd>();
  for (const { sets, games } of open) {
    if (Math.max(sets.home, sets.away) >= needed) {
      ended.push(games);
      continue;
    }
    for (const end of endsOf(running)) {
      const after = { sets: plus(sets, oneTo(end)), games: plus(games, end) };
      next.set(JSON.stringify(after), after);
    }
  }
  return next.size === 0 ? ended : [...ended, ...endsFrom([...next.values()], NIL, needed)];
}

/** True if the sets, the score, the winner and the length of a match cannot all be true. */
export function matchDisagrees(event: EventToGrade): boolean {
  const { score, facts, state } = event;
  const sets = setsOf(event);
  const won = setsWon(sets);
  if (sets.some(({ isOver, games }) => isOver && leader(games) === 'draw')) return true;
  if (score && scoreDisagrees(score, sets, event)) return true;
  if (state !== 'final') return false;
  const result = score ?? (isUnbroken(sets) ? won : NIL);
  const leads = leader(result);
  const { winner, bestOf } = facts ?? {};
  if (winner !== undefined && winner !== 'no_contest' && leads !== 'draw' && winner !== leads) return true;
  return bestOf !== undefined && leads !== 'draw' && Math.max(result.home, result.away) !== setsToWin(bestOf);
}
function scoreDisagrees(score: Score, sets: readonly ListedSet[], { state }: EventToGrade): boolean {
  const won = setsWon(sets);
  const number = score.home + score.away;
  if (sets.length === 0) return false;
  if (won.home > score.home || won.away > score.away) return true;
  if (state !== 'final') return isUnbroken(sets) && number > sets.length;
  // The last set is the winner's, so the sets before it cannot have all of his.
  if (isUnbroken(sets) && sets.length < number && Math.max(won.home, won.away) >= Math.max(score.home, score.away)) return true;
  return sets.length > number || (sets.length === number && (won.home !== score.home || won.away !== score.away));
}
