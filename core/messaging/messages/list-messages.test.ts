import { expect, it } from 'vitest';
import { fitting } from './list-messages.ts';

const shown = (...bytes: number[]) => bytes.map((size, i) => ({ seq: i + 1, bytes: size }));

it.each([
  ['all of it, where it fits', shown(300_000, 300_000, 300_000), 0, [0, 3]],
  ['the first ones after a number', shown(400_000, 400_000, 400_000), 0, [0, 2]],
  ['the last ones before a number', shown(400_000, 400_000, 400_000), Number.POSITIVE_INFINITY, [1, 3]],
  ['those around a number', shown(300_000, 300_000, 300_000, 300_000, 300_000), 3, [1, 4]],
  ['one at least', shown(2_000_000, 2_000_000), 0, [0, 1]],
  ['nothing of nothing', [], 5, [0, 0]],
] as const)('a page keeps %s', (_, entries, asked, [from, to]) => {
  expect(fitting(entries, asked)).toEqual({ from, to });
});
