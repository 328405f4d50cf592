import { entity, primary } from '#data/entity';
import { LEAGUE_NAMES } from '#schemas/sports';

/**
 * One reply of a provider that was read and stored in full: it confirms every price that it did not change. One small row a poll, at most
 * 1,440 a day for a league and kind.
 */
export const pollEntity = entity('poll', {
  attributes: {
    league: { type: LEAGUE_NAMES, required: true, readOnly: true },
    kind: { type: ['odds', 'alternates', 'scores'] as const, required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
    /** How many games it showed. */
    games: { type: 'number', required: true, readOnly: true },
    /** Events of ours that are open and that it did not show. */
    missing: { type: 'list', items: { type: 'string' }, required: true, readOnly: true },
    /** Events of ours that it showed in a way that could not be read. */
    unread: { type: 'list', items: { type: 'string' }, readOnly: true },
    /** Whether it could be told which games it showed: only then is a missing one missing. */
    whole: { type: 'boolean', required: true, readOnly: true },
    setAside: { type: 'number', required: true, readOnly: true },
    /** Credits left, after this poll. */
    quotaRemaining: { type: 'number', readOnly: true },
    quotaUsed: { type: 'number', readOnly: true },
    quotaLast: { type: 'number', readOnly: true },
  },
  indexes: {
    primary: primary(['league', 'kind'], ['at']),
  },
});
