import { join } from 'node:path';
import { launch, untilReady } from './child.ts';
import { cleanEnv, ROOT } from './paths.ts';

/**
 * Starts the replay server, which serves real games in the odds provider's protocol, as a process of its own.
 * @returns the pid of its process group
 * @throws CommandError with the end of its log when it does not come up
 */
export function launchReplayServer(dir: string, port: number): Promise<number> {
  const log = join(dir, 'provider.log');
  const child = launch('node', [join(ROOT, 'local/provider/server.ts'), '--port', String(port)], { log, env: cleanEnv() });
  const url = `http://127.0.0.1:${port}/v4/sports?apiKey=replay`;
  return untilReady(child, { name: 'The replay server', url, log, seconds: 600 });
}

/**
 * Starts the identity provider that stands for Google and Apple, as a process of its own.
 * @returns the pid of its process group
 * @throws CommandError with the end of its log when it does not come up
 */
export function launchIdentityProvider(dir: string, port: number, emulator: string): Promise<number> {
  const log = join(dir, 'identity-provider.log');
  const args = ['--port', String(port), '--emulator', emulator];
  const child = launch('node', [join(ROOT, 'local/identity-provider/server.ts'), ...args], { log, env: cleanEnv() });
  return untilReady(child, { name: 'The identity provider', url: `http://127.0.0.1:${port}/google/keys`, log, seconds: 600 });
}

/**
 * Starts the console of the stack that `npm start` brought up, as a process of its own.
 * @returns the pid of its process group
 * @throws CommandError with the end of its log when it does not come up
 */
export function launchConsole(dir: string, port: number): Promise<number> {
  const log = join(dir, 'console.log');
  const child = launch('node', [join(ROOT, 'local/console/server.ts'), '--port', String(port)], { log, env: cleanEnv() });
  return untilReady(child, { name: 'The console', url: `http://127.0.0.1:${port}/settings`, log, seconds: 600 });
}
