import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { Refusal } from '../dev/cloud/child.ts';
import { reach } from '../dev/cloud/reach.ts';
import { command, dim, green, red } from '../dev/cloud/steps.ts';

/**
 * `npm run replay`: sends again what functions could not do after all their tries: batches of the table's stream, and events of jobs. Lambda
 * left each as an object in the failures bucket. What succeeds now is deleted, what fails stays; ends with 1 if anything is left. Doing it
 * twice does no harm: every projection and job bears repeats. On the environment that YOUBET_ENV names, local if not said.
 */

/** As Lambda writes it: a stream's batch under `payload`, as text; an asynchronous call's event under `requestPayload`. */
const Failure = z.looseObject({
  requestContext: z.looseObject({ functionArn: z.string() }),
  payload: z.union([z.string(), z.looseObject({})]).optional(),
  requestPayload: z.unknown().optional(),
});

await command(async () => {
  const { client, outputs } = await reach();
  const [s3, lambda] = [new S3Client({ ...client, forcePathStyle: true }), new LambdaClient(client)];
  const Bucket = outputs.failuresBucket;
  let [done, left] = [0, 0];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix: 'aws/lambda/' })) {
    for (const { Key = '' } of Contents) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const problem = await again(lambda, (await Body?.transformToString()) ?? '');
      process.stdout.write(`  ${problem === null ? green('done') : red('left')}  ${Key}  ${dim(problem ?? '')}\n`);
      if (problem === null) {
        await s3.send(new DeleteObjectCommand({ Bucket, Key }));
        done++;
      } else left++;
    }
  }
  process.stdout.write(`${done} done, ${left} left\n`);
  if (left > 0) throw new Refusal('What is left failed again; its function has logged why.');
});

/** @returns null when all of it went through, else why not */
async function again(lambda: LambdaClient, text: string): Promise<string | null> {
  const failure = Failure.safeParse(JSON.parse(text));
  if (!failure.success) return 'not a failure as Lambda writes it';
  const { requestContext, payload, requestPayload } = failure.data;
  const event = typeof payload === 'string' ? payload : JSON.stringify(payload ?? requestPayload);
  const FunctionName = requestContext.functionArn.replace(/:\$LATEST$/, '');
  const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(event ?? '{}') }));
  const reply: unknown = JSON.parse(Payload?.transformToString() || 'null');
  if (FunctionError !== undefined) return FunctionError;
  const failed = (reply as { batchItemFailures?: object[] } | null)?.batchItemFailures?.length ?? 0;
  return failed > 0 ? 'a record of it failed again' : null;
}
