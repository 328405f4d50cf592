import { describe, expect, it } from 'vitest';
import { isGradingDue, NEVER, newEventSweepAt, sweepAtOf } from './sweep-rules.ts';

const NOON = Date.parse('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString();
const now = new Date(NOON);
const announced = { startsAt: at(-60), startVersion: 1, lockedVersion: 1, gradingVersion: 0, gradingAt: null, sweptVersion: 0 };

describe('sweepAtOf()', () => {
  it.each([
    ['never, when all was announced and nothing graded', announced, NEVER],
    ['a minute after a start that was not announced', { ...announced, lockedVersion: 0 }, at(-59)],
    ['two minutes after a grading version', { ...announced, gradingVersion: 3, gradingAt: at(-5), sweptVersion: 2 }, at(-3)],
    [
      'never, when that version was graded once more',
      { ...announced, gradingVersion: 3, gradingAt: at(-5), sweptVersion: 3 },
      NEVER,
    ],
    ['at the first of both', { ...announced, startsAt: at(30), startVersion: 2, gradingVersion: 1, gradingAt: at(0) }, at(2)],
    [
      'at the start, when it is the first',
      { ...announced, startsAt: at(-9), startVersion: 2, gradingVersion: 1, gradingAt: at(0) },
      at(-8),
    ],
  ])('%s', (_, event, expected) => expect(sweepAtOf(event)).toBe(expected));
});

it('isGradingDue() two minutes after a version that was not swept', () => {
  const graded = { ...announced, gradingVersion: 1 };
  expect([-1, -2, -3].map((minutes) => isGradingDue({ ...graded, gradingAt: at(minutes) }, now))).toEqual([false, true, true]);
  expect(isGradingDue({ ...graded, gradingAt: at(-3), sweptVersion: 1 }, now)).toBe(false);
});

it('a new event is looked at after two minutes, or at its announcement', () => {
  expect(newEventSweepAt(at(60), now)).toBe(at(2));
  expect(newEventSweepAt(at(0.5), now)).toBe(at(1.5));
});
