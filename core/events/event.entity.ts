import { entity, gsi1, gsi2, primary } from '#data/entity';
import { COVERED_SPORTS, LEAGUE_NAMES } from '#schemas/sports';
import { CONFIRMATIONS, DOUBTS, EVENT_STATES } from './event-facts.ts';

/**
 * An event with its newest facts. Each fact also has a row of its own: starts, results, states, decisions. The index lists events by league
 * and start and carries no more than its order; the second one lists them by the instant at which the sweep has to look at them. Prices and
 * the lock are other items, so that the stream sees each change of an event's facts alone.
 */
export const eventEntity = entity('event', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    sport: { type: COVERED_SPORTS, required: true, readOnly: true },
    league: { type: LEAGUE_NAMES, required: true, readOnly: true },
    /** Two sides, or the title of a competition in which a field plays. */
    home: { type: 'string', readOnly: true },
    away: { type: 'string', readOnly: true },
    title: { type: 'string', readOnly: true },
    startsAt: { type: 'string', required: true },
    startVersion: { type: 'number', required: true },
    lockedThrough: { type: 'string' },
    state: { type: EVENT_STATES, required: true },
    stateVersion: { type: 'number', required: true },
    /** True after an admin's decision: the provider changes neither state nor result any more. */
    pinned: { type: 'boolean', required: true },
    /** The admin's decision in force. */
    decision: {
      type: 'map',
      properties: {
        number: { type: 'number', required: true },
        contentHash: { type: 'string', required: true },
        by: { type: 'string', required: true },
        recordedAt: { type: 'string', required: true },
        confirmation: { type: CONFIRMATIONS, required: true },
        confirmedBy: { type: 'string' },
      },
    },
    /** The provider's newest claim against the decision. */
    claim: {
      type: 'map',
      properties: {
        number: { type: 'number', required: true },
        contentHash: { type: 'string' },
        home: { type: 'number', required: true },
        away: { type: 'number', required: true },
        recordedAt: { type: 'string', required: true },
      },
    },
    /** The hash of the claim, until an admin decides again or the provider agrees. */
    disputedHash: { type: 'string' },
    result: {
      type: 'map',
      properties: {
        version: { type: 'number', required: true },
        /** Absent for a field. */
        home: { type: 'number' },
        away: { type: 'number' },
        recordedAt: { type: 'string', required: true },
        contentHash: { type: 'string' },
        detailed: { type: 'boolean' },
      },
    },
    gradingVersion: { type: 'number', required: true },
    gradingAt: { type: 'string' },
    /** The first instant at which the provider showed a score, so that play had begun. */
    scoredAt: { type: 'string' },
    /** The version of the start whose passing has been announced; 0 until then. */
    lockedVersion: { type: 'number', required: true },
    /** The grading version that the sweep has graded once more, when the index was certainly up to date; 0 until then. */
    sweptVersion: { type: 'number', required: true },
    /** All events are in one list of the sweep. */
    sweepList: { type: 'string', required: true, readOnly: true, default: 'all' },
    /** The instant at which the sweep has something to repair, unless it is done by then: see sweepAtOf. `NEVER` while there is nothing. */
    sweepAt: { type: 'string', required: true },
    /** The provider's name, and its own ids of the game, the newest last. */
    provider: { type: 'string', required: true, readOnly: true },
    providerGameIds: { type: 'list', items: { type: 'string' }, required: true },
    /** See Doubt. Absent when the provider's word stands. */
    doubt: { type: DOUBTS },
    /** The instant of the first poll that showed the event. */
    seenAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: {
    primary: primary(['eventId']),
    byStart: gsi1(['league'], ['startsAt', 'eventId'], ['eventId', 'league', 'startsAt']),
    bySweep: gsi2(['sweepList'], ['sweepAt', 'eventId']),
  },
});
