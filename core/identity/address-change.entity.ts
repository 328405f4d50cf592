import { EXPIRES_AT, entity, FACT_NUMBER, primary } from '#data/entity';

/**
 * A change of the ways by which a user signs in, kept while it can be undone. `number` counts the changes of the user; an undoing has a
 * number and no row.
 */
export const addressChangeEntity = entity('addresschange', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    number: FACT_NUMBER,
    kind: { type: ['set', 'removed', 'recovered', 'linked', 'unlinked'] as const, required: true, readOnly: true },
    /** The channel of the address, or the identity provider. */
    channel: { type: ['email', 'sms', 'google', 'apple'] as const, required: true, readOnly: true },
    /** The addresses before it, each sealed with the user as owner. */
    before: {
      type: 'list',
      required: true,
      readOnly: true,
      items: {
        type: 'map',
        properties: {
          channel: { type: ['email', 'sms'] as const, required: true },
          sealed: { type: 'string', required: true },
          verifiedAt: { type: 'string', required: true },
        },
      },
    },
    /** The accounts at identity providers before it, as the user has them. */
    identities: {
      type: 'list',
      required: true,
      readOnly: true,
      items: {
        type: 'map',
        properties: {
          provider: { type: ['google', 'apple'] as const, required: true },
          identityKey: { type: 'string', required: true },
          sealed: { type: 'string', required: true },
          linkedAt: { type: 'string', required: true },
        },
      },
    },
    at: { type: 'string', required: true, readOnly: true },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['number']) },
});
