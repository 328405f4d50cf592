import { expect, it } from 'vitest';
import { storedPick } from '../../test/support/make/stored-picks.ts';
import type { HydratedPick } from './pick.hydrate.ts';
import { visibleParts } from './pick.visibility.ts';

const at = '2026-11-23T12:00:00.000Z';
const pick = storedPick({ placedAt: at });
const now = new Date(at);
const events = [{ startsAt: '2026-11-23T13:00:00.000Z', lockedThrough: null }] as unknown as HydratedPick['events'];
const parts = (of: Partial<HydratedPick>, time = now) => visibleParts({ pick, events, sight: 'all', isOwn: false, ...of }, time);

it('a pick is visible with its analysis to those who see all of its author', () => {
  expect(parts({})).toEqual({ terms: true, analysis: true, book: true, proof: true });
});

it('a withdrawn pick is visible without its analysis', () => {
  expect(parts({ pick: { ...pick, withdrawnAt: at } })).toEqual({
    terms: true,
    analysis: false,
    book: true,
    proof: true,
  });
});

it('a pick whose words are hidden is visible without them, and to its author with them', () => {
  const hidden = { ...pick, wordsHiddenAt: at };
  expect(parts({ pick: hidden })).toEqual({ terms: true, analysis: false, book: false, proof: false });
  expect(parts({ pick: hidden, isOwn: true })).toEqual({ terms: true, analysis: true, book: true, proof: true });
});

it.each(['numbers', 'nothing'] as const)('a pick is not visible to those who see %s of its author', (sight) => {
  expect(parts({ sight })).toBeNull();
});

it('a sealed pick is shown without its terms until it locks, and to its author with them', () => {
  const sealed = { ...pick, sealed: true };
  const nothing = { terms: false, analysis: false, book: false, proof: false };
  const whole = { terms: true, analysis: true, book: true, proof: true };
  const lock = Date.parse('2026-11-23T13:00:00.000Z');
  expect(parts({ pick: sealed }, new Date(lock - 1))).toEqual(nothing);
  expect(parts({ pick: { ...sealed, withdrawnAt: at } }, new Date(lock - 1))).toEqual(nothing);
  expect(parts({ pick: sealed, isOwn: true }, new Date(lock - 1))).toEqual(whole);
  expect(parts({ pick: sealed }, new Date(lock))).toEqual(whole);
});
