import { lineStep, onGrid, parseLine } from '#core/odds';
import { LINES, type MarketRow } from '#schemas/market-shapes';
import { canonicalSelection, includesSelection, isMarket, MARKETS, type Market } from '#schemas/markets';
import { type EventToGrade, Period } from '#schemas/settlement';
import type { LegToGrade, Reading } from './leg.ts';
import { MARKET_RULES } from './markets/index.ts';
import { isOutcome } from './markets/market.ts';
import { isOfficial } from './official-rules.ts';
import { graded, type LegGrade, openGrade, ungradeable, voided } from './outcome.ts';
import type { Policy } from './policy.ts';
import { sportRules } from './sport-rules.ts';
import { countedPart, type EventStanding, standingOf } from './standing-rules.ts';

/**
 * Grades a leg from the facts of its event under the policy that it was accepted under (docs/settlement.md). Pure; never throws. A leg that
 * no rule can read is `ungradeable` with a reason code and goes to review; it is never a loss.
 */
export function gradeLeg(leg: LegToGrade, event: EventToGrade, policy: Policy): LegGrade {
  const standing = standingOf(leg, event, policy);
  if (!standing) return ungradeable('event', 'UNKNOWN_STATE');
  if (standing.stands === 'open') return openGrade(`event.${event.state}`);
  if (standing.stands === 'void') return graded(standing.rule, voided(standing.reason));
  if (!isMarket(leg.market)) return ungradeable('market', 'UNKNOWN_MARKET');
  const reading = read(leg, leg.market, countedPart(leg, event, policy), policy);
  if (typeof reading === 'string') return ungradeable(leg.market, reading);
  const changed = pitcherChanged(leg, event);
  if (changed === null) return ungradeable('pitcher.listed', 'NO_PITCHERS');
  return changed ? graded('pitcher.listed', voided('PITCHER_CHANGED')) : settle(reading, standing);
}

/** True if another pitcher started than the leg lists; null where the leg names one and the facts do not tell. */
function pitcherChanged({ listedPitchers, pitchers }: LegToGrade, { facts = {} }: EventToGrade): boolean | null {
  const named = SIDES.filter((side) => pitchers?.[side] !== undefined);
  if (facts.pitcherChanged !== undefined || named.length === 0)
    return (listedPitchers === true || named.length > 0) && facts.pitcherChanged === true;
  const started = facts.pitchers;
  if (!started || named.some((side) => started[side] === undefined)) return null;
  return named.some((side) => started[side] !== pitchers?.[side]);
}
const SIDES = ['home', 'away'] as const;

/** The reading of a leg, or the code of what could not be read. */
function read(leg: LegToGrade, name: Market, event: EventToGrade, policy: Policy): Reading | string {
  const sport = sportRules(leg.sport);
  if (!sport) return 'UNKNOWN_SPORT';
  const period = leg.period ?? 'game';
  if (!Period.safeParse(period).success) return 'UNKNOWN_PERIOD';
  if (period !== 'game' && !sport.periods.test(period)) return 'UNKNOWN_PERIOD';
  const market = MARKETS[name];
  if (!includesSelection(market.selections, leg.selection)) return 'UNKNOWN_SELECTION';
  const line = readLine(leg, market);
  if (typeof line === 'string') return line;
  const selection = canonicalSelection(name, leg.selection);
  const own = selection === leg.selection ? leg : { ...leg, selection };
  return { leg: own, market, rule: MARKET_RULES[name], period, line, event, facts: event.facts ?? {}, sport, policy };
}
function readLine({ line }: LegToGrade, { line: kind }: MarketRow): number | string {
  if (kind === 'mark') return 0;
  const { step } = LINES[kind];
  if (step === null) return line == null ? 0 : 'LINE_NOT_TAKEN';
  if (line == null) return 'LINE_MISSING';
  const quarters = parseLine(line);
  if (quarters === null) return 'LINE_UNREADABLE';
  return onGrid(quarters, step) ? quarters : 'LINE_NOT_ON_GRID';
}

function settle(reading: Reading, standing: Extract<EventStanding, { stands: 'played' }>): LegGrade {
  const { rule } = reading;
  const name = ruleName(reading);
  if (isOfficial(reading, standing)) {
    const settled = rule.settle(reading);
    return isOutcome(settled) ? graded(name, settled) : notReadable(name, settled);
  }
  const decided = decidedStands(reading) ? rule.decided(reading) : null;
  if (decided === null) return graded('play.minimum', voided(standing.reason));
  return isOutcome(decided) ? graded(`${name}.decided`, decided) : ungradeable(name, decided);
}
const notReadable = (name: string, reason: string): LegGrade =>
  reason === 'NOT_PLAYED' ? graded('period.not_played', voided(reason)) : ungradeable(name, reason);

/** Totals of the score; a player's or a season's are none. */
const isGameTotal = ({ market }: Reading): boolean => market.on === 'game' && market.line === 'total';
function decidedStands(reading: Reading): boolean {
  const choice = reading.policy.decidedStands;
  if (choice === 'except_baseball_totals') return !(reading.leg.sport === 'baseball' && isGameTotal(reading));
  return choice === 'always';
}

/** The market, and the step of its line where quarters are possible: `spread.quarter`, `total.half`, `moneyline`. */
const ruleName = ({ leg, market, line }: Reading): string =>
  LINES[market.line].step === 'quarter' ? `${leg.market}.${lineStep(line)}` : leg.market;
