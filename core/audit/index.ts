/** Holds what is derived against the facts: for people (the audit) and every night (the reconciler). */
export { type Audit, audit } from './audit.ts';
export { auditEvent } from './audit-event.ts';
export { auditPick } from './audit-pick.ts';
export { auditRecord, type Facts } from './audit-records.ts';
export type { Difference } from './difference.ts';
export { type Reconciled, reconcileStats } from './reconcile-stats.ts';
