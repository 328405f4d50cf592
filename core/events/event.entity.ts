import { entity, gsi1, primary } from '#data/entity';
import { COVERED_SPORTS, LEAGUE_NAMES } from '#schemas/sports';
import { CONFIRMATIONS, EVENT_STATES } from './event-facts.ts';

/**
 * An event as it stands: the newest of its facts, which are rows of their own (starts, results, states, decisions). In the index by league and
 * start, where only what a list orders by is carried. Prices and the lock live elsewhere, so that a change here is always news.
 */
export const eventEntity = entity('event', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    sport: { type: COVERED_SPORTS, required: true, readOnly: true },
    league: { type: LEAGUE_NAMES, required: true, readOnly: true },
    home: { type: 'string', required: true, readOnly: true },
    away: { type: 'string', required: true, readOnly: true },
    startsAt: { type: 'string', required: true },
    startVersion: { type: 'number', required: true },
    lockedThrough: { type: 'string' },
    state: { type: EVENT_STATES, required: true },
    stateVersion: { type: 'number', required: true },
    /** An admin decided: the provider changes neither state nor result any more. */
    pinned: { type: 'boolean', required: true },
    /** The newest of the admins' decisions. */
    decision: {
      type: 'map',
      properties: {
        number: { type: 'number', required: true },
        content: { type: 'string', required: true },
        by: { type: 'string', required: true },
        recordedAt: { type: 'string', required: true },
        confirmation: { type: CONFIRMATIONS, required: true },
        confirmedBy: { type: 'string' },
      },
    },
    /** The newest of the provider's claims against it, and its content while nobody has looked. */
    claim: {
      type: 'map',
      properties: {
        number: { type: 'number', required: true },
        content: { type: 'string' },
        home: { type: 'number', required: true },
        away: { type: 'number', required: true },
        recordedAt: { type: 'string', required: true },
      },
    },
    disputed: { type: 'string' },
    result: {
      type: 'map',
      properties: {
        version: { type: 'number', required: true },
        home: { type: 'number', required: true },
        away: { type: 'number', required: true },
        recordedAt: { type: 'string', required: true },
        content: { type: 'string' },
        detailed: { type: 'boolean' },
      },
    },
    gradingVersion: { type: 'number', required: true },
    gradingAt: { type: 'string' },
    /** When a provider first showed a score, so that play has begun. */
    scoredAt: { type: 'string' },
    /** The start version whose passing has been announced; 0 until then. */
    lockedVersion: { type: 'number', required: true },
    /** The grading version that was graded once more after its index had surely caught up; 0 until then. */
    sweptVersion: { type: 'number', required: true },
    /** The provider and its own id. */
    provider: { type: 'string', required: true, readOnly: true },
    providerGameId: { type: 'string', required: true, readOnly: true },
    /** When we first heard of it. */
    seenAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: {
    primary: primary(['eventId']),
    byStart: gsi1(['league'], ['startsAt', 'eventId'], ['eventId', 'league', 'startsAt']),
  },
});
