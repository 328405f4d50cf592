import { entity, type Item, primary } from '#data/entity';

const on = { type: 'boolean', required: true } as const;

/** A user's choices about notifications, and the end of what they have seen of the list. No row: the defaults, and nothing seen. In no index. */
export const notificationSettingsEntity = entity('notificationsettings', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** The id of the newest notification that the user has seen. */
    seenThrough: { type: 'string' },
    /** The chosen channels of kinds; a kind that is missing has the defaults. */
    kinds: {
      type: 'list',
      items: { type: 'map', properties: { kind: { type: 'string', required: true }, in_app: on, push: on, email: on } },
    },
    quietHours: {
      type: 'map',
      properties: {
        from: { type: 'string', required: true },
        to: { type: 'string', required: true },
        timeZone: { type: 'string', required: true },
      },
    },
  },
  indexes: { primary: primary(['userId']) },
});

export type StoredSettings = Item<typeof notificationSettingsEntity>;
