import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { endGroup } from '../../../local/dev/cloud/child.ts';
import { endpointOf, freePort, startEmulator } from '../../../local/dev/cloud/emulator.ts';
import { LOCAL } from '../../../local/dev/cloud/paths.ts';
import { installEmulator } from '../../../local/dev/cloud/python.ts';
import { readStackFile } from '../../../local/dev/cloud/stack-file.ts';

declare module 'vitest' {
  interface ProvidedContext {
    awsEndpoint: string;
    stackFile: string;
  }
}

/** An emulator for a project of tests: the one that YOUBET_EMULATOR or YOUBET_STACK names, else one of its own. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { YOUBET_EMULATOR, YOUBET_STACK } = process.env;
  const given = YOUBET_EMULATOR ?? (YOUBET_STACK && readStackFile().awsEndpoint);
  if (given !== undefined) {
    project.provide('awsEndpoint', given);
    return undefined;
  }
  // A port stays free until the emulator binds it: runs that start together look from different ports on.
  const port = await freePort(4800 + (process.pid % 100));
  const dir = join(LOCAL, `test-${port}`);
  mkdirSync(dir, { recursive: true });
  const pid = await startEmulator(await installEmulator(), { dir, port });
  project.provide('awsEndpoint', endpointOf(port));
  return () => endGroup(pid);
}
