import { EXPIRES_AT, entity, primary } from '#data/entity';

/** A fact that was told, of a kind that can be withdrawn and done again: it is not told again. In no index. */
export const toldFactEntity = entity('toldfact', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    kind: { type: 'string', required: true, readOnly: true },
    subject: { type: 'string', required: true, readOnly: true },
    /** The person who did it. */
    by: { type: 'string', required: true, readOnly: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['userId'], ['kind', 'subject', 'by']) },
});
