import { gradePick } from '../grade-pick.ts';
import type { LegGrade, LegResult } from '../outcome.ts';
import { policyFor } from '../policy.ts';
import type { PickToGrade } from '../ticket-rules.ts';
import { odds } from './tickets.ts';

/** Tickets of legs that are graded already. */

const FRACTIONS: Partial<Record<LegResult, [string, string, string]>> = {
  win: ['1', '0', '0'],
  loss: ['0', '0', '1'],
  push: ['0', '1', '0'],
  void: ['0', '1', '0'],
  half_win: ['1/2', '1/2', '0'],
  half_loss: ['0', '1/2', '1/2'],
  dead_heat: ['1/2', '0', '1/2'],
  half_face: ['1/2', '0', '1/2'],
};
/** `win`, or with a reason `void:LATE`. */
export const leg = (word: string): LegGrade => {
  const [result, reason = null] = word.split(':') as [LegResult, string?];
  const parts = FRACTIONS[result];
  return { result, fractions: parts ? { won: parts[0], returned: parts[1], lost: parts[2] } : null, rule: 'test', reason };
};
export const legs = (text: string) => text.split(' ').map(leg);
export const priced = (n: number) => Array.from({ length: n }, () => ({ odds: odds('2.0') }));
export const run = (kind: PickToGrade['kind'], text: string, more: Partial<PickToGrade> = {}, choices = {}) => {
  const grades = legs(text);
  const { result, R, reason } = gradePick(
    { kind, stakeMicro: 1_000_000, legs: priced(grades.length), ...more },
    grades,
    policyFor('1', choices),
  );
  return [result, R ?? '-', reason].filter(Boolean).join(' ');
};
