import { describe, expect, it } from 'vitest';
import type { EntryFacts } from '#schemas/settlement';
import { hasPlaces, placesProblem } from './field-rules.ts';

const field = (...places: readonly number[]) =>
  Object.fromEntries(places.map((position, i): [string, EntryFacts] => [`P${i}`, { position }]));

describe('the places of a field', () => {
  it.each([[[1]], [[1, 2, 3, 3, 5]], [[5, 3, 3, 2, 1]], [[1, 1, 3]], [[1, 2, 2, 2]], [[]]])('can be %j', (places) =>
    expect(placesProblem(field(...places))).toBeNull(),
  );

  it.each<[string, number[]]>([
    ['P0', [2]],
    ['P2', [1, 2, 4]],
    ['P4', [1, 2, 3, 3, 4]],
    ['P2', [1, 1, 2]],
    ['P1', [1, 3]],
    ['P0', [3, 1]],
  ])('name %s of %j, whose place does not follow', (name, places) =>
    expect(placesProblem(field(...places))?.[0]).toBe(`facts.entries.${name}.position`),
  );

  it.each<[string | null, EntryFacts]>([
    [null, { position: 2, won: false, score: 281, cut: 'made', started: true, finished: true }],
    ['started', { started: false, position: 2 }],
    ['started', { started: false, cut: 'missed' }],
    ['started', { started: false, score: 80 }],
    ['started', { started: false, won: true }],
    ['started', { started: false, finished: false }],
    [null, { started: false }],
    [null, { started: false, won: false }],
    ['cut', { position: 2, cut: 'missed' }],
    ['cut', { position: 2, cut: 'withdrew' }],
    ['cut', { won: true, cut: 'missed' }],
    ['cut', { tied: { k: 3, places: 1 }, cut: 'missed' }],
    ['finished', { position: 2, finished: false }],
    [null, { cut: 'missed', score: 150 }],
    [null, { cut: 'made', finished: false }],
    ['won', { position: 2, won: true }],
    ['tied', { position: 2, tied: { k: 2, places: 1 } }],
  ])('beside a first place: %s of %j', (problem, entry) =>
    expect(placesProblem({ First: { position: 1 }, Other: entry })?.[0] ?? null).toBe(
      problem && `facts.entries.Other.${problem}`,
    ),
  );

  it('are first alone for a winner, and a winner for who is first alone', () => {
    expect(placesProblem({ A: { position: 1, won: true }, B: { position: 2 } })).toBeNull();
    expect(placesProblem({ A: { position: 1, won: true }, B: { position: 1 } })?.[0]).toBe('facts.entries.A.won');
    expect(placesProblem({ A: { position: 1, won: false } })?.[0]).toBe('facts.entries.A.won');
    expect(placesProblem({ A: { position: 1, won: false }, B: { position: 1, won: false } })).toBeNull();
  });
  it('are as many as are said to be tied', () => {
    const tied = { k: 2, places: 1 };
    expect(placesProblem({ A: { position: 1, tied }, B: { position: 1, tied } })).toBeNull();
    expect(placesProblem({ A: { position: 1, tied } })?.[0]).toBe('facts.entries.A.tied');
  });
  it('are there for one at least who has one', () => {
    expect([hasPlaces(undefined), hasPlaces({}), hasPlaces({ A: { cut: 'missed' } })]).toEqual([false, false, false]);
    expect(hasPlaces({ A: { cut: 'missed' }, B: { position: 1 } })).toBe(true);
  });
});
