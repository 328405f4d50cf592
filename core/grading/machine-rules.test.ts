import { describe, expect, it } from 'vitest';
import {
  ARROWS,
  advance,
  type CountedGrade,
  NEW_SETTLEMENT,
  REGRADE_WINDOW_MS,
  type Settlement,
  type SettlementState,
  type Signal,
} from './machine-rules.ts';
import { type EventInput, grade, moneyline } from './testdata/tickets.ts';

const HOUR = 3_600_000;
const T0 = Date.UTC(2026, 8, 13, 17);
const WIN: CountedGrade = { result: 'win', profitMicro: 909_091 };
const LOSS: CountedGrade = { result: 'loss', profitMicro: -1_000_000 };
const OPEN: CountedGrade = { result: 'open', profitMicro: 0 };
const UNGRADEABLE: CountedGrade = { result: 'ungradeable', profitMicro: 0 };
const graded = (counted: CountedGrade, gradingVersion: number, at = T0): Signal => ({
  type: 'graded',
  grade: counted,
  gradingVersion,
  at,
});
/** The settlement of a pick after these signals. */
const through = (...signals: Signal[]): Settlement => signals.reduce((s, signal) => advance(s, signal).next, NEW_SETTLEMENT);
const won = through(graded(WIN, 1));

describe('a settlement', () => {
  it('takes a grade that is delivered twice once', () => {
    const again = advance(won, graded(WIN, 1, T0 + HOUR));
    expect(again).toEqual({ next: won, changed: false, shown: null });
  });

  it('counts a void from its lock on', () => {
    const { next, changed } = advance(NEW_SETTLEMENT, graded({ result: 'void', profitMicro: 0 }, 1));
    expect({ next, changed }).toMatchObject({ next: { state: 'graded_provisional', settledAt: T0 }, changed: true });
  });

  it('takes a correction within the window and keeps its day', () => {
    const { next, changed } = advance(won, graded(LOSS, 2, T0 + 40 * HOUR));
    expect(next).toEqual({ state: 'graded_provisional', grade: LOSS, gradingVersion: 2, settledAt: T0, countsSince: T0 });
    expect(changed).toBe(true);
  });

  it('shows a correction after the window and does not apply it', () => {
    const { next, changed, shown } = advance(won, graded(LOSS, 2, T0 + 80 * HOUR));
    expect({ next, changed, shown }).toEqual({ next: { ...won, state: 'final' }, changed: false, shown: LOSS });
  });

  it('of a parlay lost by its first leg reopens when that is corrected, and then wins', () => {
    const waits: EventInput = { state: 'live', score: { home: 0, away: 0 } };
    const second = { ...moneyline('-110', 'win'), event: waits };
    const lost = grade('parlay', '10', [moneyline('-110', 'loss'), second]);
    const reopened = grade('parlay', '10', [moneyline('-110', 'win'), second]);
    const wins = grade('parlay', '10', [moneyline('-110', 'win'), moneyline('-110', 'win')]);
    expect([lost.result, reopened.result, wins.result]).toEqual(['loss', 'open', 'win']);
    const two = advance(through(graded(LOSS, 1)), graded(OPEN, 2, T0 + HOUR));
    expect(two).toMatchObject({ next: { state: 'locked', grade: null, settledAt: T0, countsSince: null }, changed: true });
    expect(advance(two.next, graded(WIN, 3, T0 + 2 * HOUR)).next).toMatchObject({ state: 'graded_provisional', settledAt: T0 });
  });

  it('of a ticket that is open and stays open does not change', () => {
    const { next, changed } = advance(NEW_SETTLEMENT, graded(OPEN, 1));
    expect([next.state, next.gradingVersion, changed]).toEqual(['locked', 1, false]);
  });

  it('of a reopened ticket waits for its other legs, and has 72 hours of its own from then on', () => {
    const reopened = through(graded(LOSS, 1), graded(OPEN, 2, T0 + HOUR));
    const late = T0 + 200 * HOUR;
    const { next } = advance(reopened, graded(WIN, 3, late));
    expect(next).toMatchObject({ state: 'graded_provisional', grade: WIN, settledAt: T0, countsSince: late });
    expect(advance(next, graded(LOSS, 4, late + 72 * HOUR)).next).toMatchObject({ grade: LOSS });
    expect(advance(next, graded(LOSS, 4, late + 73 * HOUR)).shown).toEqual(LOSS);
  });

  it('goes to review when it cannot be graded', () => {
    const { next, changed } = advance(NEW_SETTLEMENT, graded(UNGRADEABLE, 1));
    expect({ next, changed }).toMatchObject({ next: { state: 'needs_review', gradingVersion: 1, grade: null }, changed: false });
  });

  it('does not change when newer facts come to the same', () => {
    expect(advance(won, graded(WIN, 2))).toMatchObject({ next: { ...won, gradingVersion: 2 }, changed: false });
    expect(advance(won, graded({ ...WIN, profitMicro: 1 }, 2)).changed).toBe(true);
    expect(advance(won, graded({ ...WIN, result: 'half_win' }, 2)).changed).toBe(true);
  });

  it('ignores an old message that comes late', () => {
    const corrected = through(graded(WIN, 1), graded(LOSS, 3));
    expect(advance(corrected, graded(WIN, 2))).toEqual({ next: corrected, changed: false, shown: null });
  });

  it('is final 72 hours after the first result and not before', () => {
    const close = (at: number) => advance(won, { type: 'window_closed', at }).next.state;
    expect([close(T0 + REGRADE_WINDOW_MS), close(T0 + REGRADE_WINDOW_MS + 1)]).toEqual(['graded_provisional', 'final']);
    expect(advance(won, graded(LOSS, 2, T0 + REGRADE_WINDOW_MS)).next.grade).toEqual(LOSS);
  });
});

