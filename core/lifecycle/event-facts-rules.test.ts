import { describe, expect, it } from 'vitest';
import { newEvent, type StoredEvent } from '#core/events';
import { factsForLeg, factsInOrder } from './event-facts-rules.ts';

const hour = (n: number) => new Date(Date.parse('2026-11-23T00:00:00.000Z') + n * 3_600_000).toISOString();
const event: StoredEvent = newEvent(
  { feed: 'test', feedId: 'game', league: 'nfl', home: 'Los Angeles Rams', away: 'Buffalo Bills', startsAt: hour(12) },
  new Date(hour(0)),
);

describe('an event as a leg is graded from it', () => {
  it('is scheduled until something happens', () => {
    expect(factsForLeg(event, hour(12))).toEqual({ id: event.eventId, state: 'scheduled', startsAt: hour(12) });
  });
  it('is looked at as a postponement when its start moved later, and not when it moved earlier', () => {
    expect(factsForLeg({ ...event, startsAt: hour(13) }, hour(12))).toMatchObject({ state: 'postponed', startsAt: hour(13) });
    expect(factsForLeg({ ...event, startsAt: hour(11) }, hour(12))).toMatchObject({ state: 'scheduled', startsAt: hour(11) });
  });
  it('says no start when we found that it was not played, so that it always voids', () => {
    expect(factsForLeg({ ...event, state: 'postponed' }, hour(12))).toEqual({ id: event.eventId, state: 'postponed' });
  });
  it('grades nothing while the feed is silent', () => {
    expect(factsForLeg({ ...event, state: 'needs_review' }, hour(12))).toMatchObject({ state: 'live' });
  });
  it('has the score and no more of a result', () => {
    const result = { version: 3, home: 24, away: 20, recordedAt: hour(15) };
    expect(factsForLeg({ ...event, state: 'final', result }, hour(12))).toEqual({
      id: event.eventId,
      state: 'final',
      startsAt: hour(12),
      score: { home: 24, away: 20 },
    });
  });
  it.each(['cancelled', 'abandoned'] as const)('is %s as such', (state) => {
    expect(factsForLeg({ ...event, state }, hour(12))).toMatchObject({ state });
  });
});

describe('the facts of an event in order', () => {
  const source = { eventId: event.eventId, source: 'feed' };
  const starts = [
    { eventId: event.eventId, version: 1, startsAt: hour(12), recordedAt: hour(0) },
    { eventId: event.eventId, version: 2, startsAt: hour(14), recordedAt: hour(5) },
  ];
  const results = [
    { ...source, version: 1, home: 24, away: 20, recordedAt: hour(17) },
    { ...source, version: 2, home: 23, away: 20, recordedAt: hour(20) },
  ];
  const states = [
    { ...source, version: 1, state: 'final' as const, reason: 'final', recordedAt: hour(17) },
    { ...source, version: 2, state: 'cancelled' as const, reason: 'said so', recordedAt: hour(30) },
  ];

  it('are what stood after each of them; what was recorded at once is one', () => {
    const facts = factsInOrder({ ...event, gradingVersion: 4 }, { starts, results, states });
    expect(facts.map(({ gradingAt, startsAt, state, result }) => [gradingAt, startsAt, state, result?.version])).toEqual([
      [hour(5), hour(14), 'scheduled', undefined],
      [hour(17), hour(14), 'final', 1],
      [hour(20), hour(14), 'final', 2],
      [hour(30), hour(14), 'cancelled', 2],
    ]);
  });
  it('are none before the first that can grade', () => {
    expect(factsInOrder(event, { starts: starts.slice(0, 1), results: [], states: [] })).toEqual([]);
  });
});
