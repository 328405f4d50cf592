import { closingOdds, readTable, usualOdds } from './facts.ts';
import type { JudgedLeg, Told } from './told.ts';
import { happened, LOSS, PUSH, shared, unreadable, type Verdict, voided, WIN } from './verdict.ts';

/** The bets of the reference on golf. */

export type Golfer = Readonly<Record<'player' | 'place' | 'strokes' | 'rounds' | 'status' | 'price', string>>;
export const LEADERBOARD = readTable<keyof Golfer>('masters');
const CUTS: Readonly<Record<string, string>> = { finished: 'made', cut: 'missed', wd: 'withdrew' };
const entryOf = ({ place, strokes, status }: Golfer) => ({
  ...(place !== '' && { position: Number(place) }),
  score: Number(strokes),
  cut: CUTS[status],
});
export const FIELD: Told = {
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
/** The stage that a player reached: a place, the cut missed, withdrawn before it. */
const stage = ({ status }: Golfer): number => ['finished', 'cut', 'wd'].indexOf(status);
function duel(one: Golfer, other: Golfer): Verdict {
  if (stage(one) !== stage(other)) return happened(stage(one) < stage(other));
  const gap = Number(one.place || one.strokes) - Number(other.place || other.strokes);
  return gap === 0 ? PUSH : happened(gap < 0);
}

export function* golfBets(): Generator<JudgedLeg> {
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
