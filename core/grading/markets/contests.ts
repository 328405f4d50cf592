import { parseLine } from '#core/odds';
import type { Market } from '#schemas/markets';
import type { EntryFacts } from '#schemas/settlement';
import type { MarketRule, Reading, RuleResult } from '../leg.ts';
import { deadHeat, type LegOutcome, LOSS, PUSH, voided, WIN } from '../outcome.ts';
import { entryOf, tieFor } from './entries.ts';
import { onFacts, winIf } from './market.ts';

/** An outright pick whose competitor never started is void, or lost where the policy is `all_in`. */
const nonStarter = ({ policy }: Reading): LegOutcome => (policy.nonStarter === 'all_in' ? LOSS : voided('NON_RUNNER'));

/** True if a competitor has no place: it did not finish, or was not there after the cut. */
const isOut = ({ position, tied, cut, finished }: EntryFacts): boolean =>
  position === undefined && !tied && (cut === 'missed' || cut === 'withdrew' || finished === false);

function outright(reading: Reading): RuleResult {
  const entry = entryOf(reading);
  if (!entry) return 'NO_FACTS';
  if (entry.started === false) return nonStarter(reading);
  const isBeaten = (entry.position ?? 1) > 1 || isOut(entry);
  if (entry.won === true && isBeaten) return 'SCORES_DISAGREE';
  if (entry.won === false || isBeaten) return LOSS;
  if (entry.won === undefined && entry.position === undefined && !entry.tied) return 'NO_FACTS';
  const { k, places } = tieFor(entry, reading, 1);
  return deadHeat(k, places);
}

/** Top N, podium and place: in full inside the places, p/k when tied over the edge. */
function topN(reading: Reading): RuleResult {
  const paying = reading.line / 4;
  if (paying < 1) return 'LINE_NOT_ON_GRID';
  const entry = entryOf(reading);
  if (!entry) return 'NO_FACTS';
  if (entry.started === false) return nonStarter(reading);
  if (isOut(entry)) return entry.won === true ? 'SCORES_DISAGREE' : LOSS;
  if (entry.position === undefined && !entry.tied) return entry.won === true ? WIN : 'NO_FACTS';
  const { k, places } = tieFor(entry, reading, paying);
  if (places < 1) return LOSS;
  return reading.policy.ties === 'ties_full' ? WIN : deadHeat(k, places);
}

/** The stage that a competitor reached: the end, past the cut, the cut, or less. Lower is better. */
function stageOf({ cut, finished }: EntryFacts): number {
  if (cut === 'missed') return 2;
  if (cut === 'withdrew') return 3;
  return finished === false ? 1 : 0;
}

/** Compares two competitors: negative when the first did better. Null when the facts do not tell. */
function standsTo(a: EntryFacts, b: EntryFacts): number | null {
  const [mine, theirs] = [stageOf(a), stageOf(b)];
  if (mine !== theirs) return mine - theirs;
  // Of two who withdrew neither score is whole, and nothing else tells them apart.
  const places = mine <= 1 && a.position !== undefined && b.position !== undefined;
  if (places) return (a.position as number) - (b.position as number);
  if (mine % 2 === 1) return null;
  // Two who missed the cut have no place in the field: the lower score tells.
  return a.score !== undefined && b.score !== undefined ? a.score - b.score : null;
}

const OTHER_SIDE: Readonly<Record<string, string>> = { home: 'away', away: 'home' };
const rivalOf = ({ opponents, selection }: Reading['leg']): string | undefined => opponents?.[0] ?? OTHER_SIDE[selection];

function headToHead(reading: Reading): RuleResult {
  const { leg, facts } = reading;
  const mine = entryOf(reading, leg.selection);
  if (!facts.entries) return stated(facts);
  const rival = rivalOf(leg);
  const theirs = rival === undefined ? null : entryOf(reading, rival);
  if (!mine || !theirs) return 'NO_FACTS';
  if (mine.started === false || theirs.started === false) return voided('DNP');
  const order = standsTo(mine, theirs);
  if (order === null) return 'NO_FACTS';
  return order === 0 ? PUSH : winIf(order < 0);
}
/** A head-to-head whose result is given for the picked side alone. */
function stated({ started, tied, won }: EntryFacts): RuleResult {
  if (started === false) return voided('DNP');
  if (tied) return PUSH;
  return won === undefined ? 'NO_FACTS' : winIf(won);
}

