import { EXPIRES_AT, entity, exact, primary } from '#data/entity';

/**
 * The one row of a caller: a counter for each open window. A counter is an attribute that is named after its rule and its window
 * (caller-rules.ts), which no schema can list. In no index; at most 1 KB, so that each update costs 1 WRU.
 */
export const callerEntity = entity('caller', {
  attributes: {
    subject: { type: 'string', required: true, readOnly: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(exact('subject')) },
});
