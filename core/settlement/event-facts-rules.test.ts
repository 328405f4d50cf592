import { describe, expect, it } from 'vitest';
import { newEvent } from '#core/events';
import type { EventHistory } from '#core/results';
import type { ResultDetails } from '#schemas/settlement';
import { type EventMoment, factsForLeg, factsInOrder } from './event-facts-rules.ts';

const hour = (n: number) => new Date(Date.parse('2026-11-23T00:00:00.000Z') + n * 3_600_000).toISOString();
const event: EventMoment = {
  ...newEvent(
    {
      provider: 'test',
      providerGameId: 'game',
      league: 'nfl',
      home: 'Los Angeles Rams',
      away: 'Buffalo Bills',
      title: null,
      startsAt: hour(12),
    },
    new Date(hour(0)),
  ),
  details: null,
  agreed: null,
};

describe('an event as a leg is graded from it', () => {
  it('is scheduled until something happens', () => {
    expect(factsForLeg(event, hour(12))).toEqual({
      id: event.eventId,
      competition: 'nfl',
      state: 'scheduled',
      startsAt: hour(12),
    });
  });
  it('is looked at as a postponement when its start moved later, and not when it moved earlier', () => {
    expect(factsForLeg({ ...event, startsAt: hour(13) }, hour(12))).toMatchObject({ state: 'postponed', startsAt: hour(13) });
    expect(factsForLeg({ ...event, startsAt: hour(11) }, hour(12))).toMatchObject({ state: 'scheduled', startsAt: hour(11) });
  });
  it('says no start when we found that it was not played, so that it always voids', () => {
    expect(factsForLeg({ ...event, state: 'postponed' }, hour(12))).toEqual({
      id: event.eventId,
      competition: 'nfl',
      state: 'postponed',
    });
  });
  it('grades nothing while the provider is silent', () => {
    expect(factsForLeg({ ...event, state: 'needs_review' }, hour(12))).toMatchObject({ state: 'live' });
  });
  it('has the score and all else that is known of a result', () => {
    const result = { version: 3, home: 24, away: 20, recordedAt: hour(15) };
    expect(factsForLeg({ ...event, state: 'final', result }, hour(12))).toEqual({
      id: event.eventId,
      competition: 'nfl',
      state: 'final',
      startsAt: hour(12),
      score: { home: 24, away: 20 },
    });
    const details: ResultDetails = { minutes: '47:15', facts: { entries: { 'Cooper Kupp': { stats: { receptions: 7 } } } } };
    expect(factsForLeg({ ...event, state: 'final', result, details }, hour(12))).toEqual({
      id: event.eventId,
      competition: 'nfl',
      state: 'final',
      startsAt: hour(12),
      score: { home: 24, away: 20 },
      ...details,
    });
  });
  it('of a field has no score, and its places', () => {
    const names = { home: null, away: null, title: 'Masters Tournament' };
    const result = { version: 1, home: null, away: null, recordedAt: hour(99) };
    const details: ResultDetails = { facts: { entries: { Ann: { position: 1 } } } };
    const moment = { ...event, league: 'golf_majors', ...names, state: 'final', result, details } as EventMoment;
    expect(factsForLeg(moment, hour(12))).toEqual({
      id: event.eventId,
      competition: 'golf_majors',
      state: 'final',
      startsAt: hour(12),
      ...details,
    });
    const fact = { eventId: event.eventId, version: 1, source: 'admin', recordedAt: hour(99) };
    const history = {
      starts: [{ eventId: event.eventId, version: 1, startsAt: hour(12), recordedAt: hour(0) }],
      results: [{ ...fact, details }],
      states: [{ ...fact, state: 'final' as const, reason: 'Official.' }],
      decisions: [],
    };
    expect(factsInOrder(moment, history)).toMatchObject([{ state: 'final', result, details }]);
  });
  it.each(['cancelled', 'abandoned', 'suspended', 'forfeit', 'walkover', 'retired'] as const)('is %s as such', (state) => {
    expect(factsForLeg({ ...event, state }, hour(12))).toMatchObject({ state });
  });
});

