import { changeParts, type StoredEvent } from '#core/events';
import { part, transact } from '#data/transaction';
import type { EventId } from '#schemas/common';
import type { DecisionEffect } from './decision-rules.ts';
import { eventDecisionEntity } from './event-decision.entity.ts';

/**
 * Writes the decision, the facts of the event that it changes, and the event, in one transaction of at most 12 items.
 * @param number of the new row: one more than there are
 * @param until see transact()
 * @returns false when another admin decided, the provider claimed or the event changed since it was read; nothing was written then
 */
export async function commitDecision(
  before: StoredEvent,
  { change, row, standing }: Exclude<DecisionEffect, { happened: 'unchanged' }>,
  number: number,
  now: Date,
  until: number,
): Promise<boolean> {
  const { eventId } = before;
  const recordedAt = now.toISOString();
  const versions = {
    stateVersion: change?.state?.version ?? before.stateVersion,
    resultVersion: change?.result?.version ?? before.result?.version ?? 0,
  };
  const refused = await transact(
    {
      ...changeParts(before, change, { source: row.by, reason: row.reason }, recordedAt, {
        decision: { ...standing, number: standing.number ?? number },
        // A decision that upholds another changes no fact that picks are graded from.
        grades: row.upholds === undefined,
        // An admin who saw the claim has answered it; a claim that nobody saw stays open.
        answersClaim: before.disputedHash !== null || standing.number !== null,
      }),
      decision: part({ rows: eventDecisionEntity() }, ({ rows }) => [
        rows.create({ eventId, number, ...row, ...versions, recordedAt }).commit(),
      ]),
    },
    until,
  );
  return refused.size === 0;
}

/** Every decision of an admin on an event, oldest first. Consistent; one query, 1 RRU. */
export async function decisionsOf(eventId: EventId) {
  const { data } = await eventDecisionEntity().query.primary({ eventId }).go({ consistent: true, pages: 'all' });
  return data;
}
