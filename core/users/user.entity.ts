import { CustomAttributeType } from 'electrodb';
import type { CareStanding } from '#core/gates';
import { entity, gsi1, type Item, primary } from '#data/entity';

/** A ban that stands; it may have ended by the clock. */
const banMap = {
  type: 'map',
  properties: {
    /** Of the fact that it follows from. */
    number: { type: 'number', required: true },
    reason: { type: 'string', required: true },
    /** Absent: until it is lifted. */
    endsAt: { type: 'string' },
  },
} as const;

/**
 * A user: the public profile, private data, and the bans that stand. Addresses are sealed (#platform/personal-vault). Each ban follows from
 * the ban facts in core/identity and is written with them; `bans` counts those facts, so that two changes at once are seen. `role` and `tier`
 * follow from the facts of that name there. The index lists all users, for upkeep only.
 */
export const userEntity = entity('user', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** The index partition that lists this user. */
    shard: { type: 'number', required: true, readOnly: true },
    handle: { type: 'string', required: true },
    /** The instant of the last change of the handle; changes on the first day do not count. */
    handleChangedAt: { type: 'string' },
    /** The one handle that is held for the user, who left it, and the epoch seconds at which the hold ends. */
    held: {
      type: 'map',
      properties: { handle: { type: 'string', required: true }, endsAt: { type: 'number', required: true } },
    },
    displayName: { type: 'string', required: true },
    bio: { type: 'string', required: true },
    /** Only followers see what the user makes. */
    private: { type: 'boolean' },
    /** The people who may see the lists of followers and of followed people; everyone when absent. */
    listsVisible: { type: ['everyone', 'followers', 'me'] as const },
    /** The people who may begin a conversation with the user; everyone when absent. */
    whoCanMessage: { type: ['everyone', 'contacts', 'nobody'] as const },
    /** The people who may add the user to a group; contacts when absent. */
    whoCanAdd: { type: ['everyone', 'contacts', 'nobody'] as const },
    /** The sports whose trending items the home feed shows; none are chosen while it is empty or absent. */
    sports: { type: 'list', items: { type: 'string' } },
    /** The picture beside the name; its objects are core/media's. */
    avatarId: { type: 'string' },
    /** The description of the picture. */
    avatarAlt: { type: 'string' },
    role: { type: ['user', 'moderator', 'admin'] as const, required: true },
    tier: { type: ['free', 'premium'] as const, required: true },
    /** The instant at which the tier ends; absent for one without an end. */
    tierUntil: { type: 'string' },
    dateOfBirth: { type: 'string', required: true },
    /** The instant at which the age was accepted as proven. An account without it has no access. */
    ageVerifiedAt: { type: 'string' },
    /** The data key that seals the addresses, wrapped by KMS. Absent while the secret of the deployment seals them. */
    dataKey: { type: 'string' },
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
    /** The accounts at identity providers by which the user signs in, at most one of each. */
    identities: {
      type: 'list',
      items: {
        type: 'map',
        properties: {
          provider: { type: ['google', 'apple'] as const, required: true },
          /** The key under which core/identity finds the user. */
          identityKey: { type: 'string', required: true },
          /** The subject of the provider's ID tokens, sealed with `identityKey` as owner. */
          sealed: { type: 'string', required: true },
          linkedAt: { type: 'string', required: true },
        },
      },
    },
    /** The newest versions of the texts that the user has accepted. They follow from the facts in core/identity. */
    terms: {
      type: 'map',
      properties: { terms: { type: 'string', required: true }, privacy: { type: 'string', required: true } },
    },
    /** The sum of the facts in core/care. Absent for none. */
    standing: { type: CustomAttributeType<CareStanding>('any') },
    /** Counts the changes of addresses and identities, so that two at once are seen. Absent for none. */
    addressChanges: { type: 'number' },
    /** The ban from everything. */
    ban: banMap,
    postingBan: banMap,
    messagingBan: banMap,
    bans: { type: 'number', required: true },
    /** Sessions that began at or before this instant are over: a ban, or a role that was taken away. */
    signedOutAt: { type: 'string' },
    /** The instant from which on everything about the user is erased. Absent unless they have asked for it; they are hidden from then on. */
    deletesAt: { type: 'string' },
    createdAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['userId']), byShard: gsi1(['shard'], ['userId'], ['userId']) },
});

/** A user as use cases see one: `shard` serves the index only. */
export type StoredUser = Omit<Item<typeof userEntity>, 'shard'>;
export type Ban = NonNullable<StoredUser['ban']>;
