import { own } from './own.ts';

/** Runs a function by hand, as `npm run job` does. @throws Error with its reply when it fails */
export async function runJob(name: string, input: object = {}): Promise<unknown> {
  const { failed, payload } = await own<{ failed: boolean; payload: unknown }>('POST', `/jobs/${name}`, input);
  if (failed) throw new Error(`${name} failed: ${JSON.stringify(payload)}`);
  return payload;
}
