/** Locks: the schedule that announces an event's start, the announcement, and the sweep that makes good what got lost. */
export { announceLock } from './announce-lock.ts';
export { projectLock } from './event.projection.ts';
export { lockEvent } from './lock-event.ts';
export { sweepEvents } from './sweep-events.ts';
