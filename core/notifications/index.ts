/** Notifications: the list of what a user is told, and its delivery over sockets and to mobile devices. */
export { close } from './close.ts';
export { closeReplacedSockets, closeSocketsOfSession, closeSocketsOfUser } from './close-sockets.projection.ts';
export { ringForPick, ringForPost, tellComments, tellMentions, tellReactions } from './content.projection.ts';
export { tellDecisions } from './decisions.projection.ts';
export { deliver } from './deliver.ts';
export { ClosingMessage, Delivery } from './delivery.ts';
export { endQuietHours } from './end-quiet-hours.ts';
export { notifyMediaDecided } from './media-decided.projection.ts';
export { forgetMobileDevice } from './mobile-device.projection.ts';
export { tellOfNewItem } from './new-item.ts';
export { notificationUpkeep } from './notification.upkeep.ts';
export { type NotificationFor, notify } from './notify.ts';
export { tellContacts, tellFollows } from './people.projection.ts';
export { notifySettled } from './pick-settled.projection.ts';
export { getPreferences, setPreferences } from './preferences.ts';
export { countUnread, listNotifications, markRead, markSeen } from './read-notifications.ts';
export { registerDevice, unregisterDevice } from './register-device.ts';
export { stopMails } from './unsubscribe.ts';
