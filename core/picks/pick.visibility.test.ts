import { expect, it } from 'vitest';
import { ANN, storedPick } from '../../test/support/make/stored-picks.ts';
import type { HydratedPick } from './pick.hydrate.ts';
import { visibleParts } from './pick.visibility.ts';

const authorId = ANN;
const author = { userId: authorId, handle: 'ann', displayName: 'Ann', banned: false };
const at = '2026-11-23T12:00:00.000Z';
const pick = storedPick({ placedAt: at });
const hydrated = (more: Partial<HydratedPick> = {}): HydratedPick => ({ pick, events: [], author, ...more });
const VIEWERS = [
  ['somebody without a token', { kind: 'public', address: '192.0.2.1' }],
  ['its author', { kind: 'user', userId: authorId, role: 'user', tier: 'free', origin: 'x' }],
] as const;

it.each(VIEWERS)('a pick is visible with its analysis to %s', (_, viewer) => {
  expect(visibleParts(viewer, hydrated())).toEqual({ analysis: true });
});

it.each(VIEWERS)('a withdrawn pick is visible without its analysis to %s', (_, viewer) => {
  expect(visibleParts(viewer, hydrated({ pick: { ...pick, withdrawnAt: at } }))).toEqual({ analysis: false });
});

it('a pick stays visible while its author is banned, and when the account is gone', () => {
  const [[, anyone]] = VIEWERS;
  expect(visibleParts(anyone, hydrated({ author: { ...author, banned: true } }))).toEqual({ analysis: true });
  expect(visibleParts(anyone, hydrated({ author: undefined }))).toEqual({ analysis: true });
});
