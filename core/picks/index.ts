export { deletePick, editPick } from './edit-pick.ts';
export {
  idsOfEvent,
  outcomePart,
  outcomesOf,
  pageOfShard,
  pickById,
  picksByIds,
  revisionsOf,
  type StoredLeg,
  type StoredOutcome,
  type StoredPick,
} from './pick.store.ts';
export { projectedOutcome, projectedPick } from './pick-images.ts';
export { lockAtOf, SHARDS } from './pick-rules.ts';
export { placePick } from './place-pick.ts';
export { getPick, listPicks, listUserPicks } from './read-picks.ts';
