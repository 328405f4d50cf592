import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delayOf, MOBILE_GAP, SOCKET_GAP, type Telling, tellingOf } from './telling-rules.ts';

const now = new Date('2026-11-23T18:00:00.000Z');
const at = (ms: number) => new Date(now.getTime() + ms);
const told = (ms: number, by = 'earlier'): Telling => ({ at: at(ms).getTime(), by });

describe('the telling of news', () => {
  it.each([
    ['that are the first', undefined, { at: now.getTime(), by: 'this' }],
    ['long after the last one', told(-SOCKET_GAP), { at: now.getTime(), by: 'this' }],
    ['a moment after the last one', told(-3_000), { at: at(7_000).getTime(), by: 'this' }],
    ['while a later one is planned', told(5_000), null],
    ['of a message that comes again', told(-3_000, 'this'), told(-3_000, 'this')],
    ['of a message that comes again, and had planned it', told(5_000, 'this'), told(5_000, 'this')],
  ])('%s', (_, last, expected) => {
    expect(tellingOf(last, SOCKET_GAP, 'this', now)).toEqual(expected);
  });

  it('comes at most once in a gap, and never later than a gap after the news, whatever comes when', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(SOCKET_GAP, MOBILE_GAP),
        fc.array(fc.nat(5_000), { minLength: 1, maxLength: 50 }),
        (gap, pauses) => {
          let last: Telling | undefined;
          let clock = 0;
          const tellings: number[] = [];
          for (const [i, pause] of pauses.entries()) {
            clock += pause;
            const next = tellingOf(last, gap, `message ${i}`, at(clock));
            if (next) tellings.push(next.at);
            last = next ?? last;
            const due = (last as Telling).at - at(clock).getTime();
            expect(due).toBeGreaterThanOrEqual(0);
            expect(due).toBeLessThanOrEqual(gap);
          }
          for (const [i, time] of tellings.slice(1).entries()) expect(time - (tellings[i] as number)).toBeGreaterThanOrEqual(gap);
        },
      ),
    );
  });

  it('waits whole seconds, of which a queue can hold at most 900', () => {
    expect([delayOf(told(0), now), delayOf(told(-5), now), delayOf(told(1), now), delayOf(told(MOBILE_GAP), now)]).toEqual([
      0, 0, 1, 900,
    ]);
  });
});
