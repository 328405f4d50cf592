import { type EventVersions, eventVersions } from '#core/events';
import type { EventId } from '#schemas/common';
import { decisionsOf } from './decision.store.ts';

/** Every fact that an event had, oldest first: its versions, and the decisions of admins. */
export interface EventHistory extends EventVersions {
  readonly decisions: Awaited<ReturnType<typeof decisionsOf>>;
}

/** Reads them for grading and for the auditor. Four queries at once, 1 RRU each, more where results have details. */
export async function eventHistory(eventId: EventId): Promise<EventHistory> {
  const [versions, decisions] = await Promise.all([eventVersions(eventId), decisionsOf(eventId)]);
  return { ...versions, decisions };
}