describe('every arrow', () => {
  const at = T0 + HOUR;
  const closed: Signal = { type: 'window_closed', at: T0 + REGRADE_WINDOW_MS + 1 };
  const corrected: Signal = {
    type: 'corrected',
    grade: { ...LOSS, profitMicro: -2 },
    by: ['a', 'b'],
    reason: 'ruling',
    gradingVersion: 9,
    at,
  };
  const STATES: Record<SettlementState, Settlement> = {
    locked: NEW_SETTLEMENT,
    graded_provisional: won,
    needs_review: through(graded(UNGRADEABLE, 1)),
    final: through(graded(WIN, 1), closed),
    corrected: through(graded(WIN, 1), closed, { ...corrected, grade: LOSS, gradingVersion: 2 }),
  };
  const SIGNALS: Record<Signal['type'], Signal> = {
    graded: graded(LOSS, 9, at),
    reviewed: { type: 'reviewed', grade: LOSS, by: 'a', reason: 'box score', gradingVersion: 9, at },
    window_closed: closed,
    corrected,
  };
  /** Each arrow with the state it leads to and whether it changes the grade; a pair that is not here changes nothing. */
  const LEADS: [SettlementState, Signal['type'], SettlementState, boolean][] = [
    ['locked', 'graded', 'graded_provisional', true],
    ['graded_provisional', 'graded', 'graded_provisional', true],
    ['graded_provisional', 'window_closed', 'final', false],
    ['needs_review', 'graded', 'graded_provisional', true],
    ['needs_review', 'reviewed', 'graded_provisional', true],
    ['final', 'corrected', 'corrected', true],
    ['corrected', 'corrected', 'corrected', true],
  ];
  const pairs = Object.keys(STATES).flatMap((state) =>
    Object.keys(SIGNALS).map((signal) => [state, signal] as [SettlementState, Signal['type']]),
  );

  it.each(pairs)('%s on %s', (state, signal) => {
    const lead = LEADS.find(([from, by]) => from === state && by === signal);
    const before = STATES[state];
    const { next, changed } = advance(before, SIGNALS[signal]);
    expect(before.state).toBe(state);
    expect(next.state).toBe(lead?.[2] ?? state);
    expect(changed).toBe(lead?.[3] ?? false);
    if (!lead) expect(next).toEqual(before);
  });

  it('is one of these, or a grade that is only shown', () => {
    const shown = ['final', 'corrected'].map((state) => `${state} graded`);
    const arrows = Object.entries(ARROWS).flatMap(([state, by]) => Object.keys(by).map((signal) => `${state} ${signal}`));
    expect(arrows.sort()).toEqual([...LEADS.map(([state, signal]) => `${state} ${signal}`), ...shown].sort());
  });

  it.each(['final', 'corrected'] as const)('shows a late grade in %s, once', (state) => {
    const settlement = STATES[state];
    expect(advance(settlement, graded(LOSS, 9)).shown).toEqual(LOSS);
    expect(advance(settlement, graded(LOSS, settlement.gradingVersion)).shown).toBeNull();
  });

  it.each([
    ['one admin twice', { by: ['a', 'a'] }],
    ['no reason', { reason: '' }],
    ['an open grade', { grade: OPEN }],
    ['an ungradeable grade', { grade: UNGRADEABLE }],
  ] as const)('refuses a correction with %s', (_, flaw) => {
    expect(advance(STATES.final, { ...SIGNALS.corrected, ...flaw } as Signal).next).toEqual(STATES.final);
  });

  it.each([
    ['no reason', { reason: '' }],
    ['an open grade', { grade: OPEN }],
  ] as const)('refuses a review with %s', (_, flaw) => {
    expect(advance(STATES.needs_review, { ...SIGNALS.reviewed, ...flaw } as Signal).next).toEqual(STATES.needs_review);
  });
});
