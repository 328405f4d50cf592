import { defineConfig } from 'vitest/config';

/** The mutation tester runs the tables of the pure engine. Properties would kill more mutants, at a thousand runs for each. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    include: ['core/{odds,grading}/**/*.test.ts'],
    exclude: [
      '**/properties.test.ts',
      '**/made-up-matches.test.ts',
      '**/docs.test.ts',
      '**/settle-*',
      '**/*.store.test.ts',
      '**/*.entity.test.ts',
      '**/node_modules/**',
    ],
  },
});
