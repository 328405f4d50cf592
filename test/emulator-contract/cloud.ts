import { randomUUID } from 'node:crypto';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import { until } from '../../local/client/until.ts';
import { clientOf } from '../../local/dev/cloud/aws.ts';

export const aws = () => clientOf(inject('awsEndpoint'));

/** The events that a function of these tests received, in their order. */
export interface Recorder {
  seen<T>(): Promise<T[]>;
  /** Waits until as much was seen. */
  seenAtLeast<T>(count: number, seconds?: number): Promise<T[]>;
  forget(): Promise<void>;
}

export interface Cloud extends Recorder {
  readonly outputs: Readonly<Record<string, string>>;
  end(): Promise<void>;
}

/** A role that everything here may assume; the emulator asks nobody's leave. */
const ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } };

/** A function whose code stands here. `seen(x)` notes what it saw. */
export const fn = (body: string, properties: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Timeout: 10,
    Environment: { Variables: { SEEN: { Ref: 'Seen' } } },
    ...properties,
    Code: {
      ZipFile: `
const seen = (what) => fetch(process.env.AWS_ENDPOINT_URL, {
  method: 'POST',
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
  body: JSON.stringify({ QueueUrl: process.env.SEEN, MessageBody: JSON.stringify(what) }),
});
exports.handler = async (event, context) => { ${body} };`,
    },
  },
});

export const ref = (name: string) => ({ Ref: name });
export const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });

/** Deploys a template. @returns its outputs, and what its functions see */
export async function deploy(Resources: object, outputs: Readonly<Record<string, object>> = {}): Promise<Cloud> {
  const client = new CloudFormationClient(aws());
  const StackName = `contract-${randomUUID()}`;
  const template = {
    Resources: { Role: ROLE, Seen: { Type: 'AWS::SQS::Queue' }, ...Resources },
    Outputs: Object.fromEntries(Object.entries({ seen: ref('Seen'), ...outputs }).map(([name, Value]) => [name, { Value }])),
  };
  await client.send(
    new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_IAM'] }),
  );
  await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName }).catch(
    async (error) => {
      const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
      throw new Error(StackEvents.map(({ ResourceStatusReason }) => ResourceStatusReason).join('\n'), { cause: error });
    },
  );
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  const found = Object.fromEntries(
    (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
  );
  return {
    outputs: found,
    ...recorder(found.seen ?? ''),
    async end() {
      await client.send(new DeleteStackCommand({ StackName }));
      client.destroy();
    },
  };
}

function recorder(queueUrl: string): Recorder {
  const seen = async <T>(): Promise<T[]> => {
    const response = await fetch(`${inject('awsEndpoint')}/_ministack/sqs/messages?QueueUrl=${encodeURIComponent(queueUrl)}`);
    const { messages } = (await response.json()) as {
      messages: Record<string, Record<string, Record<string, { Body: string }[]>>>;
    };
    return Object.values(messages)
      .flatMap((regions) => Object.values(regions))
      .flatMap((queues) => Object.values(queues))
      .flatMap((kept) => kept.map(({ Body }) => JSON.parse(Body) as T));
  };
  return {
    seen,
    seenAtLeast: <T>(count: number, seconds = 20) =>
      until(
        `${count} to be seen`,
        async () => {
          const all = await seen<T>();
          return all.length >= count ? all : undefined;
        },
        seconds,
      ),
    async forget() {
      await new SQSClient(aws()).send(new PurgeQueueCommand({ QueueUrl: queueUrl }));
    },
  };
}
