import { entity, type Item, primary } from '#data/entity';

/** A person's presence, and their choices about what others learn of it. No row: nothing is known, and everything is shown. In no index. */
export const presenceEntity = entity('presence', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** The person is online until then, unless a ping moves it. */
    onlineUntil: { type: 'string' },
    lastSeenAt: { type: 'string' },
    /** True for somebody who neither shows their presence nor sees that of others. */
    hidden: { type: 'boolean' },
    /** True for somebody who neither gives receipts nor gets them. */
    noReceipts: { type: 'boolean' },
    /** True for somebody whose mobile pushes say that there is a message, and not its text. */
    noPreviews: { type: 'boolean' },
  },
  indexes: { primary: primary(['userId']) },
});

export type StoredPresence = Item<typeof presenceEntity>;
