import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import type { RawItem } from './item-size.ts';
import { batchReadUnits, indexUnits, readUnits, storedBytes, transactionUnits, writeUnits } from './units.ts';

const KB = 1024;
/** An item of exactly so many bytes. */
const item = (bytes: number, more: object = {}): RawItem => {
  const bare = marshall({ pk: 'p', sk: 's', ...more, fill: '' });
  const own = Object.entries(bare).reduce((sum, [name, { S = '' }]) => sum + name.length + S.length, 0);
  return { ...bare, fill: { S: 'x'.repeat(bytes - own) } };
};
const listed = (more: object = {}, bytes = 300) => item(bytes, { gsi1pk: 'list', gsi1sk: '1', ...more });

describe('read units', () => {
  it.each([
    [0, 1],
    [1, 1],
    [4 * KB, 1],
    [4 * KB + 1, 2],
    [40 * KB, 10],
  ])('of %d bytes are %d when consistent, and half when not', (bytes, units) => {
    expect(readUnits(bytes, true)).toBe(units);
    expect(readUnits(bytes, false)).toBe(units / 2);
  });
  it('of a BatchGetItem round each item up, and count one that is not there', () => {
    expect(batchReadUnits([item(100), item(4 * KB + 1)], 3, true)).toBe(1 + 2 + 1);
    expect(batchReadUnits([item(100), item(100)], 2, false)).toBe(1);
  });
});

describe('write units', () => {
  it.each([
    ['a new item', null, 1000, 1],
    ['a new item of more than a KB', null, KB + 1, 2],
    ['a change to a smaller one, by what stood there', 3 * KB, 100, 3],
    ['a change to a larger one, by what stands there', 100, 3 * KB, 3],
    ['a deletion, by what stood there', 2 * KB, null, 2],
    ['a deletion of nothing', null, null, 1],
  ])('of %s', (_, before, after, units) => {
    const change = { before: before === null ? null : item(before), after: after === null ? null : item(after) };
    expect(writeUnits(change)).toBe(units);
    expect(transactionUnits(change)).toBe(2 * units);
  });
});

describe('units of the indexes', () => {
  it.each<[string, RawItem | null, RawItem | null, number]>([
    ['an item without their keys', item(100), item(200), 0],
    ['a new item', null, listed(), 1],
    ['an item that is deleted', listed(), null, 1],
    ['an item that enters the index', item(300), listed(), 1],
    ['an item that leaves the index', listed(), item(300), 1],
    ['a change that the index does not carry', listed(), listed({}, 900), 0],
    ['a change that the index carries', listed({ authorId: 'one' }), listed({ authorId: 'two' }), 1],
    ['a changed key of the index', listed(), listed({ gsi1sk: '2' }), 2],
    ['an item in both indexes', null, listed({ gsi2pk: 'other', gsi2sk: '1' }), 2],
    ['an item of 5 KB of which the index carries little', null, listed({}, 5 * KB), 1],
    ['an item of which the index carries 1.5 KB', null, listed({ league: 'x'.repeat(1.5 * KB) }, 3 * KB), 2],
  ])('of %s', (_, before, after, units) => {
    expect(indexUnits({ before, after })).toBe(units);
  });
});

it('stored bytes are those of the item and of its rows in the indexes, with 100 for each', () => {
  expect(storedBytes(null)).toBe(0);
  expect(storedBytes(item(300))).toBe(400);
  const row = 'pk'.length + 'sk'.length + 'p'.length + 's'.length + 'gsi1pk'.length + 'list'.length + 'gsi1sk'.length + 1;
  expect(storedBytes(listed())).toBe(400 + row + 100);
});
