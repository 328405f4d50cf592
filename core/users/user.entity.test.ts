import { expect, it } from 'vitest';
import type { UserId } from '#schemas/common';
import { tierPart } from './account.store.ts';
import { cardEntity } from './card.entity.ts';
import { handleEntity } from './handle.entity.ts';
import { handleReservationEntity } from './handle-reservation.entity.ts';
import { userEntity } from './user.entity.ts';
import { banPart, changeUserPart, claimHandlePart, leaveHandlePart, newUserPart } from './user.store.ts';

const ann = '0190a000-0000-7000-8000-000000000001' as UserId;
const now = new Date('2026-11-23T12:00:00.000Z');

it('keeps its keys', () => {
  expect(userEntity().get({ userId: ann }).params()).toMatchSnapshot();
  expect(cardEntity().get({ userId: ann }).params()).toMatchSnapshot();
  expect(handleEntity().get({ handle: 'ann' }).params()).toMatchSnapshot();
  expect(handleReservationEntity().get({ handleKey: '1.ab12' }).params()).toMatchSnapshot('reservation');
});

it('keeps its conditions', () => {
  const user = {
    userId: ann,
    handle: 'ann',
    displayName: 'Ann',
    bio: '',
    role: 'user' as const,
    tier: 'free' as const,
    dateOfBirth: '1990-05-17',
    ageVerifiedAt: now.toISOString(),
    addresses: [{ channel: 'email' as const, sealed: 'sealed', verifiedAt: now.toISOString() }],
    bans: 0,
    createdAt: now.toISOString(),
  };
  expect(newUserPart(user).params()).toMatchSnapshot('new user');
  expect(claimHandlePart('ann', ann, now).params()).toMatchSnapshot('claim');
  expect(leaveHandlePart('ann', ann, now).params()).toMatchSnapshot('leave');
  expect(changeUserPart(ann, 'ann', { bio: 'I pick.' }).params()).toMatchSnapshot('change');
  expect(changeUserPart(ann, 'ann', { displayName: 'Annie' }).params()).toMatchSnapshot('change of what the card shows');
  expect(banPart(ann, { scope: 'all', bans: 0, ban: { number: 1, reason: 'fraud' } }).params()).toMatchSnapshot('ban');
  expect(banPart(ann, { scope: 'all', bans: 1, ban: null }).params()).toMatchSnapshot('lift');
  const posting = { number: 2, reason: 'spam', endsAt: now.toISOString() };
  expect(banPart(ann, { scope: 'posting', bans: 1, ban: posting }).params()).toMatchSnapshot('ban from posting');
  expect(tierPart(ann, 'premium', now.toISOString()).params()).toMatchSnapshot('tier with an end');
  expect(tierPart(ann, 'free', null).params()).toMatchSnapshot('tier without an end');
});
