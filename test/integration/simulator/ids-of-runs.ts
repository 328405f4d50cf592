import { vi } from 'vitest';

/** Makes the ids of the run that is going on, so that it can be played again. A file imports this before everything that makes ids. */
vi.mock('#platform/ids', async (original) => {
  const real = await original<typeof import('#platform/ids')>();
  const { current } = await import('./run.ts');
  return { ...real, newId: (now: Date) => current()?.newId(now) ?? real.newId(now) };
});
