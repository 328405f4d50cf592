import type * as z from 'zod';
import type { User } from '#actor';
import { detailsOf, detailsOfResult, findEvent, type StoredEvent } from '#core/events';
import { deadline } from '#data/transaction';
import { DomainError } from '#errors';
import { running } from '#platform/clock';
import { count } from '#platform/log';
import { type DecideEvent, MOST_DECISIONS, type StatedState } from '#schemas/admin';
import type { EventId } from '#schemas/common';
import type { ResultDetails, Score } from '#schemas/settlement';
import { commitDecision } from './decision.store.ts';
import { assertPlausible, type DecisionEffect, effectOf, type NewDecision, type Statement } from './decision-rules.ts';
import { eventHistory } from './event-history.ts';

/** An admin's decision on an event. It replaces the details of an earlier decision: what it leaves out is unknown. */
export interface Decision {
  readonly eventId: EventId;
  readonly state: StatedState;
  readonly score?: Score | undefined;
  readonly details?: ResultDetails | undefined;
  readonly reason: string;
  /** The time up to which the admin knows the decisions and claims on the event; now if absent. */
  readonly knownAt?: Date | undefined;
}

type DecidedEvent = z.input<(typeof DecideEvent.replies)[200]>;

const TRIES = 5;

/**
 * Records an admin's decision on an event, with its reason. It grades like any fact, and the provider changes neither state nor result
 * afterwards. A later decision replaces it; a repeat by the same admin does nothing, and by another one it confirms (decision-rules.ts).
 * @returns the event after the decision, and what the call did
 * @throws NOT_FOUND; INVALID_INPUT and CONFLICT for an implausible decision; CONFLICT when an admin decided otherwise at the same moment;
 * LIMIT_REACHED after 100 decisions; UNAVAILABLE when the provider changes the event at each try
 */
export async function decideEvent(
  actor: User,
  { eventId, details, knownAt, ...decision }: Decision,
  now: Date,
): Promise<DecidedEvent> {
  const { state, reason, score = null } = decision;
  const statement: Statement = { state, reason, score, details: details ? detailsOf(details) : null };
  const known = (knownAt ?? now).toISOString();
  const until = deadline();
  const clock = running(now);
  let seen: number | undefined;
  for (let left = TRIES; left > 0 && performance.now() < until; left--) {
    const [event, { states, decisions }] = await Promise.all([findEvent(eventId), eventHistory(eventId)]);
    if (!event) throw new DomainError('NOT_FOUND', 'No such event.');
    const at = clock();
    assertPlausible(event, statement, at);
    const effect = effectOf(event, statement, actor.userId, states, at);
    if (effect.happened === 'unchanged') return asItStands(event, effect.happened);
    if (decisions.length >= MOST_DECISIONS)
      throw new DomainError('LIMIT_REACHED', `An event has at most ${MOST_DECISIONS} decisions.`);
    seen ??= decisions.length;
    const isUnseen = decisions.length > seen || (event.decision && event.decision.recordedAt >= known);
    if (isUnseen && isNew(effect)) throw decidedMeanwhile();
    // A repeat upholds a decision against a claim that this admin has seen, and no other.
    if (effect.row.upholds !== undefined && event.claim && event.claim.recordedAt >= known) return asItStands(event, 'unchanged');
    if (!(await commitDecision(event, effect, decisions.length + 1, at, until))) continue;
    count('admin.decided', 1, { happened: effect.happened });
    return asItStands(await findEvent(eventId), effect.happened);
  }
  throw new DomainError('UNAVAILABLE', 'This event is changing too fast. Please try again.');
}

/** A decision of its own, which replaces what stands. The others agree with it. */
const isNew = ({ row }: { readonly row: NewDecision }): boolean => row.confirms === undefined && row.upholds === undefined;

/** A decision that was written after this call came in: this admin cannot have seen it, and must not undo it. */
const decidedMeanwhile = (): DomainError =>
  new DomainError(
    'CONFLICT',
    'Another admin has just decided this event otherwise. Look at it, and decide again if you still have to.',
  );

async function asItStands(event: StoredEvent | null, happened: DecisionEffect['happened']): Promise<DecidedEvent> {
  if (!event?.decision) throw new Error('a decided event has no decision');
  const { eventId, result } = event;
  const { by, recordedAt, confirmation, confirmedBy } = event.decision;
  const details = result?.detailed ? await detailsOfResult(eventId, result.version) : null;
  return {
    eventId,
    state: event.state as StatedState,
    result: result && { home: result.home, away: result.away, version: result.version, recordedAt: result.recordedAt, details },
    decidedBy: by,
    decidedAt: recordedAt,
    confirmation,
    confirmedBy,
    happened,
  };
}
