import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ROOT } from '../dev/cloud/paths.ts';

export interface Outcome {
  readonly failed: boolean;
  /** What the function returned, or how it failed. */
  readonly payload: unknown;
}

const standsIn = (folder: string, door: string): boolean => existsSync(join(ROOT, 'lambdas', folder, `${door}.ts`));

/** Whether this door consumes a queue, so that its input arrives as a message. */
const readsQueue = (door: string): boolean => standsIn('queues', door);

/** Whether this door does a piece of work by itself, so that it makes sense to run it by hand. */
export const isJob = (door: string): boolean => ['schedules', 'queues', 'operator'].some((folder) => standsIn(folder, door));

/**
 * Runs one function now and waits for it.
 * @param job the name of its file under lambdas/
 * @param input what it takes; for a queue's consumer, the message
 * @param client how to reach the cloud: an emulator's settings, or nothing for the caller's own AWS account
 */
export async function invoke(
  client: object,
  functions: Readonly<Record<string, string>>,
  job: string,
  input: object,
): Promise<Outcome> {
  const FunctionName = functions[job];
  if (FunctionName === undefined)
    throw new Error(`There is no function ${job}; there are: ${Object.keys(functions).join(', ')}.`);
  const message = {
    messageId: 'by-hand',
    body: JSON.stringify(input),
    attributes: {},
    messageAttributes: {},
    eventSource: 'aws:sqs',
  };
  const event = readsQueue(job) ? { Records: [message] } : input;
  const lambda = new LambdaClient({ ...client, requestHandler: { requestTimeout: 900_000 } });
  try {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)) }),
    );
    const payload: unknown = JSON.parse(Payload?.transformToString() || 'null');
    const refused = readsQueue(job) && ((payload as { batchItemFailures?: object[] } | null)?.batchItemFailures?.length ?? 0) > 0;
    return { failed: FunctionError !== undefined || refused, payload };
  } finally {
    lambda.destroy();
  }
}
