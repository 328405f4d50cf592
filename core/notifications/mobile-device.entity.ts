import { EXPIRES_AT, entity, exact, type Item, primary } from '#data/entity';

/** An installation of the app to which mobile pushes are sent. Its key starts with the user, so that one query finds them all. In no index. */
export const mobileDeviceEntity = entity('mobiledevice', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** The installation's own id, which it makes. */
    deviceId: { type: 'string', required: true, readOnly: true },
    platform: { type: ['ios', 'android'] as const, required: true },
    token: { type: 'string', required: true },
    locale: { type: 'string', required: true },
    /** The session in which it was registered: its end is the end of the device's pushes. */
    origin: { type: 'string', required: true },
    /** The endpoint of SNS, from the first push on. */
    endpoint: { type: 'string' },
    registeredAt: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['userId'], ['deviceId']) },
});

/** The device that a platform's token belongs to: that of whoever registered it last. Stored under the token's hash. */
export const mobileTokenEntity = entity('mobiletoken', {
  attributes: {
    tokenHash: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true },
    deviceId: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(exact('tokenHash')) },
});

export type StoredDevice = Item<typeof mobileDeviceEntity>;
