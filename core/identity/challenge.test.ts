import { expect, it } from 'vitest';
import { nextStep } from './challenge.ts';

it.each([
  ['asks for a grant first', [], true, 'ask'],
  ['issues tokens after a right answer', [true], true, 'issue'],
  ['fails after a wrong answer', [false], true, 'fail'],
  ['fails after a second answer', [false, true], true, 'fail'],
  ['fails for an unknown user', [], false, 'fail'],
  ['fails for an unknown user after a right answer', [true], false, 'fail'],
] as const)('nextStep() %s', (_, rounds, exists, step) => {
  expect(nextStep(rounds, exists)).toBe(step);
});
