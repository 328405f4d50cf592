/** The only place that grades: pure functions of a pick, the facts of its events and the policy it was accepted under. */
export { type Clv, closingLineValue, type TakenPrice } from './clv-rules.ts';
export { gradeHalves } from './each-way.ts';
export { fromOddsApi, fromSportradar, type SportradarResult } from './feed-results.ts';
export { gradeLeg } from './grade-leg.ts';
export { gradeLine, showClv } from './grade-line.ts';
export { gradeAsReviewed, gradePick, type PickGrade, ticketPrice } from './grade-pick.ts';
export type { LegToGrade } from './leg.ts';
export {
  acceptsPick,
  advance,
  allowsChange,
  type Change,
  type Graded,
  NEW_SETTLEMENT,
  OVERDUE_MS,
  REGRADE_WINDOW_MS,
  type Reception,
  receive,
  type Settlement,
  type SettlementState,
  type Signal,
  type Step,
} from './machine-rules.ts';
export { MARKETS, marketRule } from './markets/index.ts';
export {
  type DecidedResult,
  type Fractions,
  fractionsOf,
  isDecided,
  type LegGrade,
  type LegResult,
  openGrade,
} from './outcome.ts';
export { POLICY_VERSION, POLICY_VERSIONS, type Policy, type PolicyChoices, policyFor } from './policy.ts';
export { combinations } from './price-rules.ts';
export { contradictsItself } from './score-rules.ts';
export { SPORTS, type SportRules } from './sports.ts';
export type { PickToGrade, PricedLeg, TicketKind } from './ticket-rules.ts';
