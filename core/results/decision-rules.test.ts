import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventState, newEvent, type StandingDecision, type StoredEvent, statementHash } from '#core/events';
import { StatedState } from '#schemas/admin';
import type { UserId } from '#schemas/common';
import type { ResultDetails } from '#schemas/settlement';
import { assertPlausible, type DecisionEffect, effectOf, type Statement } from './decision-rules.ts';

const START = Date.parse('2026-09-13T17:00:00.000Z');
const at = (hours: number) => new Date(START + hours * 3_600_000);
const iso = (hours: number) => at(hours).toISOString();
const [ann, ben, cat] = ['ann', 'ben', 'cat'] as UserId[] as [UserId, UserId, UserId];

const planned: StoredEvent = newEvent(
  {
    provider: 'test',
    providerGameId: 'game',
    league: 'nfl',
    home: 'Los Angeles Rams',
    away: 'Buffalo Bills',
    title: null,
    startsAt: iso(0),
  },
  at(-100),
);
const final: StoredEvent = {
  ...planned,
  state: 'final',
  stateVersion: 1,
  result: { home: 24, away: 20, version: 1, recordedAt: iso(3) },
  gradingVersion: 1,
  gradingAt: iso(3),
};
const states = [{ state: 'final' as const, recordedAt: iso(3) }];
const say = (state: StatedState, more: Partial<Statement> = {}): Statement => ({
  state,
  score: null,
  details: null,
  reason: 'Official.',
  ...more,
});
const score = { home: 24, away: 20 };

