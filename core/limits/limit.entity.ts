import { EXPIRES_AT, entity, exact, primary } from '#data/entity';

/** The number of a subject's calls in a window that the first call opened. One item per subject, rule and length of the window, in no index. */
export const limitEntity = entity('limit', {
  attributes: {
    subject: { type: 'string', required: true, readOnly: true },
    rule: { type: 'string', required: true, readOnly: true },
    seconds: { type: 'number', required: true, readOnly: true },
    calls: { type: 'number', required: true },
    /** Epoch milliseconds. */
    closesAt: { type: 'number', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: {
    primary: primary(exact('subject'), exact('rule', 'seconds')),
  },
});
