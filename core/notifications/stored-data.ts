import type { DomainData } from '#data/data-row';

const EXPIRY = ['expiresAt'];

/** The register of what notifications store. */
export const notificationsData: DomainData = {
  notification: {
    purpose: 'tells a person what happened',
    retention: '60 days',
    personal: ['notificationId', 'kind', 'subject', 'updatedAt', 'readAt', 'userId', 'members', 'mailedAt'],
    other: ['cut', 'unlisted', 'sockets', 'mobile', 'mail', 'revision', ...EXPIRY],
    unexported: { userId: 'names the row', members: 'names other people', mailedAt: 'of no use to the person' },
  },
  subjectnotifications: {
    purpose: 'finds the notifications of one thing',
    retention: 'as long as the notifications',
    personal: ['userId', 'kind', 'subject', 'ids'],
    other: EXPIRY,
    unexported: 'repeats `notification`',
  },
  notificationsettings: {
    purpose: 'what a person wants to be told, and by which way',
    retention: 'as long as the account',
    personal: ['kinds', 'quietHours', 'seenThrough', 'userId'],
    other: [],
    unexported: { seenThrough: 'repeats `readAt` of notifications', userId: 'names the row' },
  },
  quietend: {
    purpose: 'tells after the quiet hours what was held in them',
    retention: '7 days',
    personal: ['quarter', 'userId', 'since'],
    other: EXPIRY,
    unexported: 'gone within 7 days',
    unerased: 'gone within 7 days',
  },
  mobiledevice: {
    purpose: 'where mobile pushes go',
    retention: '60 days after it was last registered, or until it signs out',
    personal: ['deviceId', 'platform', 'locale', 'registeredAt', 'userId', 'token', 'origin', 'endpoint'],
    other: EXPIRY,
    unexported: {
      ...{ userId: 'names the row', token: 'whoever has it could push', origin: 'names a session' },
      endpoint: 'whoever has it could push',
    },
  },
  mobiletoken: {
    purpose: 'gives the token of a platform one owner',
    retention: 'as long as the device',
    personal: ['tokenHash', 'userId', 'deviceId'],
    other: EXPIRY,
    unexported: 'repeats `mobiledevice`',
  },
  toldfact: {
    purpose: 'tells the same fact of the same person once',
    retention: '365 days',
    personal: ['userId', 'kind', 'subject', 'by'],
    other: EXPIRY,
    unexported: 'repeats `notification`, and names other people',
  },
};