/** A 3-ball or any other group: the best alone wins, those who share the best place divide it. */
function group(reading: Reading): RuleResult {
  const { leg, facts } = reading;
  const mine = entryOf(reading, leg.selection);
  if (!mine) return 'NO_FACTS';
  if (mine.started === false) return voided('DNP');
  if (!facts.entries) return outright(reading);
  const names = leg.opponents ?? Object.keys(facts.entries).filter((name) => name !== leg.selection);
  let sharing = 1;
  for (const name of names) {
    const theirs = entryOf(reading, name);
    if (!theirs) return 'NO_FACTS';
    if (theirs.started === false) continue;
    const order = standsTo(mine, theirs);
    if (order === null) return 'NO_FACTS';
    if (order > 0) return LOSS;
    if (order === 0) sharing += 1;
  }
  return deadHeat(sharing, 1);
}

/** Whoever withdrew before the cut did not make it. */
function makeCut(reading: Reading): RuleResult {
  const entry = entryOf(reading);
  if (!entry) return 'NO_FACTS';
  if (entry.started === false) return voided('DNP');
  if (entry.cut === undefined) return 'NO_FACTS';
  return entry.cut === 'none' ? voided('NO_CUT') : winIf((entry.cut === 'made') === (reading.leg.selection === 'yes'));
}

const isKnown = (cut: EntryFacts['cut']): boolean => cut !== undefined && cut !== 'none';
/** A cut that was held is over. */
const cutDecided = (reading: Reading): RuleResult | null => (isKnown(entryOf(reading)?.cut) ? makeCut(reading) : null);
/** So is a duel of two of whom one is past the cut and the other is not. */
function duelDecided(reading: Reading): RuleResult | null {
  const { leg, facts } = reading;
  const cuts = [leg.selection, rivalOf(leg) ?? ''].map((name) => (facts.entries ? entryOf(reading, name)?.cut : undefined));
  return cuts.every(isKnown) && (cuts[0] === 'made') !== (cuts[1] === 'made') ? headToHead(reading) : null;
}

/** The first to reach the leg's mark. Without a mark it is the first score of all; where the facts know one race only, its winner. */
function firstOf({ facts: { first, races }, leg }: Reading): string | undefined {
  if (leg.line == null) return first ?? races?.[1];
  if (!races) return first;
  const mark = parseLine(leg.line);
  return Object.entries(races).find(([name]) => Number(name) * 4 === mark)?.[1];
}

/** First to X, race to X: nobody reaching the mark is no action. */
function firstTo(reading: Reading): RuleResult {
  const first = firstOf(reading);
  if (first === undefined) return 'NO_FACTS';
  return first === 'none' ? voided('NOBODY') : winIf(first === reading.leg.selection);
}
const race: MarketRule = onFacts(firstTo, (reading) => {
  const first = firstOf(reading);
  return first === undefined || first === 'none' ? null : winIf(first === reading.leg.selection);
});

/** Grades a bet on the method by which a fighter wins. A draw is a loss for every selection. */
function fightMethod({ facts: { winner, method }, leg }: Reading): RuleResult {
  if (winner === 'no_contest') return voided('NO_CONTEST');
  if (winner === undefined || (winner !== 'draw' && method === undefined)) return 'NO_FACTS';
  return winIf(`${winner}_${method}` === leg.selection);
}

/** Grades a bet on the fighter who wins and the round in which he does. The judges' verdict and a draw are in no round. */
function fightRound({ facts: { winner, method, endRound }, leg }: Reading): RuleResult {
  if (winner === 'no_contest') return voided('NO_CONTEST');
  if (winner === 'draw' || method === 'decision') return LOSS;
  if (winner === undefined || method === undefined || endRound === undefined) return 'NO_FACTS';
  return winIf(`${winner}_${endRound}` === leg.selection);
}

export const CONTEST_MARKETS = {
  head_to_head: onFacts(headToHead, duelDecided),
  group: onFacts(group),
  outright: onFacts(outright),
  top_n: { ...onFacts(topN), exclusive: 'none' },
  make_cut: onFacts(makeCut, cutDecided),
  to_advance: onFacts(({ facts: { advances }, leg }) =>
    advances === undefined ? 'NO_FACTS' : winIf(advances === leg.selection),
  ),
  fight_method: onFacts(fightMethod),
  fight_round: { ...onFacts(fightRound), exclusive: 'none' },
  first_to: race,
  race_to: race,
  exact_outcome: onFacts(({ facts, leg }) => (facts.outcome === undefined ? 'NO_FACTS' : winIf(facts.outcome === leg.selection))),
} as const satisfies Partial<Record<Market, MarketRule>>;
