import { EXPIRES_AT, entity, primary } from '#data/entity';

/**
 * An e-mail address that no code is sent to until the hold expires or is released: SES reported a hard bounce or a complaint, or Apple that its
 * person has turned the relay off.
 */
export const addressHoldEntity = entity('addresshold', {
  attributes: {
    identityKey: { type: 'string', required: true, readOnly: true },
    reason: { type: ['bounce', 'complaint', 'relay-off'] as const, required: true },
    heldAt: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['identityKey']) },
});
