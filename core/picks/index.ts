export { announceLock, LockAnnouncement } from './announce-lock.ts';
export { deletePick, editPick } from './edit-pick.ts';
export { lockEvent } from './lock-event.ts';
export {
  outcomePart,
  outcomesOf,
  pageOfShard,
  pickById,
  picksByIds,
  type StoredLeg,
  type StoredOutcome,
  type StoredPick,
} from './pick.store.ts';
export { SHARDS } from './pick-rules.ts';
export { placePick } from './place-pick.ts';
export { getPick, listPicks, listUserPicks } from './read-picks.ts';
