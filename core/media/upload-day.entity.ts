import { EXPIRES_AT, entity, primary } from '#data/entity';

/** The bytes that a person announced on a day in UTC, and the uploads of that day in which a threat was found. */
export const uploadDayEntity = entity('uploadday', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    day: { type: 'string', required: true, readOnly: true },
    bytes: { type: 'number' },
    threats: { type: 'number' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['userId'], ['day']) },
});
