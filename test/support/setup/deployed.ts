import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '../../../local/client/client.ts';
import { bringUp } from '../../../local/dev/cloud/bring-up.ts';
import { freePort } from '../../../local/dev/cloud/emulator.ts';
import { LOCAL } from '../../../local/dev/cloud/paths.ts';
import { Running } from '../../../local/dev/cloud/running.ts';
import { readStackFile } from '../../../local/dev/cloud/stack-file.ts';
import { installProbe } from '../probe.ts';
import './emulator.ts';

/** A deployed stack for a project of tests: the one of YOUBET_STACK, else one of its own, in which nothing starts by the clock. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.YOUBET_STACK;
  const port = given === undefined ? await freePort(4600 + (process.pid % 100)) : 0;
  const dir = join(LOCAL, `test-${port}`);
  const stackFile = given === undefined ? join(dir, 'stack.json') : resolve(given);
  const running = new Running(join(LOCAL, `test-${port}.json`));
  try {
    if (given === undefined) {
      running.keep();
      await bringUp({ dir, port, providerUrl: undefined, schedules: false, stackFile, running });
    }
    const stack = readStackFile(stackFile);
    await installProbe(stack);
    // Closes the days before today: until then each audit of a story adds up the boards of a hundred days.
    await connect(() => stack).job('update-boards');
  } catch (error) {
    if (given === undefined) await running.end();
    throw error;
  }
  project.provide('awsEndpoint', readStackFile(stackFile).awsEndpoint);
  project.provide('stackFile', stackFile);
  return given === undefined ? () => running.end() : undefined;
}
