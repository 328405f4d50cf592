import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { GATES, minimumAges, RESTRICTED_REGIONS, Region } from '#schemas/regions';
import { gateRefusal } from './gate-rules.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const user = (more: Partial<User>): User => ({
  kind: 'user',
  userId: newId<UserId>(now),
  role: 'user',
  tier: 'free',
  origin: 'o1',
  region: 'US-NJ',
  age: 36,
  ...more,
});
const closed = (more: Partial<User>) => GATES.filter((gate) => gateRefusal(user(more), gate, now) !== null);
const later = '2026-11-23T12:00:00.001Z';

describe('the gates', () => {
  it.each<[string, Partial<User>, readonly string[]]>([
    ['an adult in New Jersey', {}, []],
    ['somebody of 20 there', { age: 20 }, ['odds', 'offers']],
    ['somebody of 21 there', { age: 21 }, []],
    ['somebody of 18 in Kentucky', { age: 18, region: 'US-KY' }, []],
    [
      'somebody of 18 in Kentucky who lives in New Jersey',
      { age: 18, region: 'US-KY', declaredRegion: 'US-NJ' },
      ['odds', 'offers'],
    ],
    ['somebody of 19 in Ontario', { age: 19, region: 'CA-ON' }, []],
    ['somebody of 18 in Ontario', { age: 18, region: 'CA-ON' }, ['odds', 'offers']],
    ['somebody of 18 in a country without a row', { age: 18, region: 'BR' }, ['odds', 'offers']],
    ['somebody of 17', { age: 17, region: 'GB' }, GATES],
    ['somebody whose age is not known', { age: undefined } as unknown as Partial<User>, GATES],
    ['somebody whose region is not known', { region: null }, GATES],
    ['somebody in a restricted region', { region: 'US-WA' }, GATES],
    ['somebody who lives in one', { declaredRegion: 'US-WA' }, GATES],
    ['somebody who has excluded themselves', { excludedUntil: later }, ['boards', 'odds', 'offers']],
    ['somebody whose exclusion is over', { excludedUntil: now.toISOString() }, []],
  ])('for %s', (_, more, gates) => expect(closed(more)).toEqual(gates));

  it('ask of a caller without a token for the region alone', () => {
    const from = (region: string | null) => gateRefusal({ kind: 'public', address: '192.0.2.1', region }, 'boards', now)?.code;
    expect([from('US-NJ'), from('US-WA'), from(null)]).toEqual([undefined, 'REGION_NOT_AVAILABLE', 'REGION_NOT_AVAILABLE']);
  });

  it('are closed by an exclusion until its very end, whatever the time, the place and the age are, and never the account', () => {
    const at = fc.date({ min: new Date('2026-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    const region = fc.constantFrom('US-NJ', 'US-KY', 'GB', 'CA-QC', 'KI', 'BR');
    fc.assert(
      fc.property(
        at,
        fc.integer({ min: 1, max: 5 * 366 * 86_400_000 }),
        region,
        region,
        fc.integer({ min: 21, max: 90 }),
        (end, before, here, lives, age) => {
          const excludedUntil = end.toISOString();
          const asked = { region: here, declaredRegion: lives, age, excludedUntil };
          const codes = (instant: number) =>
            GATES.map((gate) => gateRefusal(user(asked), gate, new Date(instant))?.code ?? 'open');
          expect(codes(end.getTime() - before)).toEqual(['open', 'EXCLUDED', 'EXCLUDED', 'EXCLUDED']);
          expect(codes(end.getTime())).toEqual(['open', 'open', 'open', 'open']);
        },
      ),
    );
  });

  it('say what is missing', () => {
    const refusal = (more: Partial<User>) => gateRefusal(user(more), 'odds', now);
    expect(refusal({ age: 20 })).toMatchObject({ code: 'AGE_VERIFICATION_REQUIRED', details: { minimumAge: 21 } });
    expect(refusal({ age: 20 })?.message).toMatch(/^Age verification required/);
    expect(refusal({ region: null })).toMatchObject({
      message: 'Service not available in your region.',
      details: { reason: 'unknown' },
    });
    expect(refusal({ region: 'IR' })?.details).toEqual({ reason: 'restricted' });
    expect(refusal({ excludedUntil: later })).toMatchObject({ code: 'EXCLUDED', details: { endsAt: later } });
  });
});

describe('the data of regions', () => {
  it('names regions as callers have them, and no account under 18', () => {
    for (const region of RESTRICTED_REGIONS) expect(Region.parse(region)).toBe(region);
    for (const region of ['US-NJ', 'US-KY', 'CA-ON', 'CA-QC', 'GB', 'BR']) {
      const { account, boards, odds, offers } = minimumAges(region);
      expect([account, boards]).toEqual([18, 18]);
      expect(odds).toBeGreaterThanOrEqual(18);
      expect(offers).toBeGreaterThanOrEqual(odds);
    }
  });
  it.each(['US', 'CA', 'USA', 'US-N', 'GB-ENG', 'us-nj', 'us-', ''])('takes %j for no region', (region) => {
    expect(Region.safeParse(region).success).toBe(false);
  });
});
