import { expect, it } from 'vitest';
import { readProvider } from './read-provider.ts';

const run = async (job: (name: string, input: object) => Promise<unknown>): Promise<string[]> => {
  const lines: string[] = [];
  await readProvider(job, (line) => lines.push(line));
  return lines;
};

it('polls every league at once', async () => {
  const calls: unknown[] = [];
  expect(await run(async (...call) => calls.push(call))).toEqual([]);
  expect(calls).toEqual([['ingest-events', { force: true }]]);
});

it('says in one line that the provider fails, and goes on', async () => {
  const failing = async () => {
    throw new Error('ingest-events failed: {"errorType":"DomainError","trace":["at one","at two"]}');
  };
  const lines = await run(failing);
  expect(lines).toEqual([expect.stringMatching(/^ {2}! The odds provider could not be read in full.*\n$/)]);
});
