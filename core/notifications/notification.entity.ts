import { EXPIRES_AT, entity, type Item, primary } from '#data/entity';

/**
 * A notification: what happened to one thing within 12 hours, until its user reads it. Its id is of the instant at which it began, so that a
 * user's notifications sort by it and none moves. At most 1 KB. In no index and in no reader's filter.
 */
export const notificationEntity = entity('notification', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    notificationId: { type: 'string', required: true, readOnly: true },
    kind: { type: 'string', required: true, readOnly: true },
    /** `<type>#<id>` of what it is about. */
    subject: { type: 'string', required: true, readOnly: true },
    /** The newest people or picks, newest first, in one text: see memberOf(). */
    members: { type: 'string', required: true },
    /** True when it had more members than it keeps, so that it is not empty without the kept ones. */
    cut: { type: 'boolean' },
    /** True where the list and sockets leave it out, as the user has chosen for the kind: mobile pushes and e-mails alone tell it. */
    unlisted: { type: 'boolean' },
    updatedAt: { type: 'string', required: true },
    readAt: { type: 'string' },
    /** The last telling over sockets, or the next one that is planned: see textOfTelling(). */
    sockets: { type: 'string' },
    /** The same of mobile pushes. */
    mobile: { type: 'string' },
    /** The e-mail that is planned: see textOfTelling(). There is one for a notification. */
    mail: { type: 'string' },
    /** The instant at which that was sent. */
    mailedAt: { type: 'string' },
    revision: { type: 'number', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['userId'], ['notificationId']) },
});

export type StoredNotification = Item<typeof notificationEntity>;
