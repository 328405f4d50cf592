import type { System } from '#actor';
import { eventsToSweep, isGradingDue, LOCK_OVERDUE, markSwept, type StoredEvent, sweepAtOf } from '#core/events';
import { requestGrading } from '#core/settlement';
import { log } from '#platform/log';
import { mapConcurrently } from '#platform/map-concurrently';
import { lockEvent } from './lock-event.ts';
import { scheduleLock } from './lock-schedule.ts';

const DAY = 24 * 3_600_000;
/** An event that could not be repaired in this time needs a person; the nightly upkeep goes on finding picks that are not graded. */
const BACK = 6 * DAY;
/** Events that are repaired at the same time. */
const AT_ONCE = 20;

type Swept = Readonly<Record<'scheduled' | 'locked' | 'graded' | 'failed', number>>;
const NOTHING: Swept = { scheduled: 0, locked: 0, graded: 0, failed: 0 };
const plus = (a: Swept, b: Swept): Swept => ({
  scheduled: a.scheduled + b.scheduled,
  locked: a.locked + b.locked,
  graded: a.graded + b.graded,
  failed: a.failed + b.failed,
});

/**
 * Repairs what never came: a schedule that was not made or did not fire, a grading message that was lost, a pick that the index did not
 * show yet when its event was graded. Each step can be repeated. It reads the events that are due (`sweepAt`) and no others: one query
 * when none is, and 0.5 RRU, what it repairs and a write for each of the others. An event that fails does not stop the others.
 * @throws when an event failed; it is due again at the next run
 */
export async function sweepEvents(actor: System, now: Date): Promise<Swept & { events: number }> {
  const from = new Date(now.getTime() - BACK).toISOString();
  let events = 0;
  let done = NOTHING;
  for await (const page of eventsToSweep(from, now)) {
    events += page.length;
    done = (await mapConcurrently(page, AT_ONCE, (event) => tried(actor, event, now))).reduce(plus, done);
  }
  if (done.failed > 0) throw new Error(`the sweep failed for ${done.failed} of ${events} events`);
  return { events, ...done };
}

const tried = (actor: System, event: StoredEvent, now: Date): Promise<Swept> =>
  sweep(actor, event, now).catch((error: Error) => {
    log.error('sweep-locks: an event failed', { eventId: event.eventId, error });
    return { ...NOTHING, failed: 1 };
  });

async function sweep(actor: System, event: StoredEvent, now: Date): Promise<Swept> {
  const { eventId, startVersion, startsAt, lockedVersion, gradingVersion } = event;
  const isUpcoming = Date.parse(startsAt) > now.getTime() + LOCK_OVERDUE;
  if (isUpcoming) await scheduleLock(eventId, startVersion, startsAt);
  const isUnannounced = !isUpcoming && lockedVersion < startVersion;
  const outcome = isUnannounced ? (await lockEvent(actor, eventId, now)).outcome : null;
  const isGraded = isGradingDue(event, now);
  if (isGraded) await requestGrading(eventId);
  const next = {
    ...event,
    lockedVersion: outcome === 'locked' || outcome === 'done before' ? startVersion : lockedVersion,
    sweptVersion: isGraded ? gradingVersion : event.sweptVersion,
  };
  await markSwept(event, { sweptVersion: next.sweptVersion, sweepAt: sweepAtOf(next) });
  return { ...NOTHING, scheduled: Number(isUpcoming), locked: Number(outcome === 'locked'), graded: Number(isGraded) };
}
