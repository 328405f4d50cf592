import { mkdirSync, rmSync } from 'node:fs';
import { bootstrap, deploy, putFeedKey, stackFileOf, synthesize, type Target } from './deploy.ts';
import { freePort, startEmulator } from './emulator.ts';
import { startFeed } from './provider.ts';
import { installEmulator } from './python.ts';
import type { Running } from './running.ts';
import { type StackFile, writeStackFile } from './stack-file.ts';
import { step } from './steps.ts';

export interface Wish {
  /** Holds state, logs and templates; what an earlier one left there goes. */
  readonly dir: string;
  readonly port: number;
  /** Without one, the replay server is started. */
  readonly feedUrl: string | undefined;
  readonly schedules: boolean;
  /** Whether a restart of the emulator finds everything as it was. */
  readonly persist?: boolean;
  /** Where to write how the stack is reached. */
  readonly stackFile: string;
  /** Whoever ends it all later. */
  readonly running: Running;
  readonly signal?: AbortSignal | undefined;
}

/** From nothing to a deployed stack, step by step for all to see. */
export async function bringUp({
  dir,
  port,
  running,
  signal,
  schedules,
  stackFile,
  persist = false,
  ...wish
}: Wish): Promise<{ stack: StackFile; target: Target }> {
  const next = <T>(title: string, work: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    return step(title, work);
  };
  rmSync(stackFile, { force: true });
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const emulator = await next('Local AWS emulator installed', () => installEmulator(signal));
  await next(`Emulator on 127.0.0.1:${port}`, async () =>
    running.add('emulator', await startEmulator(emulator, { dir, port, persist })),
  );
  const feedUrl = wish.feedUrl ?? (await next('Replay feed of real games', () => replay(dir, port, running)));
  const target: Target = { dir, port, feedUrl, schedules, signal };
  await next('Templates and bundles', () => synthesize(target));
  await next('Account bootstrapped', () => Promise.all([bootstrap(target), putFeedKey(target)]));
  await next('Stacks deployed', () => deploy(target));
  const stack = await stackFileOf(target);
  writeStackFile(stackFile, stack);
  return { stack, target };
}

/**
 * Starts the emulator of a persistent stack anew, with IAM enforced: a function then may do what its role may, and no more. The CDK cannot
 * deploy to it any longer.
 */
export async function enforceIam({ dir, port }: Target, running: Running): Promise<void> {
  await running.endOne('emulator');
  const emulator = await installEmulator();
  running.add('emulator', await startEmulator(emulator, { dir, port, persist: true, enforceIam: true }));
}

async function replay(dir: string, port: number, running: Running): Promise<string> {
  const feedPort = await freePort(port + 1);
  running.add('feed', await startFeed(dir, feedPort));
  return `http://127.0.0.1:${feedPort}`;
}
