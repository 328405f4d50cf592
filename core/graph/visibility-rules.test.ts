import { expect, it } from 'vitest';
import type { Viewer } from '#actor';
import type { UserId } from '#schemas/common';
import { NOBODY_HIDDEN, type Sight, sightOf, sightsOf } from './visibility-rules.ts';

const [ann, bob] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002'] as UserId[] as [
  UserId,
  UserId,
];
const viewer: Viewer = { kind: 'user', userId: ann, role: 'user', tier: 'free', origin: 'x' };
const anyone: Viewer = { kind: 'public', address: '192.0.2.1' };
const open = { private: false };
const closed = { private: true };
const blocked = { blocked: new Set([bob]), muted: new Set<UserId>() };
const muted = { blocked: new Set<UserId>(), muted: new Set([bob]) };

/** The viewer, the person's card, whom the viewer hides, whether the viewer follows the person, the sight, and whether lists show the person. */
const TABLE: readonly [
  string,
  Viewer,
  { private: boolean } | undefined,
  typeof blocked | typeof NOBODY_HIDDEN,
  boolean,
  Sight,
  boolean,
][] = [
  ['an open account, signed out', anyone, open, NOBODY_HIDDEN, false, 'all', true],
  ['an open account', viewer, open, NOBODY_HIDDEN, false, 'all', true],
  ['a private account, signed out', anyone, closed, NOBODY_HIDDEN, false, 'numbers', false],
  ['a private account', viewer, closed, NOBODY_HIDDEN, false, 'numbers', false],
  ['a private account that the viewer follows', viewer, closed, NOBODY_HIDDEN, true, 'all', true],
  ['a blocked person', viewer, open, blocked, false, 'nothing', false],
  ['a blocked person whom the viewer follows still', viewer, closed, blocked, true, 'nothing', false],
  ['a muted person', viewer, open, muted, false, 'all', false],
  ['a muted private account that the viewer follows', viewer, closed, muted, true, 'all', false],
  ['an account that is gone', viewer, undefined, NOBODY_HIDDEN, true, 'nothing', false],
  ['an account that is gone, signed out', anyone, undefined, NOBODY_HIDDEN, false, 'nothing', false],
];

it.each(TABLE)('the sight on %s', (_, who, card, hidden, follows, sight, listed) => {
  expect(sightOf(who, bob, card, { hidden, follows })).toBe(sight);
  const sights = sightsOf(who, new Map(card ? [[bob, card]] : []), hidden, new Set(follows ? [bob] : []));
  expect([sights.of(bob), sights.lists(bob)]).toEqual([sight, listed]);
});

it('everybody sees all of their own, also in a private account and when it is gone', () => {
  for (const card of [open, closed, undefined])
    expect(sightOf(viewer, ann, card, { hidden: NOBODY_HIDDEN, follows: false })).toBe('all');
});
