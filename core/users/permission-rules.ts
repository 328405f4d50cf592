import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import { PERMISSIONS, type Permission } from '#schemas/permissions';

/**
 * The refusal of a caller whose token names no role with a permission. A role that was taken away is in no token that a door still takes
 * (docs/identity.md), so nothing is read.
 */
export const permissionRefusal = (actor: Viewer, permission: Permission): DomainError | null =>
  actor.kind === 'user' && (PERMISSIONS[actor.role] as readonly Permission[]).includes(permission)
    ? null
    : new DomainError('FORBIDDEN', 'Your role does not allow this.');
