import type * as z from 'zod';
import type { User } from '#actor';
import { detailsOf, detailsOfResult, findEvent, type Score, type StoredEvent } from '#core/events';
import { patience } from '#data/transaction';
import { DomainError } from '#errors';
import { count } from '#platform/log';
import type { DecideEvent, StatedState } from '#schemas/admin';
import type { EventId } from '#schemas/common';
import type { ResultDetails } from '#schemas/settlement';
import { commitDecision } from './decision.store.ts';
import { assertSayable, type Deed, deedOf, type Statement } from './decision-rules.ts';
import { eventHistory } from './event-history.ts';

/** What an admin says of an event. What goes unsaid beside a score is not known: what an earlier decision said of it no longer stands. */
export interface Decision {
  readonly eventId: EventId;
  readonly state: StatedState;
  readonly score?: Score | undefined;
  readonly details?: ResultDetails | undefined;
  readonly reason: string;
}

type Decided = z.input<(typeof DecideEvent.replies)[200]>;

const TRIES = 5;

/**
 * An admin's word on an event, with its reason: a fact that grades like any other, and from which on the provider changes neither state nor
 * result. A later decision replaces it. @returns the event as it then stands, and what the call did. The same again by the same admin does nothing; by another one it confirms (decision-rules.ts).
 * @throws NOT_FOUND; INVALID_INPUT and CONFLICT for what cannot be said of it; UNAVAILABLE when others keep changing it at the same moment
 */
export async function decideEvent(actor: User, { eventId, details, ...decision }: Decision, now: Date): Promise<Decided> {
  const { state, reason, score = null } = decision;
  const said: Statement = { state, reason, score, details: details ? detailsOf(details) : null };
  const until = patience();
  for (let left = TRIES; left > 0 && performance.now() < until; left--) {
    const [event, { states, decisions }] = await Promise.all([findEvent(eventId), eventHistory(eventId)]);
    if (!event) throw new DomainError('NOT_FOUND', 'No such event.');
    assertSayable(event, said, now);
    const deed = deedOf(event, said, actor.userId, states, now);
    if (deed.happened === 'unchanged') return asItStands(event, deed.happened);
    if (!(await commitDecision(event, deed, decisions.length + 1, now, until))) continue;
    count('admin.decided', 1, { happened: deed.happened });
    return asItStands(await findEvent(eventId), deed.happened);
  }
  throw new DomainError('UNAVAILABLE', 'This event is changing too fast. Please try again.');
}

async function asItStands(event: StoredEvent | null, happened: Deed['happened']): Promise<Decided> {
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
