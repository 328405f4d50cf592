/** Locks: the schedule that announces an event's start, the announcement, and the sweep that makes good what got lost. */
export { announceLock } from './announce-lock.ts';
export { ArrangeLockMessage, arrangeLock } from './arrange-lock.ts';
export { requestLockSchedule } from './event.projection.ts';
export { lockEvent } from './lock-event.ts';
export { sweepEvents } from './sweep-events.ts';
