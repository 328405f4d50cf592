import { beforeEach, expect, it, vi } from 'vitest';
import { countCall } from './limit.store.ts';

const written = vi.hoisted(() => vi.fn<() => Promise<boolean>>());
/** No write reaches a table: `written` says whether its condition held. */
vi.mock('#data/transaction', async (original) => ({
  ...(await original<typeof import('#data/transaction')>()),
  written: (write: Promise<unknown>) => {
    write.catch(() => undefined);
    return written();
  },
}));

const now = new Date('2026-11-23T12:00:00.000Z');
const count = () => countCall('user#Ann', 'Ping', { calls: 3, seconds: 60 }, now);
/** Neither an open window nor the right to open one: other calls come in between. */
beforeEach(() => void written.mockReset().mockResolvedValue(false));

it('gives up counting a call when others change its window at each try', async () => {
  await expect(count()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(written).toHaveBeenCalledTimes(6);
});

it('tries again when another call changes the window once', async () => {
  written.mockResolvedValueOnce(false).mockResolvedValueOnce(false).mockResolvedValueOnce(false).mockResolvedValueOnce(true);
  await expect(count()).resolves.toEqual({ allowed: true, limit: 3, remaining: 2, resetSeconds: 60 });
  expect(written).toHaveBeenCalledTimes(4);
});
