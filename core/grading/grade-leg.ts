import { lineStep, onGrid, parseLine } from '#core/odds';
import { type EventFacts, Period } from '#schemas/settlement';
import type { LegToGrade, Reading } from './leg.ts';
import { marketRule } from './markets/index.ts';
import { isOutcome, type MarketRule } from './markets/market.ts';
import { isOfficial } from './official-rules.ts';
import { graded, type LegGrade, type Outcome, openGrade, ungradeable, voided } from './outcome.ts';
import type { Policy } from './policy.ts';
import { sportRules } from './sports.ts';
import { type Standing, standingOf } from './standing-rules.ts';

/**
 * What a leg came to: a pure function of the leg, the facts of its event and the policy it was accepted under (section 3 and 6 of the rules).
 * Never throws. What no rule can read is `ungradeable` with a reason code, and goes to review; it is never a loss.
 */
export function gradeLeg(leg: LegToGrade, event: EventFacts, policy: Policy): LegGrade {
  const standing = standingOf(leg, event, policy);
  if (!standing) return ungradeable('event', 'UNKNOWN_STATE');
  if (standing.stands === 'open') return openGrade(`event.${event.state}`);
  if (standing.stands === 'void') return graded(standing.rule, voided(standing.reason));
  const rule = marketRule(leg.market);
  if (!rule) return ungradeable('market', 'UNKNOWN_MARKET');
  const reading = read(leg, rule, event, policy);
  if (typeof reading === 'string') return ungradeable(leg.market, reading);
  if (leg.listedPitchers === true && event.facts?.pitcherChanged === true)
    return graded('pitcher.listed', voided('PITCHER_CHANGED'));
  return settle(reading, rule, standing);
}

/** A leg whose words were understood, or the code of what was not. */
function read(leg: LegToGrade, rule: MarketRule, event: EventFacts, policy: Policy): Reading | string {
  const sport = sportRules(leg.sport);
  if (!sport) return 'UNKNOWN_SPORT';
  const period = leg.period ?? 'game';
  if (!Period.safeParse(period).success) return 'UNKNOWN_PERIOD';
  if (!offers(rule, leg.selection)) return 'UNKNOWN_SELECTION';
  const line = lineOf(leg, rule);
  if (typeof line === 'string') return line;
  return { leg, period, line, event, facts: event.facts ?? {}, sport, policy };
}
function lineOf({ line }: LegToGrade, rule: MarketRule): number | string {
  if (rule.line === 'mark') return 0;
  if (rule.line === null) return line == null ? 0 : 'LINE_NOT_TAKEN';
  if (line == null) return 'LINE_MISSING';
  const quarters = parseLine(line);
  if (quarters === null) return 'LINE_UNREADABLE';
  return onGrid(quarters, rule.line) ? quarters : 'LINE_NOT_ON_GRID';
}
function offers({ selections }: MarketRule, selection: string): boolean {
  if (selections === null) return selection !== '';
  return selections instanceof RegExp ? selections.test(selection) : selections.includes(selection);
}

function settle(reading: Reading, rule: MarketRule, standing: Extract<Standing, { stands: 'played' }>): LegGrade {
  const name = ruleName(reading, rule);
  if (isOfficial(reading, standing)) {
    const settled = rule.settle(reading);
    return isOutcome(settled) ? graded(name, settled) : notReadable(name, settled);
  }
  const decided: Outcome | null = decidedStands(reading) ? rule.decided(reading) : null;
  return decided ? graded(`${name}.decided`, decided) : graded('play.minimum', voided(standing.reason));
}
const notReadable = (name: string, reason: string): LegGrade =>
  reason === 'NOT_PLAYED' ? graded('period.not_played', voided(reason)) : ungradeable(name, reason);

const TOTALS: ReadonlySet<string> = new Set(['total', 'team_total']);
const decidedStands = ({ leg, policy }: Reading): boolean =>
  ({ always: true, never: false, except_baseball_totals: !(leg.sport === 'baseball' && TOTALS.has(leg.market)) })[
    policy.decidedStands
  ];

/** `spread.quarter`, `total.half`, `moneyline`: the rule by its market and, where the step of the line matters, that step. */
const ruleName = ({ leg, line }: Reading, rule: MarketRule): string =>
  rule.line === 'quarter' ? `${leg.market}.${lineStep(line)}` : leg.market;
