import type { Market } from '#schemas/markets';
import type { EntryFacts } from '#schemas/settlement';
import type { MarketRule, Reading, RuleResult } from '../leg.ts';
import { deadHeat, type LegOutcome, LOSS, PUSH, voided, WIN } from '../outcome.ts';
import { entryOf, tieFor } from './entries.ts';
import { onFacts, winIf } from './market.ts';

/** An outright pick whose competitor never started is void, or lost where the policy is `all_in`. */
const nonStarter = ({ policy }: Reading): LegOutcome => (policy.nonStarter === 'all_in' ? LOSS : voided('NON_RUNNER'));

function outright(reading: Reading): RuleResult {
  const entry = entryOf(reading);
  if (!entry) return 'NO_FACTS';
  if (entry.started === false) return nonStarter(reading);
  if (entry.won === false || (entry.position ?? 1) > 1) return LOSS;
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
  if (entry.position === undefined && !entry.tied) return 'NO_FACTS';
  const { k, places } = tieFor(entry, reading, paying);
  if (places < 1) return LOSS;
  return reading.policy.ties === 'ties_full' ? WIN : deadHeat(k, places);
}

/** Compares two competitors: negative when the first did better. Null when the facts do not tell. */
function standsTo(a: EntryFacts, b: EntryFacts): number | null {
  const missed = (entry: EntryFacts) => entry.cut === 'missed';
  if (missed(a) !== missed(b)) return missed(a) ? 1 : -1;
  // Two who missed the cut have no place in the field: the lower score tells.
  if (!missed(a) && a.position !== undefined && b.position !== undefined) return a.position - b.position;
  return a.score !== undefined && b.score !== undefined ? a.score - b.score : null;
}

const OTHER_SIDE: Readonly<Record<string, string>> = { home: 'away', away: 'home' };

function headToHead(reading: Reading): RuleResult {
  const { leg, facts } = reading;
  const mine = entryOf(reading, leg.selection);
  if (!facts.entries) return stated(facts);
  const rival = leg.opponents?.[0] ?? OTHER_SIDE[leg.selection];
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

/** The first to reach the leg's mark; where the facts know one race only, its winner. */
const firstOf = ({ facts: { first, races }, leg }: Reading): string | undefined => (races ? races[leg.line ?? ''] : first);

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

export const CONTEST_MARKETS = {
  head_to_head: onFacts(headToHead),
  group: onFacts(group),
  outright: onFacts(outright),
  top_n: { ...onFacts(topN), exclusive: 'none' },
  make_cut: onFacts(makeCut),
  first_to: race,
  race_to: race,
  exact_outcome: onFacts(({ facts, leg }) => (facts.outcome === undefined ? 'NO_FACTS' : winIf(facts.outcome === leg.selection))),
} as const satisfies Partial<Record<Market, MarketRule>>;
