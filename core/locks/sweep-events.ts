import type { System } from '#actor';
import { eventsStarting, findEvent, markSwept } from '#core/events';
import { requestGrading } from '#core/settlement';
import { lockEvent } from './lock-event.ts';
import { scheduleLock } from './lock-schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Back to where a result can still be corrected (72 h after it), and ahead to where the next sweeps take over. */
const BACK = 6 * 24 * HOUR;
const AHEAD = 25 * HOUR;
/** The index is a moment behind: an event is graded once more when that moment has surely passed. */
const SETTLED_AFTER = 2 * MINUTE;

/**
 * Repairs what never came: a schedule that was not made or did not fire, a grading message that was lost, a pick that the index did not
 * show yet when its event was graded. Each step can be repeated. Cost: a Query per league, and a read per event of the week.
 */
export async function sweepEvents(actor: System, now: Date) {
  const keys = await eventsStarting(new Date(now.getTime() - BACK).toISOString(), new Date(now.getTime() + AHEAD).toISOString());
  const done = { events: keys.length, scheduled: 0, locked: 0, graded: 0 };
  for (const { eventId } of keys) {
    const event = await findEvent(eventId);
    if (!event) continue;
    if (Date.parse(event.startsAt) > now.getTime() + MINUTE) {
      await scheduleLock(eventId, event.startVersion, event.startsAt);
      done.scheduled++;
    } else if (event.lockedVersion < event.startVersion && (await lockEvent(actor, eventId, now)).outcome === 'locked') {
      done.locked++;
    }
    if (event.gradingVersion > event.sweptVersion && Date.parse(event.gradingAt ?? '') + SETTLED_AFTER < now.getTime()) {
      await requestGrading(eventId);
      await markSwept(eventId, event.gradingVersion);
      done.graded++;
    }
  }
  return done;
}
