import { describe, expect, it } from 'vitest';
import type { EventId, PickId } from '#schemas/common';
import { frame, type PushBody, pushOf } from './topics.ts';

const now = new Date('2026-11-23T18:00:00.000Z');
const pickId = '0190a000-0000-7000-8000-000000000001' as PickId;
const eventId = '0190a000-0000-7000-8000-000000000002' as EventId;
const settled: PushBody = {
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

describe('a push', () => {
  it('of a lock is named after the pick', () => {
    const body: PushBody = { type: 'pick.locked', data: { pickId, eventId, lockedAt: now.toISOString() } };
    expect(pushOf(body, now)).toEqual({ ...body, id: `${pickId}.locked`, at: now.toISOString() });
  });
  it('of an outcome is named after the pick and its version, so that a repeat has the same name', () => {
    const later = new Date(now.getTime() + 60_000);
    expect(pushOf(settled, now).id).toBe(`${pickId}.settled.2`);
    expect(pushOf(settled, later).id).toBe(pushOf(settled, now).id);
  });
  it.each([
    ['a number for units', { profitUnits: 0.45 }],
    ['a field that no client was promised', { stake: '1' }],
    ['no version', { version: 0 }],
  ])('refuses %s', (_, wrong) => {
    expect(() => pushOf({ ...settled, data: { ...settled.data, ...wrong } } as PushBody, now)).toThrow();
  });
  it('refuses what does not fit into one frame', () => {
    expect(() => pushOf({ ...settled, data: { ...settled.data, reason: 'é'.repeat(16_384) } } as PushBody, now)).toThrow(/frame/);
    expect(frame({ text: 'a'.repeat(32_000) })).toHaveLength(32_011);
  });
});
