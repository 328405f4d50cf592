import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isBusy, isThrottle } from './busy.ts';

/** A service of AWS that fails every call in one way. The clients are the SDK's own. */
let answer = { status: 200, type: 'application/x-amz-json-1.1', body: '' };
const server = createServer((_, response) => {
  response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
});
const settings = { region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 's' }, maxAttempts: 1 };
let endpoint = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const KeyId = 'key';
const calls = {
  unwrap: () => new KMSClient({ ...settings, endpoint }).send(new DecryptCommand({ KeyId, CiphertextBlob: Buffer.from('k') })),
  wrap: () => new KMSClient({ ...settings, endpoint }).send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' })),
  secret: () => new SecretsManagerClient({ ...settings, endpoint }).send(new GetSecretValueCommand({ SecretId: 's' })),
  queue: () =>
    new SQSClient({ ...settings, endpoint }).send(new SendMessageCommand({ QueueUrl: `${endpoint}/q`, MessageBody: 'm' })),
  object: () =>
    new S3Client({ ...settings, endpoint, forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'bucket', Key: 'key' })),
};
const failureOf = (call: keyof typeof calls): Promise<unknown> =>
  (calls[call]() as Promise<unknown>).then(
    () => null,
    (error: unknown) => error,
  );
const json = (status: number, name: string) => {
  answer = { status, type: 'application/x-amz-json-1.1', body: JSON.stringify({ __type: name, message: 'no' }) };
};

it.each([
  ['unwrap', 400, 'ThrottlingException'],
  ['wrap', 400, 'ThrottlingException'],
  ['secret', 400, 'ThrottlingException'],
  ['queue', 400, 'RequestThrottled'],
] as const)('%s: a refusal because of the rate is a throttle, and busy (%i %s)', async (call, status, name) => {
  json(status, name);
  const error = await failureOf(call);
  expect([isThrottle(error), isBusy(error)]).toEqual([true, true]);
});

it.each([
  ['unwrap', 503, 'DependencyTimeoutException'],
  ['unwrap', 500, 'KMSInternalException'],
  ['secret', 500, 'InternalServiceError'],
] as const)('%s: a fault of the service is busy, and no throttle (%i %s)', async (call, status, name) => {
  json(status, name);
  const error = await failureOf(call);
  expect([isThrottle(error), isBusy(error)]).toEqual([false, true]);
});

it('object: S3 that asks for fewer calls is busy', async () => {
  answer = { status: 503, type: 'application/xml', body: '<Error><Code>SlowDown</Code><Message>no</Message></Error>' };
  expect(isBusy(await failureOf('object'))).toBe(true);
});

it('no answer is busy', async () => {
  const closed = createServer();
  closed.listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const at = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  closed.close();
  await once(closed, 'close');
  const call = new KMSClient({ ...settings, endpoint: at }).send(new DecryptCommand({ KeyId, CiphertextBlob: Buffer.from('k') }));
  expect(isBusy(await call.catch((error: unknown) => error))).toBe(true);
});

it.each([
  ['unwrap', 400, 'AccessDeniedException'],
  ['unwrap', 400, 'InvalidCiphertextException'],
  ['unwrap', 400, 'DisabledException'],
  ['secret', 400, 'ResourceNotFoundException'],
] as const)('%s: what no later try mends is not busy (%i %s)', async (call, status, name) => {
  json(status, name);
  expect(isBusy(await failureOf(call))).toBe(false);
});

it('a fault of our own is not busy', () => {
  for (const error of [new TypeError('x is not a function'), new Error('KMS opened no data key'), 'text', undefined])
    expect(isBusy(error)).toBe(false);
});
