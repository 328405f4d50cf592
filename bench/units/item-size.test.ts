import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, it } from 'vitest';
import { sizeOf } from './item-size.ts';

it.each<[string, unknown, number]>([
  ['a text, in UTF-8', 'Zürich', 7],
  ['an empty text', '', 0],
  ['true', true, 1],
  ['null', null, 1],
  ['zero', 0, 1],
  ['a number of one digit', 7, 2],
  ['a number of two digits', 42, 2],
  ['a number of three digits', 123, 3],
  ['a number whose zeros at the end are trimmed', 1_500_000, 2],
  ['a number whose zeros in front are trimmed', 0.005, 2],
  ['a negative number', -42, 3],
  ['ten digits', 1_788_000_123, 6],
  ['bytes', new Uint8Array(5), 5],
  ['an empty list', [], 3],
  ['a list of two texts', ['a', 'bc'], 3 + (1 + 1) + (2 + 1)],
  ['a map, with its names', { ab: 'c' }, 3 + (2 + 1 + 1)],
  ['a map in a list', [{ a: 1 }], 3 + 1 + (3 + 1 + 2 + 1)],
  ['a set of texts', new Set(['a', 'bc']), 3],
])('the size of %s', (_, value, bytes) => {
  expect(sizeOf(marshall({ name: value }))).toBe('name'.length + bytes);
});

it('the size of an item is the sum over its attributes', () => {
  expect(sizeOf(marshall({ pk: 'a', sk: 'b', n: 12 }))).toBe(2 + 1 + 2 + 1 + 1 + 2);
  expect(sizeOf({})).toBe(0);
});

it('a value of no known type has no size', () => {
  expect(() => sizeOf({ a: { $unknown: ['X', 1] } as unknown as AttributeValue })).toThrow('no size');
});
