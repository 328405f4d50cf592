import { entity, gsi2, primary } from '#data/entity';

/**
 * A user that Cognito makes of its own at the first sign-in in a browser, until the account at the provider is linked to a user of ours or a day
 * has passed. The index lists those that are due.
 */
export const federatedUserEntity = entity('federateduser', {
  attributes: {
    identityKey: { type: 'string', required: true, readOnly: true },
    provider: { type: ['google', 'apple'] as const, required: true, readOnly: true },
    /** The subject, sealed with `identityKey` as owner. */
    sealed: { type: 'string', required: true, readOnly: true },
    list: { type: ['due'] as const, required: true, readOnly: true },
    dueAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['identityKey']), byTime: gsi2(['list'], ['dueAt', 'identityKey']) },
});
