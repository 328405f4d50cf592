import { EXPIRES_AT, entity, primary } from '#data/entity';

/** A sign-in that goes on: read by its user and id, so that all of a user's can be ended at once, and no index lags behind. */
export const sessionEntity = entity('session', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    sessionId: { type: 'string', required: true, readOnly: true },
    /** Which refresh token is the present one, counted from 1, and when it took its predecessor's place (epoch milliseconds). */
    generation: { type: 'number', required: true },
    rotatedAt: { type: 'number', required: true },
    /** Cognito's own refresh token, sealed about the session, and the `origin_jti` of every token that comes from it. */
    sealed: { type: 'string', required: true, readOnly: true },
    origin: { type: 'string', required: true, readOnly: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    endedAt: { type: 'string' },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['sessionId']) },
});
