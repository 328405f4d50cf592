import { expect, it } from 'vitest';
import { GetConfig } from '../../schemas/app-config.ts';
import { GetPick, PlacePick } from '../../schemas/picks.ts';
import type { RecordedCall } from './recorder.ts';
import { differences, staleExamples } from './stale.ts';

const values = [
  { id: 'a', pick: { odds: '1.9', note: null }, legs: [{ line: '3' }, { line: null, extra: 1 }] },
  { id: 'b', pick: null, legs: [] },
];

it('takes an example with some of the fields that came, and nulls for any of them', () => {
  expect(differences({ id: 'x', pick: { odds: '2', note: 'text' }, legs: [{ line: '1' }] }, values)).toEqual([]);
  expect(differences({ id: 'x', pick: null, legs: [] }, values)).toEqual([]);
});

it('names a field that came no more, one of another kind, and one that always came and is not in it', () => {
  expect(differences({ id: 1, pick: { odds: '2', note: null, gone: true }, legs: [{}] }, values)).toEqual([
    '.id is a string, not a number',
    '.pick.gone did not come',
    '.legs[].line always came',
  ]);
});

it('compares objects of one kind with each other, and says nothing of a place that was empty in the run', () => {
  const seen = [{ items: [{ kind: 'post', text: 'a' }], other: null }];
  expect(differences({ items: [{ kind: 'pick', odds: '2' }], other: { id: 'x' } }, seen)).toEqual([]);
  expect(differences({ items: [{ kind: 'post', words: 'a' }], other: null }, seen)).toEqual([
    '.items[]<post>.words did not come',
    '.items[]<post>.text always came',
  ]);
});

it('does not compare the ids by which a map has its fields', () => {
  const [one, other] = ['0190a000-0000-7000-8000-000000000001', '019ed0c2-7be1-7a33-9f10-8c4d3b1e2f60'];
  expect(differences({ by: { [one]: { n: 1 } } }, [{ by: { [other]: { n: 2 } } }])).toEqual([]);
  expect(differences({ by: { [one]: { n: 1 } } }, [{ by: { [other]: { m: 2 } } }])).toHaveLength(2);
});

const call = (name: string, status: number, body: object, sent?: object): RecordedCall => ({
  ...{ name, status, reply: { body } },
  request: { params: {}, query: {}, ...(sent && { body: sent }) },
});

it('compares an example with the calls of its route, status and kind alone', () => {
  const example = { status: 201, variant: 'parlay', request: {}, reply: { body: { data: { id: 'x' } } } };
  const calls = [
    call(PlacePick.name, 201, { data: { id: 'y' } }, { kind: 'parlay' }),
    call(PlacePick.name, 201, { data: { other: 1 } }, { kind: 'single' }),
    call(PlacePick.name, 400, { error: {} }, { kind: 'parlay' }),
  ];
  expect(staleExamples({ [PlacePick.name]: [example] }, calls)).toEqual([]);
  expect(staleExamples({ [PlacePick.name]: [example] }, calls.slice(1))).toEqual([
    'PlacePick 201 parlay: no story calls it any more',
  ]);
  expect(staleExamples({ [GetPick.name]: [], [GetConfig.name]: [{ ...example, status: 200 }] }, calls)).toHaveLength(1);
});
