import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { batchAll } from './batch.ts';

beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

describe('batchAll()', () => {
  it('sends no request without keys', async () => {
    const ask = vi.fn();
    expect(await batchAll([], ask)).toEqual([]);
    expect(ask).not.toHaveBeenCalled();
  });
  it('asks again for unprocessed keys alone', async () => {
    const asked: number[][] = [];
    const rows = await batchAll([1, 2, 3, 4, 5], async (keys) => {
      asked.push(keys);
      return { data: keys.slice(0, 2).map(String), unprocessed: keys.slice(2) };
    });
    expect(rows).toEqual(['1', '2', '3', '4', '5']);
    expect(asked).toEqual([[1, 2, 3, 4, 5], [3, 4, 5], [5]]);
  });
  it('does not ask again for keys without a row', async () => {
    const ask = vi.fn(async () => ({ data: ['1'], unprocessed: [] as number[] }));
    expect(await batchAll([1, 2], ask)).toEqual(['1']);
    expect(ask).toHaveBeenCalledTimes(1);
  });
  it('returns no rows for writes', async () => {
    expect(await batchAll([1], async () => ({ unprocessed: [] as number[] }))).toEqual([]);
  });
  it('fails with UNAVAILABLE when keys stay unprocessed', async () => {
    const ask = vi.fn(async (keys: number[]) => ({ data: [], unprocessed: keys }));
    await expect(batchAll([1], ask)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(ask).toHaveBeenCalledTimes(8);
  });
});
