/** Settlement: grading an event's picks again whenever a fact that can grade is new, and appending their outcomes. */
export { factsOfPick, type Known } from './gradable.ts';
export { requestGradingOfEvent, requestGradingOfPick } from './grading.projection.ts';
export { outcomeUpkeep } from './outcome.upkeep.ts';
export { GradingMessage, requestGrading, settle } from './settle-event.ts';
export { settlementOf } from './settlement-of.ts';
