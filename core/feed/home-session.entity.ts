import { CustomAttributeType } from 'electrodb';
import { EXPIRES_AT, entity, primary } from '#data/entity';

/** A ranked list of one reader, through which they page for 30 minutes: at most 100 references, some 3 KB. It never changes. */
export const homeSessionEntity = entity('homesession', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    sessionId: { type: 'string', required: true, readOnly: true },
    /** See packList; the number of a row is the place of its reason in FeedReason. */
    rows: { type: CustomAttributeType<Uint8Array>('any'), required: true, readOnly: true },
    /** The version of the weights that it was ranked by. */
    weights: { type: 'number', required: true, readOnly: true },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['sessionId']) },
});
