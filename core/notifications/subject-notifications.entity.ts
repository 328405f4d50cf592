import { EXPIRES_AT, entity, primary } from '#data/entity';

/** The notifications of a user about one thing, so that news of it find the open one, and what is withdrawn leaves all of them. In no index. */
export const subjectNotificationsEntity = entity('subjectnotifications', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    kind: { type: 'string', required: true, readOnly: true },
    subject: { type: 'string', required: true, readOnly: true },
    /** Newest first. */
    ids: { type: 'list', items: { type: 'string' }, required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['userId'], ['kind', 'subject']) },
});
