import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { command, readArguments } from '../cli/command.ts';
import { step } from '../cli/step.ts';
import { LOCAL } from './cloud/paths.ts';
import { endAll, Running } from './cloud/running.ts';

/** `npm stop`: ends what `npm start` brought up. An `npm start` in the foreground is asked to end it; else it is ended here. */
await command(async () => {
  readArguments('npm stop', {});
  const running = new Running(join(LOCAL, 'running.json'));
  if (!running.alive) return void process.stdout.write('Nothing is running here.\n');
  await step('Everything ended', async () => {
    const keeper = running.keeperPid;
    if (keeper !== undefined) process.kill(keeper, 'SIGTERM');
    for (let waited = 0; waited < 300_000 && running.keeperPid !== undefined; waited += 100) await sleep(100);
    await endAll(running);
  });
});
