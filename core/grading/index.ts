/** The only place that grades: pure functions of a pick, the facts of its events and the policy that it was accepted under. */
export { closingLineValue } from './clv-rules.ts';
export { factProblem } from './fact-rules.ts';
export { type Entries, hasPlaces, placesProblem } from './field-rules.ts';
export { gradeLeg } from './grade-leg.ts';
export { showClv } from './grade-line.ts';
export { gradeAsReviewed, gradePick, type PickGrade, ticketPrice } from './grade-pick.ts';
export {
  advance,
  type CountedGrade,
  NEW_SETTLEMENT,
  REGRADE_WINDOW_MS,
  type Settlement,
  type SettlementState,
} from './machine-rules.ts';
export { type Fractions, fractionsOf, isDecided, type LegGrade, openGrade } from './outcome.ts';
export { POLICY_VERSION, type Policy, policyFor } from './policy.ts';
export { contradictsItself } from './score-rules.ts';
export { type PickToGrade, stakesOf } from './ticket-rules.ts';
