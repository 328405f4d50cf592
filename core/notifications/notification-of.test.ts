import { describe, expect, it } from 'vitest';
import type { EventId, PickId } from '#schemas/common';
import type { NotificationBody } from '#schemas/messages';
import { notificationOf } from './notification-of.ts';

const now = new Date('2026-11-23T18:00:00.000Z');
const pickId = '0190a000-0000-7000-8000-000000000001' as PickId;
const eventId = '0190a000-0000-7000-8000-000000000002' as EventId;
const settled: NotificationBody = {
  type: 'pick.settled',
  data: {
    pickId,
    version: 2,
    result: 'half_win',
    profitUnits: '0.454545',
    settledAt: now.toISOString(),
    reason: null,
    review: null,
    corrected: true,
  },
};

describe('a notification', () => {
  it('of a lock is named after the pick', () => {
    const body: NotificationBody = { type: 'pick.locked', data: { pickId, eventId, lockedAt: now.toISOString() } };
    expect(notificationOf(body, now)).toEqual({ ...body, id: `${pickId}.locked`, at: now.toISOString() });
  });
  it('of an outcome is named after the pick and its version, so that a repeat has the same id', () => {
    const later = new Date(now.getTime() + 60_000);
    expect(notificationOf(settled, now).id).toBe(`${pickId}.settled.2`);
    expect(notificationOf(settled, later).id).toBe(notificationOf(settled, now).id);
  });
  it.each([
    ['a number for units', { profitUnits: 0.45 }],
    ['a field that no client was promised', { stake: '1' }],
    ['no version', { version: 0 }],
  ])('refuses %s', (_, wrong) => {
    expect(() => notificationOf({ ...settled, data: { ...settled.data, ...wrong } } as NotificationBody, now)).toThrow();
  });
});
