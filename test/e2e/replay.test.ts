import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, expect, inject, it } from 'vitest';
import { newId } from '../../core/platform/ids.ts';
import { describe as deployed } from '../../local/dev/cloud/describe.ts';
import { ROOT } from '../../local/dev/cloud/paths.ts';
import { GetUserStats } from '../../schemas/stats.ts';
import { call, signUp } from '../support/client.ts';
import { aws, stack } from '../support/stack.ts';

const s3 = new S3Client({ ...aws(), forcePathStyle: true });
const lambda = new LambdaClient(aws());
const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(aws()));
let made: { pk: string; sk: string }[] = [];
/** The outcome stands in a batch only, so the audit could not bear out what was counted from it. */
afterAll(async () => {
  for (const Key of made) await dynamo.send(new DeleteCommand({ TableName: stack().tableName, Key }));
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'aws/lambda/third' }));
  for (const client of [s3, lambda, dynamo]) client.destroy();
});
let bucket: string | undefined;

const replay = () =>
  promisify(execFile)(process.execPath, ['local/cli/replay.ts'], {
    cwd: ROOT,
    env: { ...process.env, YOUBET_STACK: inject('stackFile'), NO_COLOR: '1' },
  });

it('npm run replay sends again the records that the stream’s reader gave up, counts them once, and keeps those that fail again', async () => {
  const ann = await signUp('Ann');
  const { outputs } = await deployed('local', aws());
  const Bucket = outputs.failuresBucket;
  bucket = Bucket;
  const FunctionName = stack().functions['project-betting'];
  const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
  const at = new Date().toISOString();
  const outcome = {
    __edb_e__: 'outcome',
    __edb_v__: '1',
    pickId: newId(new Date()),
    version: 1,
    authorId: ann.userId,
    stake: 1_000_000,
    result: 'win',
    profit: 909_091,
    won: '1',
    returned: '0',
    lost: '0',
    rule: 'moneyline',
    policyVersion: '1',
    resultVersion: 1,
    gradingVersion: 1,
    settledAt: at,
    gradedAt: at,
    writtenAt: at,
  };
  const keys = { pk: `$youbet#pickid_${outcome.pickId}`, sk: '$outcome_1#version_000001' };
  const record = {
    eventID: '1',
    eventName: 'INSERT',
    dynamodb: { Keys: marshall(keys), NewImage: marshall({ ...keys, ...outcome }), SequenceNumber: '1' },
  };
  const left = (name: string, payload: string) =>
    s3.send(
      new PutObjectCommand({
        Bucket,
        Key: `aws/lambda/${name}`,
        Body: JSON.stringify({
          version: '1.0',
          requestContext: { functionArn: Configuration?.FunctionArn, condition: 'RetryAttemptsExhausted' },
          payload,
        }),
      }),
    );
  await left('first', JSON.stringify({ Records: [record] }));
  await left('second', JSON.stringify({ Records: [record, { ...record, eventID: '2' }] }));

  made = ['all', at.slice(0, 4), at.slice(0, 10)].map((period) => ({
    pk: `$youbet#userid_${ann.userId}`,
    sk: `$stats_1#period_${period}`,
  }));
  const { stdout } = await replay();
  expect(stdout).toContain('2 done, 0 left');
  await expect(call(GetUserStats, { as: ann, params: { user: ann.handle }, query: {} })).resolves.toMatchObject({
    wins: 1,
    profitUnits: '0.909091',
  });

  const broken = {
    ...record,
    dynamodb: { ...record.dynamodb, NewImage: marshall({ ...keys, ...outcome, version: 2, settledAt: 7 }) },
  };
  await left('third', JSON.stringify({ Records: [broken] }));
  await expect(replay()).rejects.toMatchObject({ stdout: expect.stringContaining('0 done, 1 left') });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'aws/lambda/' }));
  expect(Contents.map(({ Key }) => Key)).toEqual(['aws/lambda/third']);
});
