import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as accessPatterns from '../docs/access-patterns.ts';
import * as costs from '../docs/costs.ts';
import { endGroup } from '../local/dev/cloud/child.ts';
import { endpointOf, freePort, startEmulator } from '../local/dev/cloud/emulator.ts';
import { awsEnv, LOCAL } from '../local/dev/cloud/paths.ts';
import { installEmulator } from '../local/dev/cloud/python.ts';
import { FILE, textOf } from './units/file.ts';
import { measureAll } from './units/measure.ts';
import { SCENARIOS } from './units/scenarios/index.ts';

/**
 * `npm run bench:units [-- <text>]` counts what every use case, job and consumer costs, and writes bench/units/measured.json, from which
 * `npm run generate` makes the tables of docs/access-patterns.md and docs/costs.md. With a text it prints the scenarios whose name contains
 * it, and writes nothing. YOUBET_EMULATOR names an emulator to use in place of one of its own.
 */
const [wanted] = process.argv.slice(2);
const chosen = SCENARIOS.filter(({ name }) => wanted === undefined || name.includes(wanted));

const port = await freePort(4_900);
const dir = join(LOCAL, `bench-${port}`);
mkdirSync(dir, { recursive: true });
const given = process.env.YOUBET_EMULATOR;
const pid = given === undefined ? await startEmulator(await installEmulator(), { dir, port }) : null;
try {
  Object.assign(process.env, awsEnv(given ?? endpointOf(port)), { TABLE_NAME: 'none' });
  const measured = await measureAll(chosen);
  if (wanted === undefined) {
    writeFileSync(FILE, textOf(measured));
    for (const { file, text } of [...accessPatterns.FILES, ...costs.FILES]) writeFileSync(file, text());
  } else process.stdout.write(textOf(measured));
} finally {
  if (pid !== null) endGroup(pid);
}
