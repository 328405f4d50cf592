/** Notifications: who is told what, and the queues on which it goes out. */
export { closeReplacedSockets, closeSocketsOfSession, closeSocketsOfUser } from './close-sockets.projection.ts';
export { deliver } from './deliver.ts';
export { Delivery } from './delivery.ts';
export { type NotificationFor, notify } from './notify.ts';
export { notifySettled } from './pick-settled.projection.ts';