describe('assertPlausible()', () => {
  const refusal = (statement: Statement, hours: number, event: StoredEvent = planned) => {
    try {
      assertPlausible(event, statement, at(hours));
      return null;
    } catch (error) {
      const { code, details } = error as { code: string; details: { field?: string } };
      return details.field ?? code;
    }
  };
  it.each<[string | null, string, Statement, number]>([
    ['score', 'final without a score', say('final'), 3],
    ['score', 'a forfeit without one', say('forfeit'), 3],
    ['score', 'a score of what was not played', say('cancelled', { score }), -1],
    ['score', 'a score of a walkover', say('walkover', { score }), 1],
    ['score', 'details without a score', say('abandoned', { details: { minutes: 20 } }), 1],
    ['periods', 'periods that do not add up', say('final', { score, details: { periods: quarters(7, 7, 7, 7) } }), 3],
    ['periods', 'a period twice', say('final', { score, details: { periods: [...quarters(24, 0, 0, 0), q('Q1', 0, 0)] } }), 3],
    ['CONFLICT', 'a result before the start', say('final', { score }), -0.001],
    ['CONFLICT', 'a walkover before the start', say('walkover'), -1],
    [null, 'at the start it has begun', say('final', { score }), 0],
    [null, 'cancelled before the start', say('cancelled'), -1],
    [null, 'postponed before the start', say('postponed'), -1],
    [
      null,
      'abandoned with what was played',
      say('abandoned', { score, details: { minutes: 20, periods: [q('Q1', 24, 20)] } }),
      1,
    ],
    [
      null,
      'overtime beside the quarters',
      say('final', { score, details: { periods: [...quarters(20, 0, 0, 0), q('OT', 4, 0)] } }),
      4,
    ],
  ])('refuses with %s: %s', (field, _, statement, hours) => expect(refusal(statement, hours)).toBe(field));

  describe('of an event with a field', () => {
    const masters = {
      ...planned,
      ...{ sport: 'golf', league: 'golf_majors', home: null, away: null, title: 'Masters Tournament' },
    } as StoredEvent;
    const board = (...places: number[]): ResultDetails => ({
      facts: { holes: 72, entries: Object.fromEntries(places.map((position, i) => [`P${i}`, { position }])) },
    });
    it.each<[string | null, string, Statement, number]>([
      [null, 'final with its places', say('final', { details: board(1, 2, 2, 4) }), 80],
      ['facts.entries', 'final without details', say('final'), 80],
      ['facts.entries', 'final without entries', say('final', { details: { facts: { holes: 72 } } }), 80],
      ['facts.entries', 'final without one', say('final', { details: { facts: { entries: {} } } }), 80],
      [
        'facts.entries',
        'final without a place',
        say('final', { details: { facts: { entries: { Woods: { cut: 'missed' } } } } }),
        80,
      ],
      ['facts.entries.P2.position', 'a place inconsistent with ties', say('final', { details: board(1, 2, 4) }), 80],
      ['score', 'a score', say('final', { score, details: board(1) }), 80],
      ['score', 'a score alone', say('abandoned', { score }), 80],
      ['state', 'a forfeit', say('forfeit', { details: board(1) }), 80],
      ['state', 'a walkover', say('walkover'), 80],
      ['state', 'a retirement', say('retired'), 80],
      ['facts', 'a result of what was not played', say('cancelled', { details: board(1) }), 80],
      ['facts', 'a result of what was put off', say('postponed', { details: board(1) }), 80],
      ['facts.winner', 'a side that won', say('final', { details: { facts: { ...board(1).facts, winner: 'home' } } }), 80],
      ['facts.innings', 'a fact of another sport', say('final', { details: { facts: { ...board(1).facts, innings: 9 } } }), 80],
      ['periods.0.period', 'a period', say('final', { details: { ...board(1), periods: [q('Q1', 1, 0)] } }), 80],
      ['minutes', 'minutes', say('final', { details: { ...board(1), minutes: 60 } }), 80],
      ['suspendedAt', 'a suspension', say('final', { details: { ...board(1), suspendedAt: iso(2) } }), 80],
      ['actualStart', 'a start ahead', say('final', { details: { ...board(1), actualStart: iso(81) } }), 80],
      [null, 'abandoned after 36 holes', say('abandoned', { details: { facts: { ...board(1, 1).facts, holes: 36 } } }), 80],
      [null, 'abandoned with nothing known', say('abandoned'), 80],
      [null, 'suspended', say('suspended'), 40],
      ['CONFLICT', 'a result before the start', say('final', { details: board(1) }), -1],
      [null, 'cancelled before the start', say('cancelled'), -1],
    ])('refuses with %s: %s', (field, _, statement, hours) => expect(refusal(statement, hours, masters)).toBe(field));

    it('grades by its leaderboard, and by a corrected one', () => {
      const stated = effectOf(masters, say('final', { details: board(1, 2) }), ann, [], at(80));
      expect(stated).toMatchObject({
        happened: 'recorded',
        change: { result: { home: null, away: null, version: 1, details: board(1, 2) }, state: { state: 'final' }, pinned: true },
        row: { contentHash: statementHash('final', null, board(1, 2)) },
      });
      expect(effectOf(masters, say('cancelled'), ann, [], at(80))).toMatchObject({ change: { result: null } });
    });
  });

  it('adds up the halves in soccer, unless there was extra time', () => {
    const match: StoredEvent = { ...planned, sport: 'soccer', league: 'epl' };
    const halves = [q('H1', 1, 0), q('H2', 0, 1)];
    const told = (home: number, more: object) =>
      refusal(say('final', { score: { home, away: 1 }, details: { periods: halves, ...more } }), 2, match);
    expect([told(1, {}), told(2, {}), told(2, { periods: [...halves, q('OT', 1, 0)] })]).toEqual([null, 'periods', null]);
  });
});
const q = (period: string, home: number, away: number) => ({ period, home, away });
function quarters(...home: number[]) {
  return home.map((points, i) => q(`Q${i + 1}`, points, 5));
}

