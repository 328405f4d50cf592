import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch, Refusal, tail } from './child.ts';
import { cleanEnv, ROOT } from './paths.ts';

const SERVER = join(ROOT, 'local/provider/server.ts');

/**
 * Starts the replay server, which speaks the sports feed's protocol with real games.
 * @returns the pid of its process group
 */
export async function startFeed(dir: string, port: number): Promise<number> {
  if (!existsSync(SERVER)) throw new Refusal('There is no replay server: set SPORTS_FEED_URL to a feed.');
  const log = join(dir, 'feed.log');
  const child = launch('node', [SERVER], { log, env: cleanEnv({ FEED_PORT: String(port) }) });
  let ended = false;
  child.once('error', () => {
    ended = true;
  });
  child.once('exit', () => {
    ended = true;
  });
  for (let waited = 0; waited < 20_000 && !ended && child.pid !== undefined; waited += 100) {
    if (await answers(port)) {
      child.unref();
      return child.pid;
    }
    await sleep(100);
  }
  throw new Refusal(`The replay server ${ended ? 'ended' : 'did not answer for 20 s'}.\n${tail(log)}`);
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/v4/sports?apiKey=replay`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
