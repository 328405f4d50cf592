import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as accessPatterns from '../docs/access-patterns.ts';
import * as costs from '../docs/costs.ts';
import { endGroup } from '../local/dev/cloud/child.ts';
import { endpointOf, freePort, startEmulator } from '../local/dev/cloud/emulator.ts';
import { awsEnv, LOCAL } from '../local/dev/cloud/paths.ts';
import { installEmulator } from '../local/dev/cloud/python.ts';
import { FILE, readMeasured, textOf } from './units/file.ts';
import { measureAll } from './units/measure.ts';
import { SCENARIOS } from './units/scenarios/index.ts';

/**
 * `npm run bench:units [-- <pattern>]` counts what every use case, job and consumer costs, and writes bench/units/measured.json, and from it
 * the tables of docs/access-patterns.md and docs/costs.md. With a pattern it measures the scenarios whose name it matches, and keeps the
 * figures of the others. `npm run bench:units -- <pattern> 100000` counts the growing ones with so many and prints them; nothing is written, and
 * it may take minutes. YOUBET_EMULATOR names an emulator to use in place of one of its own.
 */
const [wanted, size] = process.argv.slice(2);
const chosen = SCENARIOS.filter(({ name }) => wanted === undefined || new RegExp(wanted).test(name));

const port = await freePort(4_900);
const dir = join(LOCAL, `bench-${port}`);
mkdirSync(dir, { recursive: true });
const given = process.env.YOUBET_EMULATOR;
const pid = given === undefined ? await startEmulator(await installEmulator(), { dir, port }) : null;
try {
  Object.assign(process.env, awsEnv(given ?? endpointOf(port)), { TABLE_NAME: 'none' });
  if (size === undefined) await write();
  else await print(Number(size));
} finally {
  if (pid !== null) endGroup(pid);
}

async function write(): Promise<void> {
  const measured = await measureAll(chosen);
  const names = new Set(chosen.map(({ name }) => name));
  const all = Map.groupBy([...readMeasured().filter(({ name }) => !names.has(name)), ...measured], ({ name }) => name);
  writeFileSync(FILE, textOf(SCENARIOS.flatMap(({ name }) => all.get(name) ?? [])));
  for (const { file, text } of [...accessPatterns.FILES, ...costs.FILES]) writeFileSync(file, text());
}

async function print(count: number): Promise<void> {
  const growing = chosen.filter(({ growth }) => growth !== undefined);
  for (const { name, growth, calls, trips, rru, wru } of await measureAll(growing, [count]))
    console.log(`${name}, ${count} ${growth}: ${calls} calls in ${trips} trips, ${rru} RRU, ${wru} WRU`);
}
