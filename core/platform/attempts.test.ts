import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attempts } from './attempts.ts';

const sleep = vi.hoisted(() => vi.fn(async (_: number) => {}));
vi.mock('node:timers/promises', () => ({ setTimeout: sleep }));
beforeEach(() => void sleep.mockClear());
afterEach(() => void vi.restoreAllMocks());

const all = async (generator: AsyncIterable<number>) => {
  const seen: number[] = [];
  for await (const attempt of generator) seen.push(attempt);
  return seen;
};
const pauses = () => sleep.mock.calls.map(([ms]) => ms);

describe('attempts', () => {
  it('are as many as the bound says, with a pause between two', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    expect(await all(attempts({ pause: 50, longest: 300, most: 5 }))).toEqual([1, 2, 3, 4, 5]);
    expect(pauses()).toEqual([50, 100, 200, 300]);
  });

  it('pause for any part of the longest pause', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(0.25).mockReturnValue(1);
    await all(attempts({ pause: 100, longest: 100, most: 4 }));
    expect(pauses()).toEqual([0, 25, 100]);
  });

  it('end before a pause that would pass the deadline', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000);
    sleep.mockImplementation(async (ms) => void clock.mockReturnValue(performance.now() + ms));
    expect(await all(attempts({ pause: 100, longest: 1_000, until: 1_650 }))).toEqual([1, 2, 3]);
    expect(pauses()).toEqual([100, 200]);
  });

  it('include one that begins after the deadline, since it was asked for', async () => {
    expect(await all(attempts({ pause: 1, longest: 1, until: 0 }))).toEqual([1]);
  });

  it('do not pause after the one that succeeded', async () => {
    for await (const attempt of attempts({ pause: 100, longest: 100, most: 5 })) if (attempt === 2) break;
    expect(pauses()).toHaveLength(1);
  });
});
