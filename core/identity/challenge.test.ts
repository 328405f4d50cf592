import { expect, it } from 'vitest';
import { nextStep } from './challenge.ts';

it.each([
  ['asks first', [], true, 'ask'],
  ['lets a right answer in', [true], true, 'issue'],
  ['fails a wrong one', [false], true, 'fail'],
  ['does not ask twice', [false, true], true, 'fail'],
  ['fails who is not there, without a question', [], false, 'fail'],
  ['fails who is not there, whatever was answered', [true], false, 'fail'],
] as const)('%s', (_, rounds, exists, step) => {
  expect(nextStep(rounds, exists)).toBe(step);
});
