import { closingOdds, type Odds, readTable, usualOdds } from './facts.ts';
import { golfBets } from './golf-bets.ts';
import { order, type Ratio, ratio } from './ratio.ts';
import type { JudgedLeg, Told } from './told.ts';
import {
  betsAround,
  both,
  happened,
  LOSS,
  lineText,
  onScore,
  type Pair,
  PUSH,
  type ScoreBet,
  unreadable,
  type Verdict,
  voided,
} from './verdict.ts';

/** The bets of the reference on tennis and fights, and the bets of all single players. */

type Match = Readonly<
  Record<'home' | 'away' | 'home_games' | 'away_games' | 'status' | 'winner' | 'win_home' | 'win_away', string>
>;
const TO_WIN = 3;
const asScore = ([home, away]: Pair) => ({ home, away });
const setsOf = (sets: readonly Pair[]): Pair => [sets.filter(([h, a]) => h > a).length, sets.filter(([h, a]) => h < a).length];

/** A market in sets of a match that broke off: the same in every way in which the match could have ended; nothing before a set is over. */
function inEverySet(bet: ScoreBet, won: Pair): Verdict {
  const [home, away] = won;
  if (home + away === 0) return voided('RETIRED');
  const ends: Pair[] = [];
  for (let lost = 0; lost < TO_WIN; lost += 1) {
    if (lost >= away) ends.push([TO_WIN, lost]);
    if (lost >= home) ends.push([lost, TO_WIN]);
  }
  const verdicts = ends.map((end) => onScore(bet, end));
  return verdicts.every(({ result }) => result === verdicts[0]?.result) ? (verdicts[0] as Verdict) : voided('RETIRED');
}
/** A market in games of a match that broke off: what the games that were played have passed. */
function inGamesPlayed(bet: ScoreBet, [home, away]: Pair): Verdict {
  const later = onScore(bet, [home + 500, away + 500]);
  const now = onScore(bet, [home, away]);
  if (bet.market === 'total' || bet.market === 'team_total') return now.result === later.result ? now : voided('RETIRED');
  if (bet.market === 'both_teams_to_score' && home > 0 && away > 0) return now;
  return voided('RETIRED');
}

const IN_GAMES = new Set(['spread', 'total', 'team_total', 'odd_even', 'three_way_handicap', 'both_teams_to_score']);
const IN_SETS = new Set(['spread', 'total', 'team_total', 'odd_even', 'correct_score', 'three_way_handicap']);