describe('effectOf()', () => {
  const first = effectOf(planned, say('final', { score }), ann, [], at(4));

  it('records a decision with its new facts', () => {
    expect(first).toMatchObject({
      happened: 'recorded',
      change: { result: { ...score, version: 1 }, state: { state: 'final', version: 1 }, pinned: true },
      row: { by: ann, reason: 'Official.', state: 'final', contentHash: statementHash('final', score, null) },
      standing: { number: null, by: ann, confirmation: 'none', confirmedBy: null },
    });
  });
  it('pins a result that the provider gave first', () => {
    expect(effectOf(final, say('final', { score }), ann, states, at(4))).toMatchObject({
      happened: 'recorded',
      change: { result: null, state: null, pinned: true },
    });
  });
  it.each<['none' | 'waiting', string, number]>([
    ['none', '72 hours after the first result', 75],
    ['waiting', '72 hours and a moment after it', 75.001],
  ])('has the confirmation %s: %s', (confirmation, _, hours) => {
    expect(effectOf(final, say('cancelled'), ann, states, at(hours))).toMatchObject({ standing: { confirmation } });
  });
  it('is never late before a state that decides picks', () => {
    const quiet = ['needs_review', 'suspended', 'scheduled'].map((state) => ({ state: state as EventState, recordedAt: iso(3) }));
    expect(effectOf(planned, say('cancelled'), ann, quiet, at(500))).toMatchObject({ standing: { confirmation: 'none' } });
  });

  const decided = (by: UserId, more: Partial<StandingDecision> = {}, event: Partial<StoredEvent> = {}) =>
    ({
      ...final,
      pinned: true,
      decision: {
        number: 4,
        contentHash: statementHash('final', score, null),
        by,
        recordedAt: iso(80),
        confirmation: 'waiting',
        confirmedBy: null,
        ...more,
      },
      ...event,
    }) as StoredEvent;
  const confirmed = decided(ann, { confirmation: 'confirmed', confirmedBy: ben });
  const again = (event: StoredEvent, by: UserId) =>
    effectOf(event, say('final', { score, reason: 'Another.' }), by, states, at(90));
  const happened = ({ happened }: DecisionEffect) => happened;

  it('finds nothing new in a repeat by the same admin, also after a confirmation', () => {
    expect([again(decided(ann), ann), again(confirmed, ann), again(confirmed, ben), again(confirmed, cat)].map(happened)).toEqual(
      Array(4).fill('unchanged'),
    );
  });
  it('confirms a decision that another admin repeats, also before that is needed', () => {
    for (const confirmation of ['waiting', 'none'] as const) {
      expect(again(decided(ann, { confirmation }), ben)).toMatchObject({
        happened: 'confirmed',
        change: null,
        row: { by: ben, reason: 'Another.', confirms: 4 },
        standing: { number: 4, by: ann, confirmation: 'confirmed', confirmedBy: ben },
      });
    }
  });
  it('makes a new decision of any other statement, which waits again', () => {
    for (const by of [ann, ben]) {
      const effect = effectOf(confirmed, say('final', { score: { home: 24, away: 21 } }), by, states, at(90));
      expect(effect).toMatchObject({
        happened: 'recorded',
        standing: { number: null, by, confirmation: 'waiting', confirmedBy: null },
      });
      expect(effect).not.toHaveProperty('row.confirms');
    }
    expect(effectOf(confirmed, say('final', { score, details: { minutes: 60 } }), ann, states, at(90))).toMatchObject({
      change: { result: { version: 2, details: { minutes: 60 } }, state: null },
    });
  });
  it('upholds a decision that is repeated after a claim, confirmed or not', () => {
    const disputed = { disputedHash: 'claim' };
    for (const event of [decided(ann, {}, disputed), { ...confirmed, ...disputed }]) {
      const effect = again(event, ann);
      expect(effect).toMatchObject({ happened: 'recorded', change: null, row: { upholds: 4 }, standing: event.decision });
    }
    expect(happened(again(decided(ann, {}, disputed), ben))).toBe('confirmed');
  });

  it('never lets one admin confirm their own decision, for any order of statements', () => {
    const step = fc.record({
      by: fc.constantFrom(ann, ben),
      state: fc.constantFrom(...StatedState.options),
      hours: fc.integer({ min: 4, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let event = final;
        for (const [i, { by, state, hours }] of steps.entries()) {
          const effect = effectOf(event, say(state, state === 'final' ? { score } : {}), by, states, at(hours));
          if (effect.happened === 'unchanged') continue;
          event = { ...event, pinned: true, decision: { ...effect.standing, number: effect.standing.number ?? i + 1 } };
          const { decision } = event;
          if (decision?.confirmation === 'confirmed') expect(decision.confirmedBy).not.toBe(decision.by);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
