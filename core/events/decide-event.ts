import type { System } from '#actor';
import type { EventId } from '#schemas/common';
import { changeEvent } from './change-event.ts';
import type { Score } from './change-rules.ts';

/** What an operator can say of an event that no feed says. `final` needs the score, the others take none. */
export type Decision =
  | { readonly eventId: EventId; readonly state: 'cancelled' | 'abandoned' | 'postponed'; readonly reason: string }
  | { readonly eventId: EventId; readonly state: 'final'; readonly score: Score; readonly reason: string };

/**
 * An operator's word on an event, with its reason: a fact that grades like any other, and from which on the feed changes neither state nor
 * result. A later decision replaces it. The same again does nothing.
 * @returns whether anything was new
 * @throws NOT_FOUND
 */
export const decideEvent = (actor: System, { eventId, ...decision }: Decision, now: Date): Promise<boolean> =>
  changeEvent(actor, eventId, { ...decision, pinned: true }, now);
