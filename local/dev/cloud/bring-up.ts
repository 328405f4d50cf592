import { mkdirSync, rmSync } from 'node:fs';
import { step } from '../../cli/step.ts';
import {
  bootstrap,
  deploy,
  makeIdentityProviders,
  makeMobileApplications,
  putAppleKey,
  putProviderKey,
  stackFileOf,
  synthesize,
  type Target,
} from './deploy.ts';
import { endpointOf, freePort, startEmulator } from './emulator.ts';
import { launchConsole, launchIdentityProvider, launchReplayServer } from './provider.ts';
import { installEmulator } from './python.ts';
import type { Running } from './running.ts';
import { type StackFile, writeStackFile } from './stack-file.ts';

export interface BringUpOptions {
  /** The folder of state, logs and templates. It is emptied first. */
  readonly dir: string;
  readonly port: number;
  /** The odds provider; without one, the replay server is started. */
  readonly providerUrl: string | undefined;
  /** True when EventBridge starts jobs; with false they run by hand only. */
  readonly schedules: boolean;
  /** Keeps the emulator's state over a restart. */
  readonly persist?: boolean;
  /** The path that the stack file is written to. */
  readonly stackFile: string;
  /** Records each process that is started. */
  readonly running: Running;
  readonly signal?: AbortSignal | undefined;
}

/** Starts an emulator and deploys the stacks to it. Each step is printed. */
export async function bringUp(options: BringUpOptions): Promise<{ stack: StackFile; target: Target }> {
  const { dir, port, running, signal, schedules, stackFile, persist = false } = options;
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
  const providerUrl = options.providerUrl ?? (await next('Replay server of real games', () => replay(dir, port, running)));
  const identityProviderUrl = await next('Identity provider, for Google and Apple', () => identityProvider(dir, port, running));
  const target: Target = { dir, port, providerUrl, identityProviderUrl, schedules, signal };
  await next('Templates and bundles', () => synthesize(target));
  await next('Account bootstrapped', () =>
    Promise.all([bootstrap(target), putProviderKey(target), putAppleKey(target), makeMobileApplications(target)]),
  );
  await next('Stacks deployed', () => deploy(target));
  const stack = await stackFileOf(target);
  await makeIdentityProviders(target, stack.userPoolId);
  writeStackFile(stackFile, stack);
  return { stack, target };
}

/**
 * Restarts the emulator of a persistent stack with IAM enforced, so that each function may do only what its role allows. The CDK cannot
 * deploy to it afterwards.
 * @internal for test/e2e
 */
export async function enforceIam({ dir, port }: Target, running: Running): Promise<void> {
  await running.endOne('emulator');
  const emulator = await installEmulator();
  running.add('emulator', await startEmulator(emulator, { dir, port, persist: true, enforceIam: true }));
}

/** Starts the console of the stack that `npm start` brought up. @returns its address */
export async function startConsoleOf({ dir, port }: Pick<BringUpOptions, 'dir' | 'port'>, running: Running): Promise<string> {
  const own = await freePort(port + 2);
  running.add('console', await launchConsole(dir, own));
  return `http://localhost:${own}`;
}

async function replay(dir: string, port: number, running: Running): Promise<string> {
  const providerPort = await freePort(port + 1);
  running.add('provider', await launchReplayServer(dir, providerPort));
  return `http://127.0.0.1:${providerPort}`;
}

async function identityProvider(dir: string, port: number, running: Running): Promise<string> {
  const own = await freePort(port + 3);
  running.add('identity-provider', await launchIdentityProvider(dir, own, endpointOf(port)));
  return `http://127.0.0.1:${own}`;
}
