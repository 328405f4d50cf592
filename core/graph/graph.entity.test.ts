import { expect, it } from 'vitest';
import { bellEntity } from './bell.entity.ts';
import { contactEntity } from './contact.entity.ts';
import { followEntity, type StoredFollow } from './follow.entity.ts';
import { followPart, noFollowPart } from './follow.store.ts';
import { followCountEntity } from './follow-count.entity.ts';
import { hiddenEntity } from './hidden.entity.ts';
import { hidePart, showPart } from './hidden.store.ts';
import { pairEntity } from './pair.entity.ts';
import { pairPart, unblockedPart } from './pair.store.ts';

const [ann, bob] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002'];
const row: StoredFollow = {
  ...{ followerId: ann, followeeId: bob, state: 'following', since: 1_795_435_200_000 },
  ...{ counted: false, bell: false },
};

it('keeps its keys', () => {
  for (const state of ['following', 'requested', 'ended'] as const)
    expect(
      followEntity()
        .put({ ...row, state })
        .params(),
    ).toMatchSnapshot(`a follow that is ${state}`);
  expect(followEntity().query.byFollower({ followerId: ann, state: 'following' }).params()).toMatchSnapshot('followed by');
  expect(followEntity().query.byFollowee({ followeeId: bob, state: 'requested' }).params()).toMatchSnapshot('requests');
  expect(bellEntity().get({ followeeId: bob, followerId: ann }).params()).toMatchSnapshot('a bell');
  expect(followCountEntity().get({ userId: ann }).params()).toMatchSnapshot('numbers');
  expect(pairEntity().get({ lowId: ann, highId: bob }).params()).toMatchSnapshot('a pair');
  expect(hiddenEntity().get({ userId: ann, kind: 'blocked', part: 1 }).params()).toMatchSnapshot('hidden ids');
  expect(contactEntity().get({ userId: ann, otherId: bob }).params()).toMatchSnapshot('a contact');
});

it('keeps its conditions', () => {
  expect(followPart(row, null).params()).toMatchSnapshot('a new follow');
  expect(followPart({ ...row, counted: true }, row).params()).toMatchSnapshot('a follow that is counted');
  expect(followPart({ ...row, bell: true }, row).params()).toMatchSnapshot('a bell that is turned on');
  expect(followPart(row, { ...row, bell: true }).params()).toMatchSnapshot('a bell that is turned off');
  expect(noFollowPart(row).params()).toMatchSnapshot('no follow');
  expect(noFollowPart({ ...row, bell: true }).params()).toMatchSnapshot('no follow, and no bell');
  expect(unblockedPart(bob, ann).params()).toMatchSnapshot('nobody blocks');
  expect(pairPart({ lowId: ann, highId: bob, highBlockedAt: 'now' }, null).params()).toMatchSnapshot('a block');
  expect(hidePart(ann, 'blocked', bob, [])?.params()).toMatchSnapshot('an id that is hidden');
});

it('fills an item of hidden ids, then begins the next one, and finds each id in its own', () => {
  const ids = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `id-${i + from}`);
  const full = { userId: ann, kind: 'blocked' as const, part: 0, ids: ids(500) };
  const next = { userId: ann, kind: 'blocked' as const, part: 1, ids: ids(2, 500) };
  const partOf = (made: ReturnType<typeof hidePart>) => /part_(\d+)/.exec(JSON.stringify(made?.params()))?.[1];
  expect(partOf(hidePart(ann, 'blocked', bob, [full]))).toBe('0001');
  expect(partOf(hidePart(ann, 'blocked', bob, [full, next]))).toBe('0001');
  expect(partOf(hidePart(ann, 'blocked', bob, [{ ...full, ids: ids(499) }, next]))).toBe('0000');
  expect(partOf(hidePart(ann, 'muted', bob, [full, next]))).toBe('0000');
  expect(hidePart(ann, 'blocked', 'id-501', [full, next])).toBeNull();
  expect(partOf(showPart(ann, 'blocked', 'id-501', [full, next]))).toBe('0001');
  expect(showPart(ann, 'muted', 'id-501', [full, next])).toBeNull();
});
