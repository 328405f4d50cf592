import { EXPIRES_AT, entity, type Item, primary } from '#data/entity';

/** A link to a group, in one of 20 places, so that there are never more. Its secret is kept as a hash. */
export const inviteEntity = entity('invite', {
  attributes: {
    conversationId: { type: 'string', required: true, readOnly: true },
    place: { type: 'number', required: true, readOnly: true, padding: { length: 2, char: '0' } },
    inviteId: { type: 'string', required: true },
    secretHash: { type: 'string', required: true },
    createdBy: { type: 'string', required: true },
    createdAt: { type: 'string', required: true },
    endsAt: { type: 'string', required: true },
    uses: { type: 'number', required: true },
    most: { type: 'number', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['conversationId'], ['place']) },
});

export type StoredInvite = Item<typeof inviteEntity>;
