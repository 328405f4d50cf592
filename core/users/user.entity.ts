import { entity, type Item, primary } from '#data/entity';

/**
 * A bettor: what anyone sees, what only they see, and what stands against them. Addresses are sealed (#platform/vault). `ban` is the
 * present answer of the ban facts in core/identity, written with them; `bans` counts those facts, so that two changes at once are seen.
 * `role` is the answer of the role facts there in the same way.
 */
export const userEntity = entity('user', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    handle: { type: 'string', required: true },
    displayName: { type: 'string', required: true },
    bio: { type: 'string', required: true },
    role: { type: ['user', 'moderator', 'admin'] as const, required: true },
    tier: { type: ['free', 'premium'] as const, required: true },
    dateOfBirth: { type: 'string', required: true },
    /** When we took their age for proven. Without it there is no access. */
    ageVerifiedAt: { type: 'string' },
    addresses: {
      type: 'list',
      required: true,
      items: {
        type: 'map',
        properties: {
          channel: { type: ['email', 'sms'] as const, required: true },
          sealed: { type: 'string', required: true },
          verifiedAt: { type: 'string', required: true },
        },
      },
    },
    ban: {
      type: 'map',
      properties: {
        /** Of the fact that it follows from. */
        number: { type: 'number', required: true },
        reason: { type: 'string', required: true },
        /** Absent: until it is lifted. */
        endsAt: { type: 'string' },
      },
    },
    bans: { type: 'number', required: true },
    /** Sessions that began at or before this instant are over: a ban, or a role that was taken away. */
    signedOutAt: { type: 'string' },
    createdAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['userId']) },
});

export type StoredUser = Item<typeof userEntity>;
export type Ban = NonNullable<StoredUser['ban']>;
