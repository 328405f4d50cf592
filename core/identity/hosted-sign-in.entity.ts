import { EXPIRES_AT, entity, primary } from '#data/entity';

/** A sign-in that a browser has begun, until it comes back from the provider. Stored under the hash of its state. */
export const hostedSignInEntity = entity('hostedsignin', {
  attributes: {
    stateHash: { type: 'string', required: true, readOnly: true },
    provider: { type: ['google', 'apple'] as const, required: true, readOnly: true },
    /** The hash of the cookie that the browser has. */
    cookieHash: { type: 'string', required: true, readOnly: true },
    /** The PKCE challenge of the app. */
    challenge: { type: 'string', required: true, readOnly: true },
    /** The link into the app at which it ends. */
    redirect: { type: 'string', required: true, readOnly: true },
    /** Our nonce and our PKCE verifier, sealed with `stateHash` as owner. */
    sealed: { type: 'string', required: true, readOnly: true },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['stateHash']) },
});
