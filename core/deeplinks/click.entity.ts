import { EXPIRES_AT, entity, exact, primary } from '#data/entity';

/** A link that was followed. It is there so that a click counts once. */
export const clickEntity = entity('click', {
  attributes: {
    clickId: { type: 'string', required: true, readOnly: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(exact('clickId')) },
});
