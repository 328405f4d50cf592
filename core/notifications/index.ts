/** Notifications: who is told what. */
export { notifySettled } from './pick-settled.projection.ts';
