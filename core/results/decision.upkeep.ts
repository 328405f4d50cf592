import { eventSubjects, findEvent, type StoredEvent } from '#core/events';
import { auditEach, type Difference, differencesOf, gapsIn, type Upkeep } from '#data/upkeep';
import type { EventId } from '#schemas/common';
import { claimsOf } from './claim.store.ts';
import { decisionsOf } from './decision.store.ts';

/**
 * Compares the admins' decision and the provider's claim on each event with their rows. A read and two queries an event. It has no repair:
 * the word of an admin is not corrected without one.
 */
export const decisionUpkeep: Upkeep = {
  ...eventSubjects,
  audit: (eventIds) =>
    auditEach(eventIds, async (eventId) => {
      const event = await findEvent(eventId as EventId);
      return event ? auditEvent(event) : [];
    }),
};

async function auditEvent(event: StoredEvent): Promise<Difference[]> {
  const { eventId, decision, claim, pinned } = event;
  const [decisions, claims] = await Promise.all([decisionsOf(eventId), claimsOf(eventId)]);
  const of = `event ${eventId}`;
  return [
    ...differencesOf(of, { pinned }, { pinned: decisions.length > 0 }),
    ...differencesOf(`${of} decision`, decision, standing(decisions)),
    ...differencesOf(`${of} claim`, claim, { number: claims.at(-1)?.number, away: claims.at(-1)?.away }),
    ...gapsIn(
      `${of} decisions`,
      decisions.map(({ number }) => number),
    ),
    ...gapsIn(
      `${of} claims`,
      claims.map(({ number }) => number),
    ),
  ];
}

/** The decision in force, and the admin who confirmed it. */
function standing(decisions: Awaited<ReturnType<typeof decisionsOf>>) {
  const decision = decisions.findLast(({ confirms, upholds }) => confirms === undefined && upholds === undefined);
  const confirmation = decisions.find(({ confirms }) => decision !== undefined && confirms === decision.number);
  return {
    number: decision?.number,
    by: decision?.by,
    contentHash: decision?.contentHash,
    recordedAt: decision?.recordedAt,
    confirmedBy: confirmation?.by,
  };
}
