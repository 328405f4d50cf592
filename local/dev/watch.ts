import { watch as watchFolder } from 'node:fs';
import { join } from 'node:path';
import { red } from '../cli/colours.ts';
import { step } from '../cli/step.ts';
import { hotswap, type Target } from './cloud/deploy.ts';
import { ROOT } from './cloud/paths.ts';

/** The folders whose code is bundled into functions. */
const SOURCES = ['lambdas', 'core', 'schemas'];
/** Milliseconds without a change before a swap: an editor may write several files, each in several writes. */
const QUIET_PERIOD = 300;

/** Deploys functions whose source changes, until `signal`. Changes during a deployment are deployed after it. */
export function watch(target: Target, signal: AbortSignal): void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isBusy = false;

  async function swap(): Promise<void> {
    if (isBusy || changed.size === 0) return;
    isBusy = true;
    const files = [...changed];
    changed.clear();
    try {
      await step(`Swapped after ${files.slice(0, 2).join(', ')}${files.length > 2 ? ', ...' : ''}`, () =>
        hotswap({ ...target, signal }),
      );
    } catch (error) {
      if (!signal.aborted) process.stderr.write(`${red((error as Error).message)}\n`);
    }
    isBusy = false;
    await swap();
  }

  for (const folder of SOURCES) {
    watchFolder(join(ROOT, folder), { recursive: true, signal }, (_, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return;
      changed.add(join(folder, file));
      clearTimeout(timer);
      timer = setTimeout(() => void swap(), QUIET_PERIOD);
    });
  }
}