function* matchBets(match: Match, number: number): Generator<JudgedLeg> {
  const numbers = (text: string) => (text === '' ? [] : text.split(' ').map(Number));
  const sets = numbers(match.home_games).map((home, i): Pair => [home, numbers(match.away_games)[i] as number]);
  const isRetired = match.status === 'retired';
  const finished = isRetired ? sets.slice(0, -1) : sets;
  const won = setsOf(finished);
  const periods = sets.map(([home, away], i) => ({ period: `S${i + 1}`, home, away }));
  const base = { id: `wimbledon-${number}`, state: isRetired ? 'retired' : 'final' };
  const full: Told = { ...base, score: asScore(won), periods, facts: { winner: match.winner, bestOf: 5 } };
  const setsAlone: Told = { ...base, periods, ...(isRetired && { facts: { winner: match.winner } }) };
  const leg = (bet: ScoreBet, event: Told, more: object, verdict: Verdict, odds = usualOdds(number)): JudgedLeg => ({
    leg: {
      sport: 'tennis',
      market: bet.market,
      selection: bet.selection,
      ...(bet.line !== undefined && { line: lineText(bet.line, !bet.market.endsWith('total')) }),
      ...more,
      odds,
      event,
    },
    verdict,
  });
  if (match.status === 'walkover') {
    for (const bet of betsAround([3, 0], 2).filter(({ market }) => market !== 'correct_score'))
      yield leg(bet, { ...base, state: 'walkover' }, {}, voided('WALKOVER'));
    return;
  }
  const games = both(sets);
  for (const event of [full, setsAlone]) {
    for (const selection of ['home', 'away']) {
      const odds = closingOdds('decimal', selection === 'home' ? match.win_home : match.win_away, number);
      const verdict = isRetired && finished.length === 0 ? voided('RETIRED') : happened(match.winner === selection);
      yield leg({ market: 'moneyline', selection }, event, {}, verdict, odds);
      if (!isRetired) yield leg({ market: 'draw_no_bet', selection }, event, {}, verdict, odds);
    }
    for (const bet of betsAround(games, 10).filter(({ market }) => IN_GAMES.has(market)))
      yield leg(bet, event, {}, isRetired ? inGamesPlayed(bet, games) : onScore(bet, games));
    // Best of five is known from the facts alone, and from the third set won.
    if (isRetired && event === setsAlone) continue;
    for (const bet of betsAround(won, 8).filter(({ market }) => IN_SETS.has(market)))
      yield leg(bet, event, { lineUnit: 'sets' }, isRetired ? inEverySet(bet, won) : onScore(bet, won));
    for (const [i, set] of sets.entries()) {
      if (isRetired && i === sets.length - 1) continue;
      for (const bet of betsAround(set, 3)) yield leg(bet, event, { period: `S${i + 1}` }, onScore(bet, set));
    }
  }
  if (isRetired) return;
  // The same match broken off after each of its sets, and in the next one.
  for (let played = 1; played < sets.length; played += 1) {
    const begun = (sets[played] as Pair).map((n) => Math.min(n, 2)) as [number, number];
    const over = sets.slice(0, played);
    const event: Told = {
      ...base,
      state: 'retired',
      periods: [...periods.slice(0, played), { period: `S${played + 1}`, ...asScore(begun) }],
      facts: { winner: 'home', bestOf: 5 },
    };
    for (const bet of betsAround(setsOf(over), 10).filter(({ market }) => IN_SETS.has(market)))
      yield leg(bet, event, { lineUnit: 'sets' }, inEverySet(bet, setsOf(over)));
    const counted = both([...over, begun]);
    for (const bet of betsAround(counted, 2).filter(({ market }) => IN_GAMES.has(market)))
      yield leg(bet, event, {}, inGamesPlayed(bet, counted));
    for (const selection of ['home', 'away'])
      yield leg({ market: 'moneyline', selection }, event, {}, happened(selection === 'home'));
    const last = over.at(-1) as Pair;
    for (const bet of betsAround(last, 1)) yield leg(bet, event, { period: `S${played}` }, onScore(bet, last));
  }
  // Said twice, and not the same.
  const [home, away] = won;
  const wrong: Told[] = [
    { ...full, score: { home: away, away: home } },
    { ...full, facts: { winner: match.winner === 'home' ? 'away' : 'home' } },
    { ...full, periods: periods.map((set) => ({ ...set, home: set.away, away: set.home })) },
    { ...full, periods: [...periods, { period: `S${sets.length + 1}`, home: 6, away: 0 }] },
  ].slice(0, sets.length === 5 ? 3 : 4);
  for (const event of wrong) {
    yield leg({ market: 'moneyline', selection: 'home' }, event, {}, unreadable('SCORES_DISAGREE'));
    yield leg({ market: 'total', selection: 'over', line: 14 }, event, { lineUnit: 'sets' }, unreadable('SCORES_DISAGREE'));
    yield leg({ market: 'total', selection: 'over', line: 142 }, event, {}, unreadable('SCORES_DISAGREE'));
    yield leg({ market: 'moneyline', selection: 'home' }, event, { period: 'S1' }, unreadable('SCORES_DISAGREE'));
  }
}

type Fight = Readonly<
  Record<
    'home' | 'away' | 'scheduled_rounds' | 'winner' | 'method' | 'round' | 'time' | 'first_winner' | 'win_home' | 'win_away',
    string
  >
>;

/** The ends of a fight in the words of its markets. */
const METHODS: Readonly<Record<string, string>> = { 'KO/TKO': 'ko', DQ: 'ko', SUB: 'submission' };

