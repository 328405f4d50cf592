/** What happens to picks as their event lives: its lock is announced, its result graded, what got lost made good. */
export { announceLock, LockAnnouncement } from './announce-lock.ts';
export { lockEvent } from './lock-event.ts';
export { projectBetting } from './project-betting.ts';
export { GradingMessage, requestGrading, settleEvent } from './settle-event.ts';
export { type Gradable, gradable, nextOutcome, settlePick } from './settle-pick.ts';
export { sweepEvents } from './sweep-events.ts';
