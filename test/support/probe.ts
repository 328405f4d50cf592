import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import { newId } from '../../core/platform/ids.ts';
import { until } from '../../local/client/until.ts';
import { clientOf } from '../../local/dev/cloud/aws.ts';
import type { StackFile } from '../../local/dev/cloud/stack-file.ts';

/**
 * A test knows by this that the table's stream has been read: a reader of the tests' own behind the project's, which takes away every mark
 * that it finds. The emulator asks the readers of a stream one after the other, each for as many records; when a mark is gone, the
 * project's reader has had the records before it.
 */
const MARK = 'drain-mark';

const code = `
exports.handler = async ({ Records }) => {
  for (const { dynamodb: { Keys } } of Records) {
    const reply = await fetch(process.env.AWS_ENDPOINT_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.DeleteItem', authorization: process.env.CREDENTIAL },
      body: JSON.stringify({ TableName: process.env.TABLE_NAME, Key: Keys }),
    });
    if (!reply.ok) throw new Error(await reply.text());
  }
  console.log('took ' + Records.length);
};`;

/** Deploys the reader of marks, once per stack. */
export async function installProbe({ awsEndpoint, tableName, region }: StackFile): Promise<void> {
  const client = clientOf(awsEndpoint);
  const { Table } = await new DynamoDBClient(client).send(new DescribeTableCommand({ TableName: tableName }));
  const readers = [];
  const EventSourceArn = Table?.LatestStreamArn;
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client: new LambdaClient(client) }, {})) {
    readers.push(...EventSourceMappings.filter((mapping) => mapping.EventSourceArn === EventSourceArn));
  }
  const template = {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          },
        },
      },
      Probe: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Timeout: 30,
          Code: { ZipFile: code },
          Environment: {
            Variables: {
              TABLE_NAME: tableName,
              CREDENTIAL: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=none`,
            },
          },
        },
      },
      Reader: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'Probe' },
          EventSourceArn,
          StartingPosition: 'LATEST',
          BatchSize: Math.min(...readers.map(({ BatchSize = 100 }) => BatchSize), 100),
          FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ dynamodb: { NewImage: { __edb_e__: { S: [MARK] } } } }) }] },
        },
      },
    },
  };
  const StackName = 'youbet-drain-probe';
  const cloudFormation = new CloudFormationClient(client);
  try {
    await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template) }));
  } catch (error) {
    if ((error as Error).name === 'AlreadyExistsException') return;
    throw error;
  }
  await waitUntilStackCreateComplete({ client: cloudFormation, maxWaitTime: 600, minDelay: 1, maxDelay: 1 }, { StackName });
}

/** Leaves a mark behind everything that was written so far, and waits until it is gone. */
export async function markRead(dynamo: DynamoDBClient, TableName: string, seconds: number): Promise<void> {
  const Key = { pk: { S: `${MARK}#${newId(new Date())}` }, sk: { S: MARK } };
  await dynamo.send(new PutItemCommand({ TableName, Item: { ...Key, __edb_e__: { S: MARK } } }));
  await until(
    "the stream's readers",
    async () => ((await dynamo.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item ? undefined : true),
    seconds,
  );
}
