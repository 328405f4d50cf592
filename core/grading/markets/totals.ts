import { add, compare, divide, type Fraction, fraction, ONE, parseDecimal, ZERO } from '#core/odds';
import type { Market } from '#schemas/markets';
import type { EntryFacts, ResultFacts, Score } from '#schemas/settlement';
import type { MarketRule, Reading, RuleResult } from '../leg.ts';
import { minutesRead } from '../official-rules.ts';
import { type LegOutcome, sameOutcome, voided } from '../outcome.ts';
import { margin, plus } from '../period-rules.ts';
import { roundLength } from '../sport-rules.ts';
import { BOUNDLESS, byDistance, byValue } from './against-line.ts';
import { entryOf } from './entries.ts';
import { isOutcome, onFacts, onScore, winIf } from './market.ts';

/** Over is +1, under -1, whether or not a team stands before it. */
const sideOf = (selection: string): 1 | -1 => (selection.endsWith('over') ? 1 : -1);

/** The count so far, an outcome that needs no count (void), or the code of the reason why it cannot be read. */
type Counted = Fraction | LegOutcome | string;
const isCount = (count: Counted): count is Fraction => typeof count === 'object' && 'n' in count;

/** A rule of over and under. A count never shrinks, so a total is decided once a boundless count would settle alike. */
const onCount = (count: (reading: Reading) => Counted): MarketRule => {
  const judge = (value: Fraction, { leg, line }: Reading): RuleResult => byValue(value, line, sideOf(leg.selection));
  return onFacts(
    (reading) => {
      const counted = count(reading);
      return isCount(counted) ? judge(counted, reading) : counted;
    },
    (reading) => {
      const counted = count(reading);
      if (counted === 'SCORES_DISAGREE') return counted;
      if (!isCount(counted)) return null;
      const [now, ever] = [judge(counted, reading), judge(BOUNDLESS, reading)];
      return isOutcome(now) && isOutcome(ever) && sameOutcome(now, ever) ? now : null;
    },
  );
};

/** A rule of over and under on goals, points or games. */
function onGoals(goals: (score: Score, selection: string) => number): MarketRule {
  const judge = (count: Fraction, { leg, line }: Reading): RuleResult => byValue(count, line, sideOf(leg.selection));
  return onScore(
    (score, reading) => judge(fraction(goals(score, reading.leg.selection)), reading),
    (score, reading) => {
      const now = judge(fraction(goals(score, reading.leg.selection)), reading);
      const ever = judge(BOUNDLESS, reading);
      return isOutcome(now) && isOutcome(ever) && sameOutcome(now, ever);
    },
  );
}

/** The length of a fight in rounds: the full rounds and the share of the one it ended in. */
function roundsFought({ leg, facts, event }: Reading): Counted {
  const { endRound, endTime, scheduledRounds } = facts;
  if (facts.winner === 'no_contest') return voided('NO_CONTEST');
  if (endTime === undefined) return scheduledRounds === undefined ? 'NO_ROUNDS' : fraction(scheduledRounds);
  const length = facts.roundMinutes === undefined ? roundLength(leg.sport, event.competition) : minutesRead(facts.roundMinutes);
  if (endRound === undefined || !length || compare(length, ZERO) <= 0) return 'NO_ROUNDS';
  const share = divide(minutesRead(endTime) ?? ZERO, length);
  const isBeyond = compare(share, ONE) > 0 || (scheduledRounds !== undefined && endRound > scheduledRounds);
  return isBeyond ? 'SCORES_DISAGREE' : add(fraction(endRound - 1), share);
}

const goalTotal = onGoals(({ home, away }) => home + away);
const fightTotal = onCount(roundsFought);
const totalOf = (reading: Reading): MarketRule => (reading.sport.measure === 'bell' ? fightTotal : goalTotal);

/** The statistic of a player in the market's scope, if he took part. */
function playerCount(reading: Reading): Counted {
  const entry = entryOf(reading);
  if (entry === null) return 'NO_FACTS';
  if (entry.started === false) return voided('DNP');
  const value = statistic(entry, reading);
  return value === undefined ? 'NO_FACTS' : (parseDecimal(String(value)) ?? 'NO_FACTS');
}

function statistic(entry: EntryFacts, { leg, event, policy }: Reading): EntryFacts['value'] {
  if (leg.stat !== undefined && entry.stats) return Object.hasOwn(entry.stats, leg.stat) ? entry.stats[leg.stat] : undefined;
  const extended = leg.sport === 'soccer' && event.extraTime === true && policy.soccerScope === 'incl_et';
  return extended ? entry.valueWithExtraTime : entry.value;
}

/** An anytime scorer and the like: `happened` is stated, or the statistic is at least one. */
const playerYesNo: MarketRule = onFacts(happened, (reading) => {
  const settled = happened(reading);
  const yes = winIf(reading.leg.selection === 'yes');
  return isOutcome(settled) && sameOutcome(settled, yes) ? settled : null;
});
function happened(reading: Reading): RuleResult {
  const entry = entryOf(reading);
  if (entry?.started === false) return voided('DNP');
  const count = entry?.happened === undefined ? playerCount(reading) : fraction(entry.happened ? 1 : 0);
  if (!isCount(count)) return count;
  return winIf(count.n > 0n === (reading.leg.selection === 'yes'));
}

/** Season wins and specials have action only if the schedule was played to its end. */
const onSeason = (market: MarketRule): MarketRule => ({
  ...market,
  settle(reading) {
    const { scheduleComplete } = reading.facts;
    if (scheduleComplete === undefined) return 'NO_FACTS';
    return scheduleComplete ? market.settle(reading) : voided('SCHEDULE_INCOMPLETE');
  },
  decided: () => null,
});

const playerTotal = onCount(playerCount);

type Tallied = (reading: Reading) => ResultFacts['corners'];
const cornersOf: Tallied = ({ facts }) => facts.corners;
/** The cards of each side. A red one counts as the policy says. */
const cardsOf: Tallied = ({ facts: { yellowCards, redCards }, policy }) => {
  const red = policy.redCard === 'two' ? 2 : 1;
  return yellowCards && redCards && plus(yellowCards, { home: redCards.home * red, away: redCards.away * red });
};
/** Corners and cards are counted over the 90 minutes. */
const talliedTotal = (tallied: Tallied): MarketRule =>
  onCount((reading) => {
    const tally = reading.period === 'game' ? tallied(reading) : undefined;
    return tally ? fraction(tally.home + tally.away) : 'NO_FACTS';
  });
const talliedSpread = (tallied: Tallied): MarketRule =>
  onFacts((reading) => {
    const { line, leg, period } = reading;
    const tally = period === 'game' ? tallied(reading) : undefined;
    return tally ? byDistance(margin(tally, leg.selection) * 4 + line) : 'NO_FACTS';
  });

export const TOTAL_MARKETS = {
  total: onFacts(
    (reading) => totalOf(reading).settle(reading),
    (reading) => totalOf(reading).decided(reading),
  ),
  team_total: {
    ...onGoals(({ home, away }, selection) => (selection.startsWith('home') ? home : away)),
    exclusive: 'team',
  },
  player_total: playerTotal,
  corners_total: talliedTotal(cornersOf),
  corners_spread: talliedSpread(cornersOf),
  cards_total: talliedTotal(cardsOf),
  cards_spread: talliedSpread(cardsOf),
  player_yes_no: playerYesNo,
  season_total: onSeason(playerTotal),
  special: onSeason(playerYesNo),
} as const satisfies Partial<Record<Market, MarketRule>>;