function* methodBets(
  base: { readonly sport: string; readonly odds: Odds; readonly event: Told },
  winner: string,
  { method: end, round }: Fight,
): Generator<JudgedLeg> {
  const method = end.endsWith('-DEC') ? 'decision' : METHODS[end];
  const event = { ...base.event, facts: { ...(base.event.facts as object), ...(method && { method }) } };
  for (const side of ['home', 'away'])
    for (const by of ['ko', 'submission', 'decision']) {
      const known = method || winner === 'draw' ? happened(winner === side && method === by) : unreadable('NO_FACTS');
      const verdict = winner === 'no_contest' ? voided('NO_CONTEST') : known;
      yield { leg: { ...base, event, market: 'fight_method', selection: `${side}_${by}` }, verdict };
    }
  // The judges' verdict is in no round.
  const isInNone = winner === 'draw' || method === 'decision';
  for (const side of ['home', 'away'])
    for (let n = 1; n <= 5; n += 1) {
      const known = isInNone || method ? happened(!isInNone && winner === side && n === Number(round)) : unreadable('NO_FACTS');
      const verdict = winner === 'no_contest' ? voided('NO_CONTEST') : known;
      yield { leg: { ...base, event, market: 'fight_round', selection: `${side}_${n}` }, verdict };
    }
}

function* fightBets(fight: Fight, number: number): Generator<JudgedLeg> {
  const rounds = Number(fight.scheduled_rounds);
  const wentTheDistance = fight.method.endsWith('-DEC');
  const [minutes = 0, seconds = 0] = fight.time.split(':').map(Number);
  const tellings = (winner: string): Told[] => {
    const end = { endRound: Number(fight.round), endTime: fight.time, scheduledRounds: rounds };
    const facts = [end, ...(wentTheDistance ? [{ scheduledRounds: rounds }] : [])];
    return facts.map((one) => ({
      id: `ufc-${number}`,
      state: 'final',
      competition: 'UFC',
      facts: { ...one, winner, outcome: fight.method },
    }));
  };
  const fought: Ratio = ratio((Number(fight.round) - 1) * 300 + minutes * 60 + seconds, 300);
  const odds = usualOdds(number);
  for (const winner of fight.first_winner === '' ? [fight.winner] : [fight.winner, fight.first_winner]) {
    const isVoid = winner === 'no_contest';
    for (const event of tellings(winner)) {
      const base = { sport: 'mma', odds, event };
      yield* methodBets(base, winner, fight);
      for (const selection of ['home', 'away']) {
        const own = closingOdds('american', selection === 'home' ? fight.win_home : fight.win_away, number);
        const decided = winner === 'draw' ? PUSH : happened(winner === selection);
        yield { leg: { ...base, market: 'moneyline', selection, odds: own }, verdict: isVoid ? voided('NO_CONTEST') : decided };
        const drawn = winner === 'draw' ? LOSS : decided;
        yield {
          leg: { ...base, market: 'moneyline', selection, drawPrice: true },
          verdict: isVoid ? voided('NO_CONTEST') : drawn,
        };
        yield {
          leg: { ...base, market: 'moneyline', selection, event: { ...event, state: 'abandoned' } },
          verdict: isVoid ? voided('NO_CONTEST') : decided,
        };
        const abroad = { ...event, facts: { ...(event.facts as object), venue: 'other_country' } };
        yield { leg: { ...base, market: 'moneyline', selection, event: abroad }, verdict: voided('VENUE') };
      }
      for (const selection of ['home', 'draw', 'away'])
        yield {
          leg: { ...base, market: 'three_way', selection },
          verdict: isVoid ? voided('NO_CONTEST') : happened(winner === selection),
        };
      for (let half = 1; half < rounds * 2; half += 2)
        for (const selection of ['over', 'under']) {
          const gap = order(fought, ratio(half, 2)) * (selection === 'over' ? 1 : -1);
          const verdict = isVoid ? voided('NO_CONTEST') : gap === 0 ? PUSH : happened(gap > 0);
          yield { leg: { ...base, market: 'total', selection, line: `${half / 2}` }, verdict };
        }
      for (const selection of ['KO/TKO', 'SUB', 'U-DEC'])
        yield { leg: { ...base, market: 'exact_outcome', selection }, verdict: happened(selection === fight.method) };
    }
  }
}

export function* sportBets(): Generator<JudgedLeg> {
  for (const [i, match] of readTable<keyof Match>('tennis-matches').entries()) yield* matchBets(match, i);
  for (const [i, fight] of readTable<keyof Fight>('fights').entries()) yield* fightBets(fight, i);
  yield* golfBets();
}
