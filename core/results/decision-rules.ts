import {
  detectChange,
  type EventChange,
  type EventState,
  type StandingDecision,
  type StoredEvent,
  statementHash,
} from '#core/events';
import { contradictsItself, factProblem, hasPlaces, REGRADE_WINDOW_MS } from '#core/grading';
import { DomainError, invalid } from '#errors';
import type { StatedState } from '#schemas/admin';
import type { UserId } from '#schemas/common';
import type { ResultDetails, Score } from '#schemas/settlement';
import { hasField, type Sport } from '#schemas/sports';

/** The state, score and details that an admin states. `assertPlausible` checks that they go together. */
export interface Statement {
  readonly state: StatedState;
  readonly score: Score | null;
  readonly details: ResultDetails | null;
  readonly reason: string;
}

const NEEDS_SCORE: readonly StatedState[] = ['final', 'forfeit'];
const NOT_PLAYED: readonly StatedState[] = ['postponed', 'cancelled', 'walkover'];
/** States of a game in which one side does not play on. */
const OF_SIDES: readonly StatedState[] = ['forfeit', 'walkover', 'retired'];
/** States that a game can have before it begins. */
const AHEAD: readonly StatedState[] = ['postponed', 'cancelled'];

/** @throws INVALID_INPUT for a statement that contradicts itself, CONFLICT for a result of a game that has not begun */
export function assertPlausible(
  { sport, startsAt }: Pick<StoredEvent, 'sport' | 'startsAt'>,
  statement: Statement,
  now: Date,
): void {
  const { state, score, details } = statement;
  if (hasField(sport)) assertOfField(sport, statement);
  else assertOfSides(statement);
  const [field, problem] = ((score || details) && factProblem(sport, { ...details, state, score })) ?? [];
  if (field) throw invalid(field, `${field}: ${problem}`);
  const late = (['actualStart', 'suspendedAt', 'resumedAt'] as const).find(
    (one) => Date.parse(details?.[one] ?? '') > now.getTime(),
  );
  if (late) throw invalid(late, `${late}: not before now.`);
  if (score && contradictsItself(sport, { state, score, ...details })) {
    throw invalid('periods', 'periods: the periods, the score and the winner contradict each other, or a period stands twice.');
  }
  if (now.toISOString() < startsAt && !AHEAD.includes(state)) {
    throw new DomainError('CONFLICT', 'This game has not begun. Until then it can only be postponed or cancelled.', { startsAt });
  }
}

function assertOfSides({ state, score, details }: Statement): void {
  if (!score && NEEDS_SCORE.includes(state)) throw invalid('score', `score: ${state} needs one.`);
  if (score && NOT_PLAYED.includes(state)) throw invalid('score', `score: a game that was not played (${state}) has none.`);
  if (!score && details) throw invalid('score', 'score: details of a result belong to one.');
}

/** The result of a field is its places. No single competitor ends the event of all others. */
function assertOfField(sport: Sport, { state, score, details }: Statement): void {
  const name = sport.replaceAll('_', ' ');
  if (OF_SIDES.includes(state)) throw invalid('state', `state: an event with a field (${name}) has no ${state}.`);
  if (score) throw invalid('score', `score: ${name} has no score.`);
  if (details && NOT_PLAYED.includes(state)) {
    const [field = 'facts'] = Object.keys(details);
    throw invalid(field, `${field}: a tournament that was not played (${state}) has no result.`);
  }
  if (state === 'final' && !hasPlaces(details?.facts?.entries))
    throw invalid('facts.entries', 'facts.entries: final needs the places of the field.');
}

/** The row of a decision, without its number. */
export interface NewDecision {
  readonly by: UserId;
  readonly reason: string;
  readonly state: StatedState;
  readonly contentHash: string;
  readonly confirms?: number;
  readonly upholds?: number;
}

/** The effect of a statement. `change` holds the facts that the event did not have yet. */
export type DecisionEffect =
  | { readonly happened: 'unchanged' }
  | {
      readonly happened: 'recorded' | 'confirmed';
      readonly change: EventChange | null;
      readonly row: NewDecision;
      /** The decision as the event carries it. A null `number` stands for the new row's. */
      readonly standing: Omit<StandingDecision, 'number'> & { readonly number: number | null };
    };

/**
 * Decides the effect of a statement. A repeat by the same admin does nothing, or upholds the decision if the provider has contradicted it
 * since. The same statement by another admin confirms it. Any other one is a new decision: one admin can make it alone until 72 hours after
 * the first fact that could decide a pick; later it waits for a second admin.
 */
export function effectOf(
  event: StoredEvent,
  statement: Statement,
  by: UserId,
  states: readonly StateRow[],
  now: Date,
): DecisionEffect {
  const { state, score, details, reason } = statement;
  const contentHash = statementHash(state, score, details);
  const row = { by, reason, state, contentHash };
  const { decision } = event;
  if (decision?.contentHash === contentHash) {
    if (decision.by !== by && decision.confirmation !== 'confirmed') {
      const standing = { ...decision, confirmation: 'confirmed' as const, confirmedBy: by };
      return { happened: 'confirmed', change: null, row: { ...row, confirms: decision.number }, standing };
    }
    if (event.disputedHash === null) return { happened: 'unchanged' };
    return { happened: 'recorded', change: null, row: { ...row, upholds: decision.number }, standing: decision };
  }
  const update = { state, score: score ?? undefined, details, reason, pinned: true };
  const confirmation = isLate(states, now) ? 'waiting' : 'none';
  const standing = { number: null, contentHash, by, recordedAt: now.toISOString(), confirmation, confirmedBy: null } as const;
  return { happened: 'recorded', change: detectChange(event, update, now), row, standing };
}

interface StateRow {
  readonly state: EventState;
  readonly recordedAt: string;
}
/** States that decide no pick. */
const UNDECIDED: readonly EventState[] = ['scheduled', 'needs_review', 'suspended'];

/** True when more than 72 hours have passed since the first state that could decide a pick. */
function isLate(states: readonly StateRow[], now: Date): boolean {
  const decided = states.filter(({ state }) => !UNDECIDED.includes(state)).map(({ recordedAt }) => Date.parse(recordedAt));
  return decided.length > 0 && now.getTime() - Math.min(...decided) > REGRADE_WINDOW_MS;
}
