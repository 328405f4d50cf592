import { closingOdds, readTable, usualOdds } from './facts.ts';
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
  shared,
  unreadable,
  type Verdict,
  voided,
  WIN,
} from './verdict.ts';

/** The bets of the reference on tennis, fights and golf. */

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

type Golfer = Readonly<Record<'player' | 'place' | 'strokes' | 'rounds' | 'status' | 'price', string>>;
const LEADERBOARD = readTable<keyof Golfer>('masters');
const CUTS: Readonly<Record<string, string>> = { finished: 'made', cut: 'missed', wd: 'withdrew' };
const entryOf = ({ place, strokes, status }: Golfer) => ({
  ...(place !== '' && { position: Number(place) }),
  score: Number(strokes),
  cut: CUTS[status],
});
const FIELD: Told = {
  id: 'masters',
  state: 'final',
  facts: {
    holes: 72,
    trophy: true,
    entries: { ...Object.fromEntries(LEADERBOARD.map((one) => [one.player, entryOf(one)])), 'Paul Casey': { started: false } },
  },
};

/** The outcome of the first `paid` places; who has no place is not placed. */
export function placed(one: Golfer, paid: number): Verdict {
  if (one.place === '') return LOSS;
  const place = Number(one.place);
  const tied = LEADERBOARD.filter((other) => other.place === one.place).length;
  return place > paid ? LOSS : shared(tied, paid - place + 1);
}
export const golferOdds = (one: Golfer, turn: number) => closingOdds('decimal', one.price, turn);
export { FIELD, type Golfer, LEADERBOARD };

/** The stage that a player reached: a place, the cut missed, withdrawn before it. */
const stage = ({ status }: Golfer): number => ['finished', 'cut', 'wd'].indexOf(status);
function duel(one: Golfer, other: Golfer): Verdict {
  if (stage(one) !== stage(other)) return happened(stage(one) < stage(other));
  const gap = Number(one.place || one.strokes) - Number(other.place || other.strokes);
  return gap === 0 ? PUSH : happened(gap < 0);
}

function* golfBets(): Generator<JudgedLeg> {
  for (const [i, one] of LEADERBOARD.entries()) {
    const base = { sport: 'golf', odds: golferOdds(one, i), event: FIELD };
    const alone: Told = { ...FIELD, facts: { ...entryOf(one), holes: 72, tied: undefined } };
    yield { leg: { ...base, market: 'outright', selection: one.player }, verdict: placed(one, 1) };
    if (one.place === '') yield { leg: { ...base, market: 'outright', selection: one.player, event: alone }, verdict: LOSS };
    for (const paid of [1, 2, 3, 4, 5, 8, 10, 12, 14, 20, 23, 25, 30, 40, 50]) {
      yield { leg: { ...base, market: 'top_n', selection: one.player, line: `${paid}` }, verdict: placed(one, paid) };
      const inFull = placed(one, paid).result === 'dead_heat' ? WIN : placed(one, paid);
      yield {
        leg: { ...base, market: 'top_n', selection: one.player, line: `${paid}` },
        verdict: inFull,
        policy: { ties: 'ties_full' },
      };
    }
    for (const selection of ['yes', 'no']) {
      const verdict = happened((one.status === 'finished') === (selection === 'yes'));
      yield { leg: { ...base, market: 'make_cut', selection, subject: one.player }, verdict };
      // The cut was over before the tournament was broken off.
      yield {
        leg: {
          ...base,
          market: 'make_cut',
          selection,
          subject: one.player,
          event: { ...FIELD, state: 'abandoned', facts: { ...(FIELD.facts as object), holes: 54, trophy: false } },
        },
        verdict,
      };
    }
    for (let step = 1; step <= 24; step += 1) {
      const other = LEADERBOARD[(i + step * 3) % LEADERBOARD.length] as Golfer;
      if (other === one || (one.status === 'wd' && other.status === 'wd')) continue;
      yield {
        leg: { ...base, market: 'head_to_head', selection: one.player, opponents: [other.player] },
        verdict: duel(one, other),
      };
      const third = LEADERBOARD[(i + step * 3 + 1) % LEADERBOARD.length] as Golfer;
      if (third === one) continue;
      const duels = [duel(one, other), duel(one, third)].map(({ result }) => result);
      const level = duels.filter((result) => result === 'push').length;
      const verdict = duels.includes('loss') ? LOSS : shared(level + 1, 1);
      yield { leg: { ...base, market: 'group', selection: one.player, opponents: [other.player, third.player] }, verdict };
    }
    yield { leg: { ...base, market: 'head_to_head', selection: one.player, opponents: ['Paul Casey'] }, verdict: voided('DNP') };
  }
  const absent = { sport: 'golf', odds: usualOdds(0), event: FIELD, selection: 'Paul Casey' };
  yield { leg: { ...absent, market: 'outright' }, verdict: voided('NON_RUNNER') };
  yield { leg: { ...absent, market: 'outright' }, verdict: LOSS, policy: { nonStarter: 'all_in' } };
  yield { leg: { ...absent, market: 'top_n', line: '10' }, verdict: voided('NON_RUNNER') };
  yield { leg: { ...absent, selection: 'Rickie Fowler', market: 'outright' }, verdict: unreadable('NO_FACTS') };
}

export function* sportBets(): Generator<JudgedLeg> {
  for (const [i, match] of readTable<keyof Match>('tennis-matches').entries()) yield* matchBets(match, i);
  for (const [i, fight] of readTable<keyof Fight>('fights').entries()) yield* fightBets(fight, i);
  yield* golfBets();
}
