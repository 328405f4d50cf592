import { describe, expect, it } from 'vitest';
import { until, untilDone } from './until.ts';

describe('until()', () => {
  it('asks until there is an answer', async () => {
    let asked = 0;
    expect(await until('three', () => (++asked === 3 ? asked : undefined))).toBe(3);
  });
  it('gives up after its bound, and says on what', async () => {
    await expect(until('nothing', () => undefined, 0.05)).rejects.toThrow('waited 0.05 s for nothing');
  });
});

describe('untilDone()', () => {
  it('waits for much longer than its bound while what is left changes', async () => {
    let left = 10;
    const began = performance.now();
    await untilDone('the queue', async () => (left-- > 0 ? `${left} messages` : undefined), 0.3);
    expect(performance.now() - began).toBeGreaterThan(900);
  });
  it('gives up when the same is left for its bound, and says what', async () => {
    let looks = 0;
    const stuck = untilDone('the queue', async () => (++looks < 3 ? `${looks}` : 'message 7'), 0.25);
    await expect(stuck).rejects.toThrow('the queue: nothing has moved for 0.25 s; left: message 7');
  });
});
