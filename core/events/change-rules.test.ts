import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResultDetails } from '#schemas/settlement';
import { canGrade, detectChange, type EventUpdate } from './change-rules.ts';
import type { StoredEvent } from './event-facts.ts';
import { newEvent } from './new-event.ts';
import { resultHash, statementHash } from './result-hash.ts';

const NOON = Date.parse('2026-09-13T12:00:00.000Z');
const at = (seconds: number) => new Date(NOON + seconds * 1000);
const iso = (seconds: number) => at(seconds).toISOString();

const event: StoredEvent = newEvent(
  {
    provider: 'test',
    providerGameId: 'game',
    league: 'nfl',
    home: 'Los Angeles Rams',
    away: 'Buffalo Bills',
    title: null,
    startsAt: iso(3600),
  },
  new Date(iso(-3600)),
);
const scored = (home: number, away: number, version = 1): StoredEvent => ({
  ...event,
  state: 'final',
  result: { home, away, version, recordedAt: iso(9000) },
  scoredAt: iso(4000),
});

describe('detectChange()', () => {
  it.each<[string, StoredEvent, EventUpdate]>([
    ['the same start', event, { startsAt: event.startsAt }],
    ['the same score', scored(24, 20), { score: { home: 24, away: 20 } }],
    ['the same state', event, { state: 'scheduled', reason: 'again' }],
    ['a score that was seen before', { ...event, scoredAt: iso(0) }, { scored: true }],
    ['an empty update', event, {}],
  ])('finds nothing new in %s', (_, before, update) => expect(detectChange(before, update, at(0))).toBeNull());

  it('makes a result, the state final and the proof of play of a final score', () => {
    expect(detectChange(event, { score: { home: 20, away: 20 } }, at(9000))).toEqual({
      start: null,
      result: { home: 20, away: 20, version: 1, details: null, contentHash: resultHash({ home: 20, away: 20 }, null) },
      state: { state: 'final', version: 1, reason: 'final' },
      scored: true,
      pinned: false,
      doubt: null,
    });
  });
  it('compares a score with the latest only: A, B, A is two changes', () => {
    expect(detectChange(scored(20, 17, 2), { score: { home: 24, away: 20 } }, at(0))?.result).toMatchObject({
      home: 24,
      version: 3,
    });
  });
  describe('of an event with a field', () => {
    const field = { ...event, ...{ home: null, away: null, title: 'Masters Tournament' } } as StoredEvent;
    const places = (...names: string[]): ResultDetails => ({
      facts: { entries: Object.fromEntries(names.map((name, i) => [name, { position: i + 1 }])) },
    });
    const details = places('Ann', 'Ben');
    const final: EventUpdate = { state: 'final', details };
    it('makes a result of its details, without a score', () => {
      expect(detectChange(field, final, at(9000))).toMatchObject({
        result: { home: null, away: null, version: 1, details, contentHash: resultHash({ home: null, away: null }, details) },
        state: { state: 'final', version: 1 },
        scored: true,
      });
    });
    it('makes none of a state alone', () =>
      expect(detectChange(field, { state: 'cancelled', details: null }, at(9000))).toMatchObject({
        result: null,
        scored: false,
        state: { state: 'cancelled' },
      }));
    it('compares the details with the newest alone', () => {
      const contentHash = resultHash({ home: null, away: null }, details);
      const known = { home: null, away: null, version: 1, recordedAt: iso(9000), contentHash, detailed: true };
      const before = { ...field, state: 'final', stateVersion: 1, scoredAt: iso(9000), result: known } as StoredEvent;
      expect(detectChange(before, final, at(9100))).toBeNull();
      expect(detectChange(before, { ...final, details: places('Ben', 'Ann') }, at(9100))).toMatchObject({
        result: { version: 2 },
        state: null,
      });
    });
    it('of two scores keeps the hash that stored results have', () => {
      expect(resultHash({ home: 24, away: 20 }, null)).toBe('qv9iOOamfupVwOX4vs07bddghdmSCIkAeDJpkVXcBFA');
      expect(resultHash({ home: 24, away: 20 }, { minutes: 60 })).toBe('InvYswiLeho0ec3YuJkqg_0t8pVzvQ2AX_UXlW15D_Y');
      expect(statementHash('final', { home: 24, away: 20 }, null)).toBe('KdNF4Cfhce6JyzNoi8b4zO7ww9UM6KqyFvZy-EJ-7tE');
    });
  });
  describe('of a result with details', () => {
    const details: ResultDetails = {
      minutes: 60,
      facts: { entries: { Kupp: { started: true, stats: { yards: '86', receptions: 7 } } } },
    };
    const other: ResultDetails = {
      facts: { entries: { Kupp: { stats: { receptions: 8, yards: '86' }, started: true } } },
      minutes: 60,
    };
    const same: ResultDetails = {
      facts: { entries: { Kupp: { stats: { receptions: 7, yards: '86' }, started: true } } },
      minutes: 60,
    };
    const [score, another] = [
      { home: 24, away: 20 },
      { home: 24, away: 21 },
    ];
    const told = (before: StoredEvent, update: EventUpdate) => detectChange(before, update, at(9000))?.result ?? null;
    const detailed: StoredEvent = {
      ...event,
      state: 'final',
      result: { ...score, version: 2, recordedAt: iso(9000), contentHash: resultHash(score, details), detailed: true },
      scoredAt: iso(4000),
    };
    it('ignores the order of details, and makes another version of any other difference', () => {
      expect(told(detailed, { score, details: same })).toBeNull();
      expect(told(detailed, { score, details: other })).toMatchObject({ version: 3, details: other });
      expect(told(scored(24, 20), { score, details })).toMatchObject({
        version: 2,
        details,
        contentHash: resultHash(score, details),
      });
    });
    it('keeps the details under the same score without details, and drops them under another score', () => {
      expect(told(detailed, { score })).toBeNull();
      expect(told(detailed, { score: another })).toMatchObject({ version: 3, away: 21, details: null });
    });
    it('removes details that are null, and finds none in a result without contentHash', () => {
      expect(told(detailed, { score, details: null })).toMatchObject({ version: 3, details: null });
      expect(told(scored(24, 20), { score, details: null })).toBeNull();
    });
    it('makes two changes of the details A, B, A', () => {
      const b: StoredEvent = {
        ...detailed,
        result: { ...score, version: 3, recordedAt: iso(0), contentHash: resultHash(score, other) },
      };
      expect(told(b, { score, details })).toMatchObject({ version: 4 });
    });
  });
  it('canGrade() is false for a score in play, and true for a start, a result, a state and a pin', () => {
    const changes = [
      { scored: true },
      { startsAt: iso(7200) },
      { score: { home: 1, away: 0 } },
      { state: 'cancelled' },
      { pinned: true },
    ] as const;
    expect(changes.map((update) => canGrade(detectChange(event, update, at(0)) as never))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });
});

describe('lockedThrough of a moved start', () => {
  it('is null before the start has passed', () => {
    expect(detectChange(event, { startsAt: iso(7200) }, at(0))?.start).toEqual({
      startsAt: iso(7200),
      version: 2,
      lockedThrough: null,
    });
  });
  it('is now after the start has passed', () => {
    expect(detectChange(event, { startsAt: iso(7200) }, at(3700))?.start?.lockedThrough).toBe(iso(3700));
  });
  it('counts a start within the next second as passed', () => {
    expect(detectChange(event, { startsAt: iso(7200) }, at(3599.5))?.start?.lockedThrough).toBe(event.startsAt);
    expect(detectChange(event, { startsAt: iso(7200) }, at(3598))?.start?.lockedThrough).toBeNull();
  });

  it('never unlocks a pick, for any moves and any delay of the write', () => {
    const step = fc.record({
      wait: fc.integer({ min: 1, max: 5_000_000 }),
      /** The new start, in milliseconds from then. */
      to: fc.integer({ min: -3_600_000, max: 7_200_000 }),
      /** Milliseconds that the write takes. */
      lands: fc.integer({ min: 0, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let now = NOON;
        let stored = event;
        const picks: { acceptedAt: string; locked: boolean }[] = [];
        const look = () => {
          const time = new Date(now).toISOString();
          for (const pick of picks) {
            const open = stored.startsAt > time && (stored.lockedThrough === null || stored.lockedThrough < pick.acceptedAt);
            if (pick.locked && open) throw new Error(`unlocked at ${time}`);
            pick.locked = !open;
          }
          if (stored.startsAt > time) picks.push({ acceptedAt: time, locked: false });
        };
        for (const { wait, to, lands } of steps) {
          look();
          // At the very start, and just before it: where things go wrong.
          for (const close of [Date.parse(stored.startsAt) - 1, Date.parse(stored.startsAt)]) {
            if (close <= now || close > now + wait) continue;
            now = close;
            look();
          }
          now += wait;
          look();
          const start = detectChange(stored, { startsAt: new Date(now + to).toISOString() }, new Date(now))?.start;
          now += lands;
          look();
          if (!start) continue;
          stored = {
            ...stored,
            startsAt: start.startsAt,
            startVersion: start.version,
            lockedThrough: start.lockedThrough ?? stored.lockedThrough,
          };
          look();
        }
      }),
      { numRuns: 1000 },
    );
  });
});
