import { watch as watchFolder } from 'node:fs';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { red } from '../cli/colours.ts';
import { step } from '../cli/step.ts';
import { clientOf } from './cloud/aws.ts';
import { hotswap, type Target } from './cloud/deploy.ts';
import { ROOT } from './cloud/paths.ts';
import type { StackFile } from './cloud/stack-file.ts';
import { Bundler, upload } from './cloud/swap.ts';

/** The folders whose code is bundled into functions. */
const SOURCES = ['lambdas', 'core', 'schemas'];
/** Milliseconds without a change before a swap: an editor may write several files, each in several writes. */
const QUIET_PERIOD = 50;

/**
 * Replaces the code of functions whose source changes, until `signal`. Changes during a swap are swapped after it. A function with packages
 * of binaries is deployed by the CDK, which takes a synthesis. New functions, routes and permissions need a new start.
 */
export async function watch(target: Target, stack: StackFile, signal: AbortSignal): Promise<void> {
  const client = new LambdaClient(clientOf(stack.awsEndpoint));
  const bundler = await step('Watching the source', () => Bundler.open());
  /** Files that no swap has deployed yet: one that failed is tried again with the next change. */
  const changed = new Set<string>();
  let isBusy = false;
  let timer: NodeJS.Timeout | undefined;

  async function swap(): Promise<void> {
    if (isBusy || changed.size === 0) return;
    isBusy = true;
    const files = [...changed];
    changed.clear();
    const started = performance.now();
    try {
      const bundles = await bundler.changed(files);
      const bundled = performance.now();
      const plain = bundles.filter(({ native }) => !native);
      await Promise.all(plain.map(({ door, code }) => upload(client, functionOf(stack, door), code)));
      const uploaded = performance.now();
      const times = `bundled in ${seconds(bundled - started)}, swapped in ${seconds(uploaded - bundled)}`;
      process.stdout.write(
        `  ${bundles.length === 0 ? 'No function has it' : namesOf(bundles.map(({ door }) => door))}: ${times}\n`,
      );
      if (plain.length < bundles.length) await step('Functions with binaries deployed', () => hotswap({ ...target, signal }));
    } catch (error) {
      for (const file of files) changed.add(file);
      if (!signal.aborted) process.stderr.write(`${red((error as Error).message)}\n`);
      isBusy = false;
      return;
    }
    isBusy = false;
    await swap();
  }

  for (const folder of SOURCES) {
    watchFolder(join(ROOT, folder), { recursive: true, signal }, (_, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return;
      changed.add(join(ROOT, folder, file));
      clearTimeout(timer);
      timer = setTimeout(() => void swap(), QUIET_PERIOD);
    });
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const namesOf = (doors: readonly string[]): string =>
  doors.length > 4 ? `${doors.slice(0, 3).join(', ')} and ${doors.length - 3} more` : doors.join(', ');

/** @throws Error when no function of this file is deployed */
function functionOf({ functions }: StackFile, door: string): string {
  const name = functions[door.slice(door.lastIndexOf('/') + 1)];
  if (name === undefined) throw new Error(`No function is deployed for lambdas/${door}.ts: start anew.`);
  return name;
}
