import { EXPIRES_AT, entity, primary } from '#data/entity';

/** Our word to Cognito that this user has proven who they are, good for one sign-in. Kept under the grant's hash. */
export const grantEntity = entity('grant', {
  attributes: {
    grantHash: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    /** The challenge that consumed it: Cognito asks again when our answer is slow. */
    nonce: { type: 'string' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['grantHash']) },
});
