import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventState, newEvent, type StandingDecision, type StoredEvent, statementHash } from '#core/events';
import { StatedState } from '#schemas/admin';
import type { UserId } from '#schemas/common';
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
