import { expect, it } from 'vitest';
import { blockOf, isTextable } from './sms-rules.ts';

it.each([
  ['+12025550123', ['US', 'CA'], true],
  ['+16135550123', ['US', 'CA'], true],
  ['+16135550123', ['US'], false],
  ['+18765550123', ['US', 'CA'], false],
  ['+447400123456', ['US', 'CA'], false],
  ['+447400123456', ['GB'], true],
  ['+12025550123', [], false],
  ['+88216100000', ['US'], false],
])('isTextable(%s) among %j is %s', (number, countries, textable) => {
  expect(isTextable(number, countries)).toBe(textable);
});

it('blockOf() is the same for numbers that differ in the last four digits', () => {
  expect(blockOf('+12025550123')).toBe('+1202555');
  expect(blockOf('+12025559999')).toBe('+1202555');
});
