import { watch as observe } from 'node:fs';
import { join } from 'node:path';
import { hotswap, type Target } from './cloud/deploy.ts';
import { ROOT } from './cloud/paths.ts';
import { red, step } from './cloud/steps.ts';

/** What a function is made of. */
const SOURCES = ['lambdas', 'core', 'schemas'];
/** An editor writes a file in several goes, and several files at once. */
const PAUSE = 300;

/** Swaps the functions whose source changed, until `signal`. A change that comes meanwhile is swapped next. */
export function watch(target: Target, signal: AbortSignal): void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let busy = false;

  async function swap(): Promise<void> {
    if (busy || changed.size === 0) return;
    busy = true;
    const files = [...changed];
    changed.clear();
    try {
      await step(`Swapped after ${files.slice(0, 2).join(', ')}${files.length > 2 ? ', ...' : ''}`, () =>
        hotswap({ ...target, signal }),
      );
    } catch (error) {
      if (!signal.aborted) process.stderr.write(`${red((error as Error).message)}\n`);
    }
    busy = false;
    await swap();
  }

  for (const folder of SOURCES) {
    observe(join(ROOT, folder), { recursive: true, signal }, (_, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return;
      changed.add(join(folder, file));
      clearTimeout(timer);
      timer = setTimeout(() => void swap(), PAUSE);
    });
  }
}
