import { watch as watchFolder } from 'node:fs';
import { join } from 'node:path';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { type Bundler, type ChangedDoor, swap } from './swap.ts';

/** Milliseconds without a change before a swap: an editor may write several files, each in several writes. */
const QUIET_PERIOD = 50;

/** The end of one swap. */
export interface Swapped {
  /** The doors whose functions run new code; empty where no function has what was saved. */
  readonly doors: readonly string[];
  /** Milliseconds of each part. */
  readonly bundled: number;
  readonly uploaded: number;
}

export interface CodeWatch {
  /** The folders whose code is bundled into functions. */
  readonly folders: readonly string[];
  readonly bundler: Bundler;
  readonly client: LambdaClient;
  /** The AWS name of a door's function. @throws Error when none is deployed */
  readonly functionOf: (door: string) => string;
  readonly onSwapped: (swapped: Swapped) => void;
  /** Code that does not compile, or a function that cannot be swapped. The next save tries again. */
  readonly onError: (error: Error) => void;
  readonly signal: AbortSignal;
}

/**
 * Has functions run the code that is saved, until `signal`. Saves during a swap are swapped after it.
 * @returns swaps now what is not swapped yet
 */
export function watchCode({ folders, bundler, client, functionOf, onSwapped, onError, signal }: CodeWatch): () => void {
  let isBusy = false;
  let isStale = false;
  let timer: NodeJS.Timeout | undefined;

  async function swapChanged(): Promise<void> {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    while (isStale && !signal.aborted) {
      isStale = false;
      try {
        onSwapped(await swapOnce());
      } catch (error) {
        if (!signal.aborted) onError(error as Error);
      }
    }
    isBusy = false;
  }

  async function swapOnce(): Promise<Swapped> {
    const started = performance.now();
    const changed = await bundler.changed();
    const bundled = performance.now();
    const ended = await Promise.allSettled(changed.map(swapDoor));
    const failed = ended.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    const uploaded = performance.now() - bundled;
    return { doors: changed.map(({ door }) => door), bundled: bundled - started, uploaded };
  }

  async function swapDoor(door: ChangedDoor): Promise<void> {
    await swap(client, functionOf(door.door), door);
    bundler.swapped(door);
  }

  for (const folder of folders) {
    watchFolder(folder, { recursive: true, signal }, (_, file) => {
      if (!isSource(join(folder, file ?? ''))) return;
      clearTimeout(timer);
      timer = setTimeout(() => void swapChanged(), QUIET_PERIOD);
    });
  }
  return () => void swapChanged();
}

/** @returns false of tests, and of files that editors put beside a file while they write it */
export const isSource = (file: string): boolean =>
  /\.(?:ts|cjs|json)$/.test(file) && !/(?:\.test\.ts$)|(?:\/\.[^/]*$)/.test(file);