describe('the facts of an event in order', () => {
  const source = { eventId: event.eventId, source: 'provider' };
  const starts = [
    { eventId: event.eventId, version: 1, startsAt: hour(12), recordedAt: hour(0) },
    { eventId: event.eventId, version: 2, startsAt: hour(14), recordedAt: hour(5) },
  ];
  const details: ResultDetails = { minutes: 60 };
  const results = [
    { ...source, version: 1, home: 24, away: 20, recordedAt: hour(17) },
    { ...source, version: 2, home: 23, away: 20, details, recordedAt: hour(20) },
  ];
  const states = [
    { ...source, version: 1, state: 'final' as const, reason: 'final', recordedAt: hour(17) },
    { ...source, version: 2, state: 'cancelled' as const, reason: 'said so', recordedAt: hour(30) },
  ];
  const history: EventHistory = { starts, results, states, decisions: [] };

  it('are what stood after each of them; what was recorded at once is one', () => {
    const facts = factsInOrder({ ...event, gradingVersion: 4 }, history);
    expect(facts.map(({ gradingAt, startsAt, state, result }) => [gradingAt, startsAt, state, result?.version])).toEqual([
      [hour(5), hour(14), 'scheduled', undefined],
      [hour(17), hour(14), 'final', 1],
      [hour(20), hour(14), 'final', 2],
      [hour(30), hour(14), 'cancelled', 2],
    ]);
    expect(facts.map((fact) => fact.details)).toEqual([null, null, details, details]);
    expect(facts.some(({ agreed }) => agreed)).toBe(false);
  });
  it('are none before the first that can grade', () => {
    expect(factsInOrder(event, { ...history, starts: starts.slice(0, 1), results: [], states: [] })).toEqual([]);
  });

  describe('when admins decide', () => {
    const decision = (number: number, at: number, more: object = {}): EventHistory['decisions'][number] => ({
      eventId: event.eventId,
      number,
      by: `admin ${number}`,
      reason: 'Official.',
      state: 'cancelled',
      contentHash: 'c',
      stateVersion: 2,
      resultVersion: 2,
      recordedAt: hour(at),
      ...more,
    });
    const confirmedIn = (decisions: EventHistory['decisions'], more: Partial<EventHistory> = {}) =>
      factsInOrder(event, { ...history, ...more, decisions }).flatMap(({ gradingAt, agreed }) => (agreed ? [gradingAt] : []));

    it('one of them confirms nothing, and is no moment of its own', () => {
      expect(factsInOrder(event, { ...history, decisions: [decision(1, 29)] })).toHaveLength(4);
      expect(confirmedIn([decision(1, 30)])).toEqual([]);
    });
    it('a second one’s agreement is a moment of the same facts, confirmed', () => {
      const decisions = [decision(1, 30), decision(2, 90, { confirms: 1 })];
      const last = factsInOrder(event, { ...history, decisions }).at(-1);
      expect(last).toMatchObject({
        gradingAt: hour(90),
        state: 'cancelled',
        result: { version: 2 },
        details,
        agreed: { by: ['admin 1', 'admin 2'], reason: 'Official.' },
      });
      expect(confirmedIn(decisions)).toEqual([hour(90)]);
    });
    it('holds until something else is said, and while what was said is upheld', () => {
      const agreed = [decision(1, 30), decision(2, 90, { confirms: 1 }), decision(3, 91, { upholds: 1 })];
      const restarted = { starts: [...starts, { eventId: event.eventId, version: 3, startsAt: hour(15), recordedAt: hour(92) }] };
      expect(confirmedIn(agreed, restarted)).toEqual([hour(90), hour(92)]);
      const other = decision(4, 95, { stateVersion: 3 });
      const final = { ...source, version: 3, state: 'final' as const, reason: 'final', recordedAt: hour(95) };
      expect(confirmedIn([...agreed, other], { states: [...states, final] })).toEqual([hour(90)]);
    });
    it('does not cover facts that came from elsewhere', () => {
      const third = { ...source, version: 3, home: 1, away: 0, recordedAt: hour(95) };
      expect(confirmedIn([decision(1, 30), decision(2, 90, { confirms: 1 })], { results: [...results, third] })).toEqual([
        hour(90),
      ]);
    });
  });
});
