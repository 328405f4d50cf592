import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bold, dim } from '../cli/colours.ts';
import { CommandError, command, readArguments } from '../cli/command.ts';
import { step } from '../cli/step.ts';
import { connect } from '../client/client.ts';
import { clientOf } from './cloud/aws.ts';
import { bringUp, startConsoleOf } from './cloud/bring-up.ts';
import { run } from './cloud/child.ts';
import { isFree } from './cloud/emulator.ts';
import { cleanEnv, LOCAL, ROOT, STACK_FILE } from './cloud/paths.ts';
import { endAll, Running } from './cloud/running.ts';
import { enableSchedules } from './cloud/schedules.ts';
import type { StackFile } from './cloud/stack-file.ts';
import { ADMIN, PEOPLE } from './people.ts';
import { readProvider } from './read-provider.ts';
import { watch } from './watch.ts';

/**
 * `npm start`: the whole app on this machine until Ctrl-C. `-- --detach` returns when it is ready, and `npm stop` ends it. `-- --watch`
 * (`npm run dev`) has functions run what is saved.
 * Environment variables: YOUBET_PORT is the emulator's port (4566); SPORTS_FEED_URL is an odds provider to use instead of the replay
 * server; YOUBET_SCHEDULES=off lets jobs run by hand only.
 */
interface Options {
  readonly detach: boolean;
  readonly watch: boolean;
}

const dir = join(LOCAL, 'start');
const running = new Running(join(LOCAL, 'running.json'));
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());

await command(async () => {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = readArguments('npm start -- [--detach | --watch]', { options: { detach: flag, watch: flag } });
  const port = portOf(process.env.YOUBET_PORT ?? '4566');
  if (running.alive)
    throw new CommandError(
      running.complete
        ? 'YouBet runs already: npm stop ends it.'
        : 'A part of YouBet has ended by itself: npm stop ends the others.',
    );
  if (!(await isFree(port))) throw new CommandError(`Port ${port} is taken: set YOUBET_PORT to another one.`);
  if (!running.keep()) throw new CommandError('YouBet is being started already.');
  let isLeft = false;
  try {
    isLeft = await runUntilInterrupted(port, values);
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
  } finally {
    if (!isLeft) await step('Everything ended', () => endAll(running));
  }
});

/** @returns true when the stack runs on after this process has ended */
async function runUntilInterrupted(port: number, options: Options): Promise<boolean> {
  const { signal } = interrupted;
  const providerUrl = process.env.SPORTS_FEED_URL;
  const schedules = process.env.YOUBET_SCHEDULES !== 'off';
  process.stdout.write(`\n${bold('YouBet')}, the local cloud\n\n`);
  // A scheduled job would find the seed's past games without a result, and put them into review while picks are placed on them.
  const quiet = { dir, port, providerUrl, schedules: false, stackFile: STACK_FILE, running, signal };
  const { target, stack } = await bringUp(quiet);
  const log = join(dir, 'seed.log');
  await step('Games and people', () =>
    // Only a hang takes this long, also on a busy machine.
    run('node', [join(ROOT, 'local/dev/seed.ts')], { env: cleanEnv(), log, seconds: 1_800, signal }),
  );
  signal.throwIfAborted();
  await readProvider(connect(() => stack).job, (line) => process.stdout.write(line));
  if (schedules) await step('Schedules enabled', () => enableSchedules('local', clientOf(stack.awsEndpoint)));
  signal.throwIfAborted();
  const consoleUrl = await step('Console', () => startConsoleOf({ dir, port }, running));
  process.stdout.write(welcome(stack, consoleUrl, options));
  if (options.detach) {
    running.leave();
    return true;
  }
  if (options.watch) await watch(target, { schedules, signal });
  while (!signal.aborted) {
    if (!running.complete) throw new CommandError(`A part of it ended by itself; the logs are in ${relative(ROOT, dir)}/*.log.`);
    await sleep(1_000, undefined, { signal }).catch(() => {});
  }
  return false;
}

function welcome(
  { apiUrl, wsUrl, awsEndpoint, feedUrl, identityProviderUrl }: StackFile,
  consoleUrl: string,
  { detach }: Options,
): string {
  return `
${bold('Ready.')}  Play a betting day in a browser: ${bold(consoleUrl)}

  API        ${apiUrl}/api/v1
  WebSocket  ${wsUrl}
  AWS        ${awsEndpoint}
  Provider   ${feedUrl}
  Identity   ${identityProviderUrl}, for Google and Apple
  All of it  ${relative(ROOT, STACK_FILE)}

${bold('Who is here')}  ${dim('npm run -s token -- ann signs ann in, and prints an access token')}

${[...PEOPLE, ADMIN].map(({ name, address, handle }) => `  ${name.padEnd(9)}  ${address.padEnd(24)} @${handle}${handle === ADMIN.handle ? ', an admin' : ''}`).join('\n')}

${bold('What to try')}

  curl '${apiUrl}/api/v1/sports'
  npm run -s id-token -- google ann@gmail.com | curl -d @- -H 'Content-Type: application/json' '${apiUrl}/api/v1/auth/oauth/google/native'
                                 sign in by Google, or register: as an app does with its library
  npm run -s sign-in -- google   the same in a browser: open the address that it prints
  npm run day                    a betting day to watch
  npm run job -- update-boards   run a job now
  npm run audit                  recompute everything that is derived
  ${detach ? 'npm stop                       end it' : 'Ctrl-C                         end it'}

`;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port > 65_000) {
    throw new CommandError(`YOUBET_PORT must be a port from 1024 to 65000, and is ${JSON.stringify(text)}.`);
  }
  return port;
}
