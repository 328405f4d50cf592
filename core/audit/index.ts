/** Holds what is derived against the facts: for people (the audit) and every night (the reconciler). */
export { type Audit, audit } from './audit.ts';
export type { Difference } from './difference.ts';
export { type Reconciled, reconcileStats } from './reconcile-stats.ts';
