import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from './cloud/child.ts';
import { LOCAL } from './cloud/paths.ts';
import { endAll, Running } from './cloud/running.ts';
import { command, step } from './cloud/steps.ts';

/** `npm stop`: ends what `npm start` brought up. Whoever keeps it ends it themselves; what was left alone is ended here. */
const running = new Running(join(LOCAL, 'running.json'));

await command(async () => {
  if (!running.alive) throw new Refusal('Nothing is running here.');
  await step('Everything ended', async () => {
    const keeper = running.keeperPid;
    if (keeper !== undefined) process.kill(keeper, 'SIGTERM');
    for (let waited = 0; waited < 30_000 && running.keeperPid !== undefined; waited += 100) await sleep(100);
    await endAll(running);
  });
});
