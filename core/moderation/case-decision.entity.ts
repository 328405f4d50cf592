import { entity, FACT_NUMBER, primary } from '#data/entity';
import { BanScope } from '#schemas/users';

/** A moderator's decision on a case: appended, never changed. */
export const caseDecisionEntity = entity('casedecision', {
  attributes: {
    caseId: { type: 'string', required: true, readOnly: true },
    number: FACT_NUMBER,
    action: { type: ['dismiss', 'hide', 'restore', 'ban'] as const, required: true, readOnly: true },
    reason: { type: 'string', required: true, readOnly: true },
    by: { type: 'string', required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
    /** Of a ban: its scope and its end. */
    scope: { type: BanScope.options, readOnly: true },
    until: { type: 'string', readOnly: true },
  },
  indexes: { primary: primary(['caseId'], ['number']) },
});
