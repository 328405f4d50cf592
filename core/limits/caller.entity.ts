import { EXPIRES_AT, entity, exact, primary } from '#data/entity';

/**
 * The one row of a caller: a counter for each open window, and of a user what stands against the access tokens that are in use. A counter is
 * an attribute that is named after its rule and its window (caller-rules.ts), which no schema can list. In no index; at most 1 KB, so that
 * each update costs 1 WRU.
 */
export const callerEntity = entity('caller', {
  attributes: {
    subject: { type: 'string', required: true, readOnly: true },
    /** The end of the ban from everything, FOREVER for one without an end. Absent: none was decided, or it was lifted. */
    ban: { type: 'string' },
    /** The end of the ban from posting; of one that was lifted, the instant of that, since tokens of before name the ban. */
    postingBan: { type: 'string' },
    /** The same of the ban from messages to one another. */
    messagingBan: { type: 'string' },
    /** The end of the exclusion or cool-off that the user chose. */
    excludedUntil: { type: 'string' },
    /** True for a user with limits on their stakes. */
    limitsStakes: { type: 'boolean' },
    /** Epoch seconds: every token is refused whose sign-in (`auth_time`) was then or before. */
    endedBefore: { type: 'number' },
    /** The sessions that ended one by one, each as the hash of its origin and the epoch second of its end: `k3JxQ0aZ1b@1795435200`. */
    endedOrigins: { type: 'set', items: 'string' },
    /** The newest step-up: the hash of its session's origin and its epoch second. One session has one at a time. */
    stepUp: { type: 'string' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(exact('subject')) },
});
