import { defineConfig } from 'vitest/config';

/** Three projects: memory only; the emulator's own answers and its DynamoDB; the deployed stack. CDK's templates are jest's (jest.config.ts). */
export default defineConfig({
  test: {
    projects: [{ test: { name: 'unit', include: ['{core,schemas,lambdas,local,bin}/**/*.test.ts', 'test/house/**/*.test.ts'] } }],
  },
});
