import { expect, it } from 'vitest';
import { storedPick } from '../../test/support/make/stored-picks.ts';
import { visibleParts } from './pick.visibility.ts';

const at = '2026-11-23T12:00:00.000Z';
const pick = storedPick({ placedAt: at });

it('a pick is visible with its analysis to those who see all of its author', () => {
  expect(visibleParts({ pick, sight: 'all', isOwn: false })).toEqual({ analysis: true, book: true, proof: true });
});

it('a withdrawn pick is visible without its analysis', () => {
  expect(visibleParts({ pick: { ...pick, withdrawnAt: at }, sight: 'all', isOwn: false })).toEqual({
    analysis: false,
    book: true,
    proof: true,
  });
});

it('a pick whose words are hidden is visible without them, and to its author with them', () => {
  const hidden = { ...pick, wordsHiddenAt: at };
  expect(visibleParts({ pick: hidden, sight: 'all', isOwn: false })).toEqual({ analysis: false, book: false, proof: false });
  expect(visibleParts({ pick: hidden, sight: 'all', isOwn: true })).toEqual({ analysis: true, book: true, proof: true });
});

it.each(['numbers', 'nothing'] as const)('a pick is not visible to those who see %s of its author', (sight) => {
  expect(visibleParts({ pick, sight, isOwn: false })).toBeNull();
});
