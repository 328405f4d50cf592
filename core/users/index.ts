export { addressesPart, addressSealsPart, rolePart, signOutPart, standingPart, termsPart, tierPart } from './account.store.ts';
export { avatarKey, avatarUrl } from './avatar.view.ts';
export { authorView, type UserCard } from './card.view.ts';
export { endOfBan, type QuotedSums } from './card-rules.ts';
export { cardsFor, cardsOf, noSuchUser, userIdByHandle, userIdNamed } from './find-users.ts';
export { getMe } from './get-me.ts';
export { unreservedHandlePart } from './handle-reservation.store.ts';
export { isReserved } from './handle-rules.ts';
export { leavePart, stayPart } from './leave.store.ts';
export { madePage } from './made-page.ts';
export {
  mentionedIn,
  mentionRefusal,
  mentionsAttribute,
  mentionsStranger,
  noSuchPersonAt,
  type ShownText,
  shownText,
  type Written,
} from './mention-rules.ts';
export { openAddresses } from './open-addresses.ts';
export { permissionRefusal } from './permission-rules.ts';
export { newestPrivacy } from './privacy-mark.store.ts';
export { areCurrent, termsRefusal, termsRequired } from './terms-rules.ts';
export { handleUnavailable, updateMe } from './update-me.ts';
export type { Ban, StoredUser } from './user.entity.ts';
export {
  addToCardPart,
  avatarPart,
  banPart,
  cardRecord,
  claimHandlePart,
  currentCard,
  loadUser,
  loadUsers,
  newUserPart,
  privacyPart,
  replaceCardRecord,
  signOutOf,
  userOfImage,
  userPage,
} from './user.store.ts';
export { userUpkeep } from './user.upkeep.ts';
export { meView, publicView } from './user.view.ts';
export { banAt, banOf, tierAt } from './user-rules.ts';
export { youngRefusal } from './young-rules.ts';
