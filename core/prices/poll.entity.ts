import { entity, primary } from '#data/entity';
import { LEAGUE_NAMES } from '#schemas/sports';

/**
 * One reply of the provider that was processed in full. It confirms every price that it did not change. One small row a poll, at most 1,440
 * a day for a league and kind.
 */
export const pollEntity = entity('poll', {
  attributes: {
    league: { type: LEAGUE_NAMES, required: true, readOnly: true },
    kind: { type: ['odds', 'games', 'alternates', 'scores'] as const, required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
    /** The number of games in the reply. */
    games: { type: 'number', required: true, readOnly: true },
    /** Open events that the reply did not show. */
    missing: { type: 'list', items: { type: 'string' }, required: true, readOnly: true },
    /** Events whose game in the reply could not be read. */
    unread: { type: 'list', items: { type: 'string' }, readOnly: true },
    /** True when the game of every item could be read. Otherwise `missing` proves nothing. */
    whole: { type: 'boolean', required: true, readOnly: true },
    /** The number of items that could not be read. */
    setAside: { type: 'number', required: true, readOnly: true },
    /** The provider's credits after this poll. */
    quotaRemaining: { type: 'number', readOnly: true },
    quotaUsed: { type: 'number', readOnly: true },
    quotaLast: { type: 'number', readOnly: true },
  },
  indexes: {
    primary: primary(['league', 'kind'], ['at']),
  },
});
