import { CloudWatchLogsClient, paginateDescribeLogGroups, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient, paginateListUsers } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { VerifyCode } from '../../schemas/auth.ts';
import { CreatePost } from '../../schemas/posts.ts';
import { CancelDeletion, DeleteByCode, DeleteMe, GetExport, RequestExport } from '../../schemas/privacy.ts';
import { GetUser, UpdateMe } from '../../schemas/users.ts';
import { call, codeFor, job, type Person, signIn, signUp, YouBetError } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { aws, stack } from '../support/stack.ts';
import { unzip } from '../support/unzip.ts';

/** Somebody reads everything that is kept of them, leaves, comes back, and leaves for good: then nothing of them is found anywhere. */

const canary = `Zzq${Math.random().toString(36).slice(2, 8)}`;
const shown = (ann: Person, as: Person) => statusOf(call(GetUser, { as, params: { user: ann.userId } }));
/** The status of a call: 200 for every success. */
const statusOf = (called: Promise<unknown>): Promise<number | undefined> =>
  called.then(
    () => 200,
    (error: unknown) => (error instanceof YouBetError ? error.status : Promise.reject(error)),
  );

/** Exports and erasures that are due are done, as the clock would have it. */
async function work(): Promise<void> {
  await job('start-privacy-tasks');
  await drain();
}

/** The refusal of a sign-in. */
async function refusalOf({ address }: Person): Promise<YouBetError> {
  const body = { channel: 'email' as const, address, ...(await codeFor(address)) };
  const refused = await call(VerifyCode, { body }).catch((error: unknown) => error);
  if (!(refused instanceof YouBetError)) throw new Error('the sign-in was not refused');
  return refused;
}

it('an export is downloaded, a deletion is cancelled, and one that is done leaves no trace', async () => {
  const [ann, ben] = [await signUp(canary), await signUp('Ben')];
  await call(UpdateMe, { as: ann, body: { bio: `${canary} bio` } });
  await call(CreatePost, { as: ann, body: { kind: 'text', text: `${canary} post` } });
  await drain();

  await call(RequestExport, { as: ann });
  await work();
  const { state, files } = await call(GetExport, { as: ann });
  expect(state).toBe('ready');
  const zip = await fetch(files[0]?.url ?? '');
  const text = [...unzip(Buffer.from(await zip.arrayBuffer())).values()].join('\n');
  for (const words of [ann.address, `${canary} bio`, `${canary} post`]) expect(text).toContain(words);

  await call(DeleteMe, { as: ann, query: {} });
  expect(await shown(ann, ben)).toBe(404);
  expect(await statusOf(call(GetExport, { as: ann }))).toBe(401);
  const { code, details } = await refusalOf(ann);
  expect(code).toBe('ACCOUNT_DELETING');
  await call(CancelDeletion, { body: { cancelToken: String(details.cancelToken) } });
  expect(await shown(ann, ben)).toBe(200);
  await signIn(ann);

  expect(await (await fetch(`${stack().apiUrl}/account/deletion`)).text()).toContain('Delete your YouBet account');
  await call(DeleteByCode, {
    body: { channel: 'email', address: ann.address, ...(await codeFor(ann.address)), when: 'at-once' },
  });
  await drain();
  // Nobody waits for the quarter of an hour here: the list of the erased makes it due.
  await listErased(ann);
  await job('erase-again');
  await work();
  expect(await found([canary.toLowerCase(), ann.address.toLowerCase(), ann.handle])).toEqual([]);
  expect(await shown(ann, ben)).toBe(404);
});

async function listErased({ userId }: Person): Promise<void> {
  const [lambda, s3] = [new LambdaClient(aws()), new S3Client({ ...aws(), forcePathStyle: true })];
  const FunctionName = stack().functions['erase-again'];
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  await s3.send(new PutObjectCommand({ Bucket: Environment?.Variables?.ERASURES_BUCKET, Key: userId, Body: 'now' }));
  for (const client of [lambda, s3]) client.destroy();
}

/** Every place that has one of these texts: rows, objects and their names, messages, lines of logs, users of the pool. */
async function found(texts: readonly string[]): Promise<string[]> {
  const places: string[] = [];
  const look = (place: string, content: string) => {
    if (texts.some((text) => content.toLowerCase().includes(text))) places.push(`${place}: ${content.slice(0, 200)}`);
  };
  const dynamo = new DynamoDBClient(aws());
  for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName: stack().tableName, ConsistentRead: true }))
    for (const row of Items) look('table', JSON.stringify(row));

  const s3 = new S3Client({ ...aws(), forcePathStyle: true });
  for (const { Name: Bucket = '' } of (await s3.send(new ListBucketsCommand({}))).Buckets ?? []) {
    // The assets of the deployment are the code itself.
    if (Bucket.startsWith('cdk-')) continue;
    for (const { Key = '' } of (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      look(`${Bucket}/${Key}`, `${Key} ${Buffer.from((await Body?.transformToByteArray()) ?? []).toString('latin1')}`);
    }
  }

  look('queues', await (await fetch(`${stack().awsEndpoint}/_ministack/sqs/messages`)).text());

  const logs = new CloudWatchLogsClient(aws());
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: logs }, {}))
    for (const { logGroupName } of logGroups)
      for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, { logGroupName }))
        for (const { message = '' } of events) look(logGroupName ?? '', message);

  const cognito = new CognitoIdentityProviderClient(aws());
  for await (const { Users = [] } of paginateListUsers({ client: cognito }, { UserPoolId: stack().userPoolId }))
    for (const user of Users) look('pool', JSON.stringify(user));
  for (const client of [dynamo, s3, logs, cognito]) client.destroy();
  return places;
}
