export { assertPermission } from './assert-permission.ts';
export { cardsOf, publicUser, userByHandle } from './find-users.ts';
export { getMe } from './get-me.ts';
export { isReserved } from './handle-rules.ts';
export { handleUnavailable, updateMe } from './update-me.ts';
export type { Ban, StoredUser } from './user.entity.ts';
export { banPart, claimHandlePart, loadUser, newUserPart, rolePart } from './user.store.ts';
export { banAt, meView, type UserCard } from './user.view.ts';
