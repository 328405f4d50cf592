import { EXPIRES_AT, entity, primary } from '#data/entity';

/** A grant: it proves to Cognito, for one sign-in, that we have verified the user. Stored under the grant's hash. */
export const grantEntity = entity('grant', {
  attributes: {
    grantHash: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    /** The challenge that consumed the grant. Cognito repeats a challenge when our answer is slow. */
    nonce: { type: 'string' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['grantHash']) },
});
