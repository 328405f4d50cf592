import { EXPIRES_AT, entity, primary } from '#data/entity';

/** The end of a sign-in in a browser: a person whom a provider has proven, for the app that has the code. Stored under the hash of the code. */
export const hostedCodeEntity = entity('hostedcode', {
  attributes: {
    codeHash: { type: 'string', required: true, readOnly: true },
    /** The PKCE challenge of the app. */
    challenge: { type: 'string', required: true, readOnly: true },
    /** The proven identity, sealed with `codeHash` as owner. */
    sealed: { type: 'string', required: true, readOnly: true },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['codeHash']) },
});
