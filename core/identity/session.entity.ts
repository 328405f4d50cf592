import { EXPIRES_AT, entity, primary } from '#data/entity';

/** A session. Its key starts with the user, so that one consistent query finds all sessions of a user, without an index that lags. */
export const sessionEntity = entity('session', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    sessionId: { type: 'string', required: true, readOnly: true },
    /** The generation of the current refresh token, from 1. */
    generation: { type: 'number', required: true },
    /** The instant at which the current refresh token was issued, in epoch milliseconds. */
    rotatedAt: { type: 'number', required: true },
    /** Cognito's own refresh token, sealed with the session's id as owner. */
    sealed: { type: 'string', required: true, readOnly: true },
    /** The `origin_jti` of every token that Cognito mints for the session. */
    origin: { type: 'string', required: true, readOnly: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    /** The device as it described itself at its sign-in. */
    device: {
      type: 'map',
      readOnly: true,
      properties: {
        name: { type: 'string', required: true },
        platform: { type: ['ios', 'android', 'web'] as const, required: true },
        appVersion: { type: 'string', required: true },
      },
    },
    /** The region of the sign-in, of a person who has let it be kept. */
    region: { type: 'string', readOnly: true },
    /** The device had never signed in by the address, and is not the one that registered. */
    newDevice: { type: 'boolean', readOnly: true },
    endedAt: { type: 'string' },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['sessionId']) },
});
