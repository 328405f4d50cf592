import { EXPIRES_AT, entity, primary } from '#data/entity';

/**
 * The handle of an account that was erased, as its HMAC: nobody may take the name of somebody who has just gone. TTL deletes the row after its
 * end.
 */
export const handleReservationEntity = entity('handlereservation', {
  attributes: {
    handleKey: { type: 'string', required: true, readOnly: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['handleKey']) },
});
