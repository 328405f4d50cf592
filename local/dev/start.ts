import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bringUp } from './cloud/bring-up.ts';
import { Refusal, run } from './cloud/child.ts';
import { isFree } from './cloud/emulator.ts';
import { cleanEnv, LOCAL, ROOT, STACK_FILE } from './cloud/paths.ts';
import { endAll, Running } from './cloud/running.ts';
import type { StackFile } from './cloud/stack-file.ts';
import { bold, command, dim, step } from './cloud/steps.ts';
import { PEOPLE } from './seed.ts';
import { watch } from './watch.ts';

/**
 * `npm start`: a whole YouBet on this machine, kept until Ctrl-C. `-- --detach` returns when it is ready, and `npm stop` ends it; with
 * `--watch` (`npm run dev`) a function is swapped when its source changes.
 * YOUBET_PORT: the emulator's port, 4566 if not said. SPORTS_FEED_URL: a feed to use instead of the replay server.
 */
const detach = process.argv.includes('--detach');
const dir = join(LOCAL, 'start');
const running = new Running(join(LOCAL, 'running.json'));
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());

await command(async () => {
  const port = portOf(process.env.YOUBET_PORT ?? '4566');
  if (running.alive) throw new Refusal('YouBet runs already: npm stop ends it.');
  if (!(await isFree(port))) throw new Refusal(`Port ${port} is taken: set YOUBET_PORT to another one.`);
  if (!running.keep()) throw new Refusal('YouBet is being started already.');
  let left = false;
  try {
    left = await stay(port);
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
  } finally {
    if (!left) await step('Everything ended', () => endAll(running));
  }
});

/** @returns whether it goes on without us */
async function stay(port: number): Promise<boolean> {
  const { signal } = interrupted;
  const feedUrl = process.env.SPORTS_FEED_URL;
  const schedules = process.env.YOUBET_SCHEDULES !== 'off';
  process.stdout.write(`\n${bold('YouBet')}, the local cloud\n\n`);
  const { target, stack } = await bringUp({ dir, port, feedUrl, schedules, stackFile: STACK_FILE, running, signal });
  const log = join(dir, 'seed.log');
  await step('Games and people', () =>
    run('node', [join(ROOT, 'local/dev/seed.ts')], { env: cleanEnv(), log, seconds: 600, signal }),
  );
  signal.throwIfAborted();
  process.stdout.write(welcome(stack));
  if (detach) {
    running.leave();
    return true;
  }
  if (process.argv.includes('--watch')) watch(target, signal);
  while (!signal.aborted) {
    if (!running.complete) throw new Refusal(`Part of it ended by itself; its last words are in ${relative(ROOT, dir)}/*.log.`);
    await sleep(1_000, undefined, { signal }).catch(() => {});
  }
  return false;
}

function welcome({ apiUrl, wsUrl, awsEndpoint, feedUrl }: StackFile): string {
  return `
${bold('Ready.')}

  API        ${apiUrl}/api/v1
  WebSocket  ${wsUrl}
  AWS        ${awsEndpoint}
  Feed       ${feedUrl}
  All of it  ${relative(ROOT, STACK_FILE)}

${bold('Who is here')}  ${dim('sign in with POST /auth/otp/send; the code is in the mailbox')}

${PEOPLE.map(({ name, address, handle }) => `  ${name.padEnd(9)}  ${address.padEnd(24)} @${handle}`).join('\n')}
  Mailbox    ${awsEndpoint}/_ministack/ses/messages

${bold('What to try')}

  curl '${apiUrl}/api/v1/events'
  npm run day                    a betting day to watch
  npm run job -- update-boards   run a job now
  npm run audit                  recompute everything that is derived
  ${detach ? 'npm stop                       end it' : 'Ctrl-C                         end it'}

`;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port > 65_000) {
    throw new Refusal(`YOUBET_PORT must be a port from 1024 to 65000, and is ${JSON.stringify(text)}.`);
  }
  return port;
}
