import { expect, it } from 'vitest';
import { Memory } from './memory.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 12, 0, seconds));
const minute = { from: at(0), until: at(60) };

it('keeps a value from one instant until another', () => {
  const memory = new Memory<string>(2);
  memory.keep('a', 'first', minute);
  expect([-1, 0, 59, 60].map((second) => memory.find('a', at(second)))).toEqual([undefined, 'first', 'first', undefined]);
  expect(memory.find('b', at(1))).toBeUndefined();
});

it('keeps the newest values, of each key one', () => {
  const memory = new Memory<string>(2);
  for (const [key, value] of [
    ['a', 'first'],
    ['b', 'second'],
    ['a', 'third'],
    ['c', 'fourth'],
  ] as const)
    memory.keep(key, value, minute);
  expect(['a', 'b', 'c'].map((key) => memory.find(key, at(1)))).toEqual(['third', undefined, 'fourth']);
});
