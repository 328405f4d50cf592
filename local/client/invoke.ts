import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ROOT } from '../dev/cloud/paths.ts';

export interface Invocation {
  /** True when the function threw, or reported its message as failed. */
  readonly failed: boolean;
  /** The value that the function returned, or the description of its error. */
  readonly payload: unknown;
}

const isIn = (folder: string, name: string): boolean => existsSync(join(ROOT, 'lambdas', folder, `${name}.ts`));

/** True for a function that consumes a queue: its input is sent as a message. */
const readsQueue = (name: string): boolean => isIn('queues', name);

/** True for a function that can be run by hand: a schedule's, a queue's or an operator's. */
export const isJob = (name: string): boolean => ['schedules', 'queues', 'operator'].some((folder) => isIn(folder, name));

/**
 * Invokes one deployed function and waits for its reply.
 * @param client settings of an SDK client: an emulator's endpoint, or nothing for the caller's own AWS account
 * @param functions the AWS name of each function, by the name of its file under lambdas/
 * @param job the name of its file under lambdas/
 * @param input the event of the function; for a queue's consumer, the body of one message
 */
export async function invoke(
  client: object,
  functions: Readonly<Record<string, string>>,
  job: string,
  input: object,
): Promise<Invocation> {
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
    const failures = (payload as { batchItemFailures?: object[] } | null)?.batchItemFailures?.length ?? 0;
    return { failed: FunctionError !== undefined || (readsQueue(job) && failures > 0), payload };
  } finally {
    lambda.destroy();
  }
}
