import { basename, join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { Recorder } from '../../../local/examples/recorder.ts';
import { stack } from '../stack.ts';

/** With YOUBET_CALLS, each file of stories leaves its calls in that folder, for the examples of the documents. */
const folder = process.env.YOUBET_CALLS;
if (folder !== undefined) {
  const recorder = new Recorder(stack);
  recorder.install();
  afterAll(() => recorder.save(join(folder, `${basename(expect.getState().testPath ?? 'unknown', '.test.ts')}.json`)));
}
