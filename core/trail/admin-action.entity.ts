import { EXPIRES_AT, entity, primary } from '#data/entity';

/** One call of a route that needs a permission, by somebody who has it. Written before the route runs; its end is added once. */
export const adminActionEntity = entity('adminaction', {
  attributes: {
    /** The month of the call in UTC, such as `2026-11`. */
    month: { type: 'string', required: true, readOnly: true },
    actionId: { type: 'string', required: true, readOnly: true },
    /** The user who called. */
    by: { type: 'string', required: true, readOnly: true },
    role: { type: ['user', 'moderator', 'admin'] as const, required: true, readOnly: true },
    /** The name of the contract. */
    route: { type: 'string', required: true, readOnly: true },
    /** The parameters of the path as JSON. */
    params: { type: 'string', required: true, readOnly: true },
    reason: { type: 'string', readOnly: true },
    /** The status of the reply. Absent while it runs, and where the function stopped: it may have been done then. */
    status: { type: 'number' },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['month'], ['actionId']) },
});
