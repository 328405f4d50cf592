import { EXPIRES_AT, entity, primary } from '#data/entity';
import { LEAGUE_NAMES } from '#schemas/sports';

/**
 * The interest of people in an event, by which the provider is asked more often: one small row for each event that somebody opened or picked.
 * Its partition key begins with a name of its own, since the door that shows events may write these rows alone.
 */
export const demandEntity = entity('demand', {
  attributes: {
    /** The league. */
    demandFor: { type: LEAGUE_NAMES, required: true, readOnly: true },
    eventId: { type: 'string', required: true, readOnly: true },
    /** The hour in which the newest pick was placed. */
    pickedAt: { type: 'string' },
    /** The hour in which somebody last opened the event. */
    openedAt: { type: 'string' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['demandFor'], ['eventId']) },
});
