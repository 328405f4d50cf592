import type { Config } from 'jest';

/** CDK's templates. Everything else is vitest's (vitest.config.ts). */
const config: Config = {
  roots: ['<rootDir>/lib'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } }],
  },
  // One process: the CDK takes longer to load than all templates take to write.
  maxWorkers: 1,
};

export default config;
