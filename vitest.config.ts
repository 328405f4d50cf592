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

/**
 * Five projects (CDK's templates are jest's, see jest.config.ts):
 *
 *   npx vitest run --project unit                 memory only, seconds
 *   npx vitest run --project integration          use cases in this process on a table of an emulator; each file has its own table
 *   npx vitest run --project emulator-contract    what the emulator itself answers
 *   npx vitest run --project e2e                  the deployed stack
 *   npx vitest run --project browser              its console, in the Chromium of this machine
 *
 * The last four bring up what they need and end it. To iterate quickly, leave one running and point at it, and nothing is started:
 *
 *   npm start -- --detach                         (YOUBET_PORT for another port than 4566)
 *   YOUBET_STACK=.local/stack.json npx vitest run --project e2e test/e2e/picks.test.ts
 */
/** A first run begins with the largest files. The longest file is a small one, for which one core would wait at the end for minutes. */
const LONGEST = '/test/integration/units.test.ts';
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
      {
        test: {
          name: 'unit',
          include: ['{client,core,schemas,lambdas,local,bench}/**/*.test.ts', 'test/{house,reference}/**/*.test.ts'],
          env: { ...nowhere, POWERTOOLS_LOG_LEVEL: 'SILENT' },
          testTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: `${setup}/emulator.ts`,
          setupFiles: `${setup}/table.ts`,
          env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
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
