import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bringUp } from '../dev/cloud/bring-up.ts';
import { run } from '../dev/cloud/child.ts';
import { endpointOf, freePort, startEmulator } from '../dev/cloud/emulator.ts';
import { cleanEnv, LOCAL, ROOT } from '../dev/cloud/paths.ts';
import { installEmulator } from '../dev/cloud/python.ts';
import { Running } from '../dev/cloud/running.ts';
import { bold, command, step } from '../dev/cloud/steps.ts';
import { type Count, countOf, NOTHING, ONE_FAILED, ONE_PASSED, sum } from './count.ts';

/**
 * `npm test`: everything, in two lines beside each other: what needs no stack, and the stories on a stack that is deployed for them (other
 * port, other state than `npm start`). One failure does not hide the others. The last line counts: tests of the runners as their reports
 * say, any other check as one.
 */
const reports = join(LOCAL, 'test');
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());
const { signal } = interrupted;
setTimeout(() => interrupted.abort(), 40 * 60_000).unref();

interface Check {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  /** A test runner's own count, as JSON; without one the check counts as one. */
  readonly report?: string;
  readonly seconds: number;
  readonly env?: Readonly<Record<string, string>>;
}

const vitest = (title: string, projects: readonly string[], seconds: number, env = {}): Check => {
  const report = join(reports, `${projects[0]}.json`);
  const args = [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  return { title, command: 'vitest', args, report, seconds, env };
};

const jestReport = join(reports, 'jest.json');
const WITHOUT_STACK: readonly Check[] = [
  { title: 'Types', command: 'tsc', args: ['--noEmit', '-p', '.'], seconds: 300 },
  { title: 'Lint and format', command: 'biome', args: ['ci', '.', '--colors=off'], seconds: 120 },
  { title: 'Nothing unused', command: 'knip', args: ['--no-progress'], seconds: 180 },
  { title: 'API descriptions', command: 'redocly', args: ['lint'], seconds: 120 },
  vitest('Unit tests', ['unit'], 600),
  { title: 'CDK templates', command: 'jest', args: ['--json', `--outputFile=${jestReport}`], report: jestReport, seconds: 900 },
];
/** On an emulator of its own, so that what happens on the deployed stack does not slow it down. */
const onEmulator = (endpoint: string): Check =>
  vitest('Use cases and the emulator', ['integration', 'emulator-contract'], 1_500, { YOUBET_EMULATOR: endpoint });
const onStack = (stackFile: string): Check => vitest('The deployed stack', ['e2e'], 1_500, { YOUBET_STACK: stackFile });

/** @returns how many of its tests passed and failed; never throws */
async function check({ title, command: program, args, report, seconds, env = {} }: Check): Promise<Count> {
  const log = join(reports, `${title.toLowerCase().replaceAll(' ', '-')}.log`);
  const passed = await attempt(() =>
    step(title, () => run(program, args, { env: cleanEnv({ NO_COLOR: '1', ...env }), log, seconds, signal })),
  );
  if (report === undefined) return passed ? ONE_PASSED : ONE_FAILED;
  const count = countOf(report);
  // A runner that fails beside its tests (no report, an error while tearing down) counts once more.
  return passed || count.failed > 0 ? count : sum([count, ONE_FAILED]);
}

async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    process.stderr.write(`\n${(error as Error).message}\n\n`);
    return false;
  }
}

async function inTurn(checks: readonly Check[]): Promise<Count> {
  let total = NOTHING;
  for (const each of checks) if (!signal.aborted) total = sum([total, await check(each)]);
  return total;
}

await command(async () => {
  process.stdout.write(`\n${bold('YouBet')}, all tests\n\n`);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const port = await freePort(4666);
  const dir = join(LOCAL, `test-${port}`);
  const running = new Running(join(LOCAL, `test-${port}.json`));
  running.keep();
  const installed = step('Local AWS emulator', () => installEmulator(signal));

  async function beside(): Promise<Count> {
    const first = await inTurn(WITHOUT_STACK);
    const aside = await freePort(port + 50);
    const up = await attempt(async () => {
      const wish = { dir: join(LOCAL, `test-${aside}`), port: aside };
      running.add('aside', await startEmulator(await installed, wish));
    });
    return sum([first, up ? await check(onEmulator(endpointOf(aside))) : ONE_FAILED]);
  }

  async function stories(): Promise<Count> {
    const stackFile = join(dir, 'stack.json');
    const wish = { dir, port, feedUrl: undefined, schedules: false, stackFile, running, signal };
    const up = await attempt(async () => {
      await installed;
      await bringUp(wish);
    });
    return up ? check(onStack(stackFile)) : ONE_FAILED;
  }

  try {
    const total = sum(await Promise.all([beside(), stories()]));
    if (signal.aborted) process.stderr.write('\nInterrupted, or later than 40 minutes.\n');
    process.stdout.write(`\nLogs and reports: ${relative(ROOT, reports)}\n${total.passed} passed, ${total.failed} failed\n`);
    if (total.failed > 0 || total.passed === 0 || signal.aborted) process.exitCode = 1;
  } finally {
    await running.end();
  }
});
