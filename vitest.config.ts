import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** No test of memory reaches a network: this port answers nobody. */
const nowhere = {
  TABLE_NAME: 'unit-tests',
  REGIONS: '{"*":"US-NJ"}',
  AWS_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_MAX_ATTEMPTS: '1',
};
const setup = './test/support/setup';

const testsIn = (...folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => join(folder, file)),
  );
const textOf = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');

/**
 * To load the packages costs more than most files of tests, so that one process runs many files, and loads them once. A file that changes what
 * the others see has a process of its own: its text says so, or that of a helper.
 */
const UNIT = testsIn('client', 'core', 'schemas', 'lambdas', 'local', 'bench', 'test/house', 'test/reference');
const CHANGES_PROCESS = /\bvi\.(?!fn\b)|\bprocess\.(env|exitCode)\b|\bglobalThis\.\w+ = |\bstackTraceLimit = |\.inject\(/;
/** A file of tests, and the helpers of test/support that it imports. */
const partsOf = (file: string): string[] => [
  file,
  ...[...textOf(file).matchAll(/from '(?:\.\.?\/)+(?:test\/)?(support\/[^']+)'/g)].map(([, helper = '']) => join('test', helper)),
];
const UNIT_ALONE = UNIT.filter((file) => partsOf(file).some((part) => CHANGES_PROCESS.test(textOf(part))));

/**
 * These have an environment and modules of their own in each process (test/support/setup/table.ts), but no mocks. Calls are measured in a process
 * of their own, where nothing else decides which of them fall in one turn.
 */
const INTEGRATION = testsIn('test/integration');
const INTEGRATION_ALONE = INTEGRATION.filter(
  (file) => file.includes('/simulator/') || /\bvi\.mock\(|\/bench\/units\//.test(textOf(file)),
);

/**
 * The projects (CDK's templates are jest's, see jest.config.ts). Each of the first two has some files in a second one, which ends in `-alone`:
 *
 *   npx vitest run --project 'unit*'              memory only, seconds
 *   npx vitest run --project 'integration*'       use cases in this process on a table of an emulator; each file has its own table
 *   npx vitest run --project emulator-contract    what the emulator itself answers
 *   npx vitest run --project e2e                  the deployed stack
 *   npx vitest run --project browser              its console, in the Chromium of this machine
 *
 * All but the first bring up what they need and end it. To iterate quickly, leave one running and point at it, and nothing is started:
 *
 *   npm start -- --detach                         (YOUBET_PORT for another port than 4566)
 *   YOUBET_STACK=.local/stack.json npx vitest run --project e2e test/e2e/picks.test.ts
 */
/** A first run begins with the largest files. The longest file is a small one, for which one core would wait at the end for minutes. */
const LONGEST = '/test/integration/graded-picks.test.ts';
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification) => Number(moduleId.endsWith(LONGEST));
    return (await super.sort(files)).toSorted((a, b) => isLongest(b) - isLongest(a));
  }
}

/** The timeouts end what hangs, and nothing else: four busy processes beside the tests make them some six times as slow. */
export default defineConfig({
  test: {
    silent: 'passed-only',
    // A worker waits for its emulator half of the time, so that one core less than there are leaves one idle.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      ...[
        { name: 'unit', isolate: false, include: UNIT, exclude: UNIT_ALONE },
        { name: 'unit-alone', isolate: true, include: UNIT_ALONE },
      ].map((part) => ({
        test: { ...part, env: { ...nowhere, POWERTOOLS_LOG_LEVEL: 'SILENT' }, testTimeout: 300_000 },
      })),
      ...[
        { name: 'integration', isolate: false, include: INTEGRATION, exclude: INTEGRATION_ALONE },
        { name: 'integration-alone', isolate: true, include: INTEGRATION_ALONE },
      ].map((part) => ({
        test: {
          ...part,
          globalSetup: `${setup}/emulator.ts`,
          setupFiles: `${setup}/table.ts`,
          env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      })),
      {
        test: {
          name: 'emulator-contract',
          include: ['test/emulator-contract/**/*.test.ts'],
          globalSetup: `${setup}/emulator.ts`,
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
      {
        // The flows of the client's example name the package, as an app does.
        resolve: { alias: { '@youbet/client': new URL('client/index.ts', import.meta.url).pathname } },
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // One stack and one odds provider for all: a drain waits for what others started.
          fileParallelism: false,
          globalSetup: `${setup}/deployed.ts`,
          setupFiles: `${setup}/recorder.ts`,
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          globalSetup: `${setup}/deployed.ts`,
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
        },
      },
    ],
  },
});
