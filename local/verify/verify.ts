import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bold } from '../cli/colours.ts';
import { command, readArguments } from '../cli/command.ts';
import { step } from '../cli/step.ts';
import { bringUp } from '../dev/cloud/bring-up.ts';
import { run } from '../dev/cloud/child.ts';
import { endpointOf, freePort, startEmulator } from '../dev/cloud/emulator.ts';
import { cleanEnv, LOCAL, ROOT } from '../dev/cloud/paths.ts';
import { installEmulator } from '../dev/cloud/python.ts';
import { Running } from '../dev/cloud/running.ts';
import { chromiumHere } from './chromium.ts';
import { type Count, countOf, NOTHING, ONE_FAILED, ONE_PASSED, sum } from './count.ts';

/**
 * `npm test`: runs all checks in two lanes at the same time: those that need no stack, and the end-to-end tests on a stack of their own, with
 * another port and other state than `npm start`. A failure does not stop the other checks. The last line counts the tests of each runner,
 * and every other check as one.
 */
const reports = join(LOCAL, 'test');
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());
const { signal } = interrupted;
/** Seconds. They end what hangs, and nothing else, also on a busy machine. */
const [CHECK, WHOLE] = [2 * 3_600, 4 * 3_600];
setTimeout(() => interrupted.abort(), WHOLE * 1_000).unref();

interface Check {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The path of a test runner's JSON report; without one the check counts as one test. */
  readonly report?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const vitest = (title: string, projects: readonly string[], env = {}): Check => {
  const report = join(reports, `${projects[0]}.json`);
  const args = [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  return { title, command: 'vitest', args, report, env };
};

const jestReport = join(reports, 'jest.json');
const WITHOUT_STACK: readonly Check[] = [
  // More than one checker works out the same types again, on a core that the other lane needs.
  { title: 'Types', command: 'tsc', args: ['--noEmit', '-p', '.', '--checkers', '1'] },
  { title: 'Types of the console', command: 'tsc', args: ['--noEmit', '-p', 'local/console'] },
  { title: 'Lint and format', command: 'biome', args: ['ci', '.', '--colors=off'] },
  { title: 'Nothing unused', command: 'knip', args: ['--no-progress'] },
  { title: 'Nothing that only tests use', command: 'knip', args: ['--no-progress', '--production'] },
  { title: 'API descriptions', command: 'redocly', args: ['lint'] },
  vitest('Unit tests', ['unit', 'unit-alone']),
  { title: 'CDK templates', command: 'jest', args: ['--json', `--outputFile=${jestReport}`], report: jestReport },
];
/** These tests have an emulator of their own, so that the deployed stack does not slow them down. */
const onEmulator = (endpoint: string): Check =>
  vitest('Use cases and the emulator', ['integration', 'integration-alone', 'emulator-contract'], { YOUBET_EMULATOR: endpoint });
/** The calls of the stories, by which the examples of the API are checked. */
const calls = join(reports, 'calls');
const onStack = (stackFile: string): Check =>
  vitest('The deployed stack', ['e2e'], { YOUBET_STACK: stackFile, YOUBET_CALLS: calls });
const EXAMPLES: Check = {
  title: 'Examples of the API',
  command: 'node',
  args: ['local/cli/examples.ts', '--check', '--from', calls],
};

const inBrowser = (stackFile: string, browser: string): Check =>
  vitest('The console in a browser', ['browser'], { YOUBET_STACK: stackFile, CHROMIUM: browser });

/** The tests of the deployed stack, and those in a browser where this machine has one. */
function checksOnStack(stackFile: string): Check[] {
  const browser = chromiumHere();
  // First, while the stack is as empty as a new one.
  if (browser !== undefined) return [inBrowser(stackFile, browser), onStack(stackFile), EXAMPLES];
  process.stdout.write('  - The console in a browser: left out, since no Chromium is installed (apt-get install chromium)\n');
  return [onStack(stackFile), EXAMPLES];
}

/** Runs one check. It never throws: a check that cannot be run counts as failed. */
async function check({ title, command: program, args, report, env = {} }: Check): Promise<Count> {
  const log = join(reports, `${title.toLowerCase().replaceAll(' ', '-')}.log`);
  const passed = await attempt(() =>
    step(title, () => run(program, args, { env: cleanEnv({ NO_COLOR: '1', ...env }), log, seconds: CHECK, signal })),
  );
  if (report === undefined) return passed ? ONE_PASSED : ONE_FAILED;
  const count = countOf(report);
  // A runner that fails although all its tests passed, as in a teardown, counts as one failure more.
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

async function runAll(checks: readonly Check[]): Promise<Count> {
  let total = NOTHING;
  for (const each of checks) if (!signal.aborted) total = sum([total, await check(each)]);
  return total;
}

await command(async () => {
  readArguments('npm test', {});
  process.stdout.write(`\n${bold('YouBet')}, all tests\n\n`);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const port = await freePort(4666);
  const dir = join(LOCAL, `test-${port}`);
  const running = new Running(join(LOCAL, `test-${port}.json`));
  running.keep();
  const installed = step('Local AWS emulator', () => installEmulator(signal));

  async function withoutStack(): Promise<Count> {
    const first = await runAll(WITHOUT_STACK);
    if (signal.aborted) return first;
    const aside = await freePort(port + 50);
    const up = await attempt(async () => {
      const options = { dir: join(LOCAL, `test-${aside}`), port: aside };
      running.add('second-emulator', await startEmulator(await installed, options));
    });
    return sum([first, up ? await check(onEmulator(endpointOf(aside))) : ONE_FAILED]);
  }

  async function onDeployedStack(): Promise<Count> {
    const stackFile = join(dir, 'stack.json');
    const options = { dir, port, providerUrl: undefined, schedules: false, stackFile, running, signal };
    const up = await attempt(async () => {
      await installed;
      await bringUp(options);
    });
    return up ? runAll(checksOnStack(stackFile)) : ONE_FAILED;
  }

  try {
    const total = sum(await Promise.all([withoutStack(), onDeployedStack()]));
    if (signal.aborted) process.stderr.write('\nInterrupted, or later than four hours.\n');
    process.stdout.write(`\nLogs and reports: ${relative(ROOT, reports)}\n${total.passed} passed, ${total.failed} failed\n`);
    if (total.failed > 0 || total.passed === 0 || signal.aborted) process.exitCode = 1;
  } finally {
    await running.end();
  }
});
