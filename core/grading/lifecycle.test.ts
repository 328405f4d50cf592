import { describe, expect, it } from 'vitest';
import {
  ARROWS,
  acceptsPick,
  advance,
  allowsChange,
  type Graded,
  NEW_SETTLEMENT,
  OVERDUE_MS,
  REGRADE_WINDOW_MS,
  receive,
  type Settlement,
  type SettlementState,
  type Signal,
} from './machine-rules.ts';
import { type EventInput, final, grade, moneyline, resultOf, single } from './testdata/tickets.ts';

const HOUR = 3_600_000;
const T0 = Date.UTC(2026, 8, 13, 17);
const WIN: Graded = { result: 'win', profitMicro: 909_091 };
const LOSS: Graded = { result: 'loss', profitMicro: -1_000_000 };
const graded = (g: Graded, gradingVersion: number, at = T0): Signal => ({ type: 'graded', grade: g, gradingVersion, at });
/** A pick that has been through these signals. */
const through = (...signals: Signal[]): Settlement => signals.reduce((s, signal) => advance(s, signal).next, NEW_SETTLEMENT);
const LOCK: Signal = { type: 'locked', at: T0 };
const locked = through(LOCK);
const won = through(LOCK, graded(WIN, 1));

describe('the lifecycle cases', () => {
  it('Z1: a result delivered twice is one outcome', () => {
    const again = advance(won, graded(WIN, 1, T0 + HOUR));
    expect(again).toEqual({ next: won, change: null, shown: null, alarm: null });
    expect(receive({ content: 'a', source: 'x', pinned: false }, { content: 'a', source: 'x' })).toBe('unchanged');
  });

  it('Z2: a correction within the window writes outcome 2, moves sums by the difference and tells owner and tailers', () => {
    const { next, change } = advance(won, graded(LOSS, 2, T0 + 40 * HOUR));
    expect(next).toEqual({
      state: 'graded_provisional',
      outcomes: 2,
      grade: LOSS,
      gradingVersion: 2,
      settledAt: T0,
      countsSince: T0,
    });
    expect(change).toEqual({ outcome: 2, before: WIN, after: LOSS, notify: ['owner', 'tailers'] });
  });

  it('Z3: a correction after the window is shown and not applied', () => {
    const { next, change, shown } = advance(won, graded(LOSS, 2, T0 + 80 * HOUR));
    expect({ next, change, shown }).toEqual({ next: { ...won, state: 'final' }, change: null, shown: LOSS });
  });

  it('Z4: a parlay lost by its first leg reopens when that is corrected, and then wins', () => {
    const waits: EventInput = { state: 'live', score: { home: 0, away: 0 } };
    const second = { ...moneyline('-110', 'win'), event: waits };
    const lost = grade('parlay', '10', [moneyline('-110', 'loss'), second]);
    const reopened = grade('parlay', '10', [moneyline('-110', 'win'), second]);
    const wins = grade('parlay', '10', [moneyline('-110', 'win'), moneyline('-110', 'win')]);
    expect([lost.result, reopened.result, wins.result]).toEqual(['loss', 'open', 'win']);
    const one = through(LOCK, graded(LOSS, 1));
    const two = advance(one, graded({ result: 'open', profitMicro: 0 }, 2, T0 + HOUR));
    expect(two.next).toMatchObject({ state: 'locked', grade: null, outcomes: 2, settledAt: T0 });
    expect(two.change).toMatchObject({ before: LOSS, after: null });
    expect(advance(two.next, graded(WIN, 3, T0 + 2 * HOUR)).next).toMatchObject({
      state: 'graded_provisional',
      outcomes: 3,
      settledAt: T0,
    });
  });

  it('Z4, before anything counted: a ticket that is open and stays open has no outcome', () => {
    const { next, change } = advance(locked, graded({ result: 'open', profitMicro: 0 }, 1));
    expect([next.state, next.outcomes, next.gradingVersion, change]).toEqual(['locked', 0, 1, null]);
  });

  it('a void is settled when it is said, from no newer facts than before', () => {
    const open = through(LOCK, graded({ result: 'open', profitMicro: 0 }, 3));
    const { next } = advance(open, { type: 'voided', at: T0 + HOUR, reason: 'CANCELLED' });
    expect(next).toMatchObject({ state: 'void', gradingVersion: 3, settledAt: T0 + HOUR, countsSince: T0 + HOUR });
  });

  it('Z4, long after: a reopened ticket is decided whenever its other legs are, and has 72 hours of its own from then on', () => {
    const reopened = through(LOCK, graded(LOSS, 1), graded({ result: 'open', profitMicro: 0 }, 2, T0 + HOUR));
    const late = T0 + 200 * HOUR;
    const { next } = advance(reopened, graded(WIN, 3, late));
    expect(next).toMatchObject({ state: 'graded_provisional', grade: WIN, settledAt: T0, countsSince: late });
    expect(advance(next, graded(LOSS, 4, late + 72 * HOUR)).next).toMatchObject({ grade: LOSS, outcomes: 4 });
    expect(advance(next, graded(LOSS, 4, late + 73 * HOUR)).shown).toEqual(LOSS);
  });

  it('Z5: a pick accepted between the earlier and the scheduled start is void LATE', () => {
    const leg = { ...moneyline('-110', 'win'), acceptedAt: '2026-09-13T16:45:00Z', startAtAccept: '2026-09-13T17:00:00Z' };
    const event = final(21, 20, { startsAt: '2026-09-13T16:30:00Z' });
    expect(single('1', { ...leg, event })).toMatchObject({
      result: 'void',
      reason: 'LATE',
      rule: 'lock.late',
      profit: '0.000000',
    });
  });

  it('Z6: a late scheduler lets nobody in', () => {
    expect(acceptsPick({ startsAt: T0 }, T0 + 1_000)).toBe(false);
  });

  it('Z7: two feeds that disagree publish nothing', () => {
    expect(receive({ content: 'a', source: 'x', pinned: false }, { content: 'b', source: 'y' })).toBe('needs_review');
    const step = advance(locked, { type: 'sources_disagree', gradingVersion: 1, at: T0 });
    expect(step).toMatchObject({
      next: { state: 'needs_review', grade: null, outcomes: 0 },
      change: null,
      alarm: 'SOURCES_DISAGREE',
    });
  });

  it('Z8: an event that is over for more than three hours without a result raises the alarm', () => {
    const overdue = (at: number) => advance(locked, { type: 'overdue', endedAt: T0, at });
    expect(overdue(T0 + OVERDUE_MS)).toMatchObject({ next: locked, alarm: null });
    expect(overdue(T0 + OVERDUE_MS + 1)).toMatchObject({ next: { state: 'needs_review' }, alarm: 'OVERDUE' });
  });

  it('Z9: a change is taken up to a millisecond before the start', () => {
    expect([T0 - 1, T0].map((now) => allowsChange({ startsAt: T0 }, T0 - HOUR, now))).toEqual([true, false]);
    expect([T0 - 1, T0].map((now) => acceptsPick({ startsAt: T0 }, now))).toEqual([true, false]);
  });

  it('Z9: nothing unlocks when the start moves after it has passed', () => {
    const movedLater = { startsAt: T0 + HOUR, lockedThrough: T0 + 60_000 };
    expect([T0 - HOUR, T0 + 60_000, T0 + 60_001].map((accepted) => allowsChange(movedLater, accepted, T0 + 90_000))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each([
    [47, 'open'],
    [48, 'open'],
    [49, 'void'],
  ])('Z10: postponed by %i hours leaves the pick %s', (hours, result) => {
    const startAtAccept = '2026-09-13T17:00:00Z';
    const startsAt = new Date(Date.parse(startAtAccept) + hours * HOUR).toISOString();
    const leg = { sport: 'soccer', market: 'moneyline', selection: 'home', startAtAccept } as const;
    expect(resultOf({ ...leg, event: { state: 'postponed', startsAt } })).toBe(result);
    expect(resultOf({ ...leg, event: { state: 'scheduled', startsAt } })).toBe(result);
    const played = resultOf({ ...leg, event: final(1, 0, { startsAt }) });
    expect(played).toBe(result === 'open' ? 'win' : 'void');
  });

  const tennis = (market: string, selection: string, event: EventInput, line?: string) =>
    resultOf({ sport: 'tennis', market, selection, line, event });
  const survivor: EventInput = {
    state: 'retired',
    periods: [
      { period: 'S1', home: 0, away: 6 },
      { period: 'S2', home: 0, away: 2 },
    ],
    facts: { winner: 'home' },
  };
  it('Z11: the trailing player wins when the leader retires after a set; games, sets and handicap are void', () => {
    expect(tennis('moneyline', 'home', survivor)).toBe('win');
    expect(tennis('moneyline', 'away', survivor)).toBe('loss');
    expect(tennis('total', 'over', survivor, '20.5')).toBe('void');
    expect(tennis('spread', 'home', survivor, '+3.5')).toBe('void');
    expect(tennis('correct_score', '2-1', survivor)).toBe('void');
    // Decided before: the survivor had lost a set.
    expect(tennis('correct_score', '2-0', survivor)).toBe('loss');
  });

  it('Z12: a retirement in the first set voids all but what was decided', () => {
    const early: EventInput = { state: 'retired', periods: [{ period: 'S1', home: 4, away: 5 }], facts: { winner: 'away' } };
    expect(tennis('moneyline', 'away', early)).toBe('void');
    expect(tennis('total', 'over', early, '20.5')).toBe('void');
    expect(tennis('total', 'over', early, '8.5')).toBe('win');
    expect(tennis('total', 'under', early, '8.5')).toBe('loss');
  });

  it('Z13: a shootout adds one goal for the winner; the three-way market is a draw', () => {
    const periods = ['P1', 'P2', 'P3'].map((period) => ({ period, home: 1, away: 1 }));
    const event = final(3, 4, { periods: [...periods, { period: 'OT', home: 0, away: 0 }, { period: 'SO', home: 1, away: 3 }] });
    const hockey = (market: string, selection: string, line?: string) =>
      resultOf({ sport: 'ice_hockey', market, selection, line, event });
    expect(hockey('moneyline', 'away')).toBe('win');
    expect([hockey('total', 'over', '6.5'), hockey('total', 'over', '7'), hockey('total', 'over', '7.5')]).toEqual([
      'win',
      'push',
      'loss',
    ]);
    expect([hockey('three_way', 'draw'), hockey('three_way', 'away')]).toEqual(['win', 'loss']);
  });

  it('Z14: a basketball game stopped at 47:15 is graded for its sides, not for its total unless the over has passed', () => {
    const event = final(100, 98, { minutes: '47:15' });
    const nba = (market: string, selection: string, line?: string) =>
      resultOf({ sport: 'basketball', market, selection, line, event });
    expect([nba('moneyline', 'home'), nba('spread', 'away', '+3.5')]).toEqual(['win', 'win']);
    expect([nba('total', 'over', '198.5'), nba('total', 'under', '198.5')]).toEqual(['void', 'void']);
    expect([nba('total', 'over', '197.5'), nba('total', 'under', '197.5')]).toEqual(['win', 'loss']);
  });

  it('Z15: a baseball game called after six innings is graded for its winner alone, unless the policy lets what was decided stand', () => {
    const event = final(7, 3, { facts: { innings: 6 } });
    const mlb = (market: string, selection: string, line?: string, policy = {}) =>
      resultOf({ sport: 'baseball', market, selection, line, event }, { policy });
    expect(mlb('moneyline', 'home')).toBe('win');
    expect([mlb('total', 'over', '8.5'), mlb('spread', 'home', '-1.5')]).toEqual(['void', 'void']);
    expect(mlb('total', 'over', '8.5', { decidedStands: 'always' })).toBe('win');
  });
});

describe('every arrow', () => {
  const STATES: Record<SettlementState, Settlement> = {
    open: NEW_SETTLEMENT,
    locked,
    graded_provisional: won,
    needs_review: through(LOCK, { type: 'sources_disagree', gradingVersion: 1, at: T0 }),
    final: through(LOCK, graded(WIN, 1), { type: 'window_closed', at: T0 + REGRADE_WINDOW_MS + 1 }),
    corrected: through(
      LOCK,
      graded(WIN, 1),
      { type: 'window_closed', at: T0 + REGRADE_WINDOW_MS + 1 },
      { type: 'corrected', grade: LOSS, by: ['a', 'b'], reason: 'scorer error', gradingVersion: 2, at: T0 },
    ),
    void: through({ type: 'voided', at: T0, reason: 'CANCELLED' }),
  };
  const at = T0 + HOUR;
  const VOID: Graded = { result: 'void', profitMicro: 0 };
  const SIGNALS: Record<Signal['type'], Signal> = {
    locked: { type: 'locked', at },
    graded: graded(LOSS, 9, at),
    sources_disagree: { type: 'sources_disagree', gradingVersion: 9, at },
    overdue: { type: 'overdue', endedAt: T0 - 5 * HOUR, at },
    reviewed: { type: 'reviewed', grade: LOSS, by: 'a', reason: 'box score', gradingVersion: 9, at },
    window_closed: { type: 'window_closed', at: T0 + REGRADE_WINDOW_MS + 1 },
    corrected: {
      type: 'corrected',
      grade: { ...LOSS, profitMicro: -2 },
      by: ['a', 'b'],
      reason: 'ruling',
      gradingVersion: 9,
      at,
    },
    voided: { type: 'voided', at, reason: 'CANCELLED' },
  };
  /** Where each signal leads, and whether it writes an outcome; a pair that is not here changes nothing. */
  const LEADS: [SettlementState, Signal['type'], SettlementState, boolean][] = [
    ['open', 'locked', 'locked', false],
    ['open', 'voided', 'void', true],
    ['locked', 'graded', 'graded_provisional', true],
    ['locked', 'sources_disagree', 'needs_review', false],
    ['locked', 'overdue', 'needs_review', false],
    ['locked', 'voided', 'void', true],
    ['graded_provisional', 'graded', 'graded_provisional', true],
    ['graded_provisional', 'sources_disagree', 'needs_review', false],
    ['graded_provisional', 'window_closed', 'final', false],
    ['needs_review', 'graded', 'graded_provisional', true],
    ['needs_review', 'reviewed', 'graded_provisional', true],
    ['final', 'corrected', 'corrected', true],
    ['corrected', 'corrected', 'corrected', true],
    ['void', 'corrected', 'corrected', true],
  ];
  const pairs = Object.keys(STATES).flatMap((state) =>
    Object.keys(SIGNALS).map((signal) => [state, signal] as [SettlementState, Signal['type']]),
  );

  it.each(pairs)('%s on %s', (state, signal) => {
    const lead = LEADS.find(([from, by]) => from === state && by === signal);
    const before = STATES[state];
    const { next, change } = advance(before, SIGNALS[signal]);
    expect(before.state).toBe(state);
    expect(next.state).toBe(lead?.[2] ?? state);
    expect(change === null).toBe(!lead?.[3]);
    expect(next.outcomes).toBe(before.outcomes + (lead?.[3] ? 1 : 0));
    if (!lead) expect(next).toEqual(before);
  });

  it('has no other arrows than these and the grades that are only shown', () => {
    const shown = ['final', 'corrected', 'void'].map((state) => `${state} graded`);
    const arrows = Object.entries(ARROWS).flatMap(([state, by]) => Object.keys(by).map((signal) => `${state} ${signal}`));
    expect(arrows.sort()).toEqual([...LEADS.map(([state, signal]) => `${state} ${signal}`), ...shown, 'open graded'].sort());
  });

  it.each(['final', 'corrected', 'void'] as const)('shows a late grade in %s, once', (state) => {
    const settlement = STATES[state];
    expect(advance(settlement, graded(LOSS, 9)).shown).toEqual(LOSS);
    expect(advance(settlement, graded(LOSS, settlement.gradingVersion)).shown).toBeNull();
  });

  it('voids an open pick on a grade without action, and waits with any other', () => {
    expect(advance(NEW_SETTLEMENT, graded(VOID, 1)).next).toEqual({
      state: 'void',
      outcomes: 1,
      grade: VOID,
      gradingVersion: 1,
      settledAt: T0,
      countsSince: T0,
    });
    expect(advance(NEW_SETTLEMENT, graded(VOID, 0)).next).toEqual(NEW_SETTLEMENT);
    expect(advance(NEW_SETTLEMENT, graded(WIN, 1)).next).toEqual(NEW_SETTLEMENT);
  });

  it('sends what cannot be graded to review', () => {
    const { next, alarm, change } = advance(locked, graded({ result: 'ungradeable', profitMicro: 0 }, 1));
    expect({ state: next.state, version: next.gradingVersion, alarm, change }).toEqual({
      state: 'needs_review',
      version: 1,
      alarm: 'UNGRADEABLE',
      change: null,
    });
  });

  it('keeps the outcome that counts when newer facts come to the same', () => {
    const same = advance(won, graded(WIN, 2));
    expect(same).toMatchObject({ next: { ...won, gradingVersion: 2 }, change: null });
    expect(advance(won, graded({ ...WIN, profitMicro: 1 }, 2)).change).toMatchObject({ outcome: 2 });
    expect(advance(won, graded({ ...WIN, result: 'half_win' }, 2)).change).toMatchObject({ outcome: 2 });
  });

  it('does nothing on an old message that comes late', () => {
    const corrected = through(LOCK, graded(WIN, 1), graded(LOSS, 3));
    expect(advance(corrected, graded(WIN, 2))).toEqual({ next: corrected, change: null, shown: null, alarm: null });
  });

  it('closes the window 72 hours after the first result and not before', () => {
    const close = (at: number) => advance(won, { type: 'window_closed', at }).next.state;
    expect([close(T0 + REGRADE_WINDOW_MS), close(T0 + REGRADE_WINDOW_MS + 1)]).toEqual(['graded_provisional', 'final']);
    expect(advance(won, graded(LOSS, 2, T0 + REGRADE_WINDOW_MS)).next.grade).toEqual(LOSS);
  });

  it.each([
    ['one admin twice', { by: ['a', 'a'] }],
    ['no reason', { reason: '' }],
    ['an open grade', { grade: { result: 'open', profitMicro: 0 } }],
    ['an ungradeable grade', { grade: { result: 'ungradeable', profitMicro: 0 } }],
  ] as const)('refuses a correction with %s', (_, flaw) => {
    expect(advance(STATES.final, { ...SIGNALS.corrected, ...flaw } as Signal).next).toEqual(STATES.final);
  });
  it.each([
    ['no reason', { reason: '' }],
    ['an open grade', { grade: { result: 'open', profitMicro: 0 } }],
  ] as const)('refuses a review with %s', (_, flaw) => {
    expect(advance(STATES.needs_review, { ...SIGNALS.reviewed, ...flaw } as Signal).next).toEqual(STATES.needs_review);
  });

  it('ignores a disagreement about old facts', () => {
    expect(advance(won, { type: 'sources_disagree', gradingVersion: 1, at }).next).toEqual(won);
  });

  it('voids with nothing won', () => {
    expect(STATES.void).toEqual({ state: 'void', outcomes: 1, grade: VOID, gradingVersion: 0, settledAt: T0, countsSince: T0 });
  });
});

describe('the reception of results', () => {
  const latest = { content: 'a', source: 'x', pinned: false };
  it.each([
    [null, { content: 'a', source: 'x' }, 'new_version'],
    [latest, { content: 'b', source: 'x' }, 'new_version'],
    [latest, { content: 'a', source: 'y' }, 'unchanged'],
    [{ ...latest, pinned: true }, { content: 'b', source: 'x' }, 'stored_for_review'],
    [{ ...latest, pinned: true }, { content: 'a', source: 'x' }, 'unchanged'],
  ])('%j then %j: %s', (before, incoming, reception) => {
    expect(receive(before, incoming)).toBe(reception);
  });
});
