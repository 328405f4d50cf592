/** The trail of what moderators and admins do: appended, never changed. */
export { noteAction } from './admin-action.store.ts';
export { listAuditTrail } from './list-audit-trail.ts';
