export { acceptFollow, declineFollow, removeFollower } from './answer-request.ts';
export { bellsOf, hasBells } from './bell.store.ts';
export { blockUser, unblockUser } from './block-user.ts';
export type { StoredContact } from './contact.entity.ts';
export { contactOfImage, contactsAmong } from './contact.store.ts';
export { acceptContact, deleteContact, listContacts, requestContact } from './contacts.ts';
export type { StoredFollow } from './follow.entity.ts';
export { countFollows } from './follow.projection.ts';
export {
  followersAmong,
  followersOf,
  followOfImage,
  followsAmong,
  followsOf,
  listedFollowing,
  loadFollow,
} from './follow.store.ts';
export { followCountsOf } from './follow-count.store.ts';
export { followUser, unfollowUser } from './follow-user.ts';
export { getProfile } from './get-profile.ts';
export { graphUpkeep } from './graph.upkeep.ts';
export { listFollowers, listFollowing, listFollowRequests } from './list-follows.ts';
export { listBlocks, listMutes } from './list-hidden.ts';
export {
  followedAmong,
  hiddenFrom,
  hiddenOf,
  namedUserId,
  peopleFor,
  picksSeenBy,
  seePerson,
  sightOn,
} from './load-sights.ts';
export { muteUser, unmuteUser } from './mute-user.ts';
export { isBlockedPair, unblockedPart } from './pair.store.ts';
export { ringBell, silenceBell } from './set-bell.ts';
export { type HiddenPeople, type Sight, type Sights, sightsOf } from './visibility-rules.ts';
