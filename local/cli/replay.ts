import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { reach } from '../dev/cloud/reach.ts';
import { dim, green, red } from './colours.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run replay`: invokes functions again with the input that they failed on after all retries: batches of the table's stream, and events
 * of jobs. Lambda wrote each to the failures bucket. An object is deleted when its function succeeds, else it stays, and the exit code is 1.
 * Running it twice is safe: projections and jobs are idempotent. YOUBET_ENV names the environment (`local`).
 */

/** An object of the failures bucket: `payload` is the batch of a stream, as text; `requestPayload` is the event of an asynchronous call. */
const Failure = z.looseObject({
  requestContext: z.looseObject({ functionArn: z.string() }),
  payload: z.union([z.string(), z.looseObject({})]).optional(),
  requestPayload: z.unknown().optional(),
});

await command(async () => {
  readArguments('npm run replay', {});
  const { client, outputs } = await reach();
  const [s3, lambda] = [new S3Client({ ...client, forcePathStyle: true }), new LambdaClient(client)];
  const Bucket = outputs.failuresBucket;
  let [done, left] = [0, 0];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix: 'aws/lambda/' })) {
    for (const { Key = '' } of Contents) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const problem = await invokeAgain(lambda, (await Body?.transformToString()) ?? '');
      process.stdout.write(`  ${problem === null ? green('done') : red('left')}  ${Key}  ${dim(problem ?? '')}\n`);
      if (problem === null) {
        await s3.send(new DeleteObjectCommand({ Bucket, Key }));
        done++;
      } else left++;
    }
  }
  process.stdout.write(`${done} done, ${left} left\n`);
  if (left > 0) throw new CommandError('What is left failed again; the log of its function says why.');
});

/** @returns null when the function succeeds, else the reason why it does not */
async function invokeAgain(lambda: LambdaClient, text: string): Promise<string | null> {
  const failure = Failure.safeParse(JSON.parse(text));
  if (!failure.success) return 'not an object that Lambda wrote';
  const { requestContext, payload, requestPayload } = failure.data;
  const event = typeof payload === 'string' ? payload : JSON.stringify(payload ?? requestPayload);
  const FunctionName = requestContext.functionArn.replace(/:\$LATEST$/, '');
  const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(event ?? '{}') }));
  const reply: unknown = JSON.parse(Payload?.transformToString() || 'null');
  if (FunctionError !== undefined) return FunctionError;
  const failed = (reply as { batchItemFailures?: object[] } | null)?.batchItemFailures?.length ?? 0;
  return failed > 0 ? 'one of its records failed again' : null;
}
