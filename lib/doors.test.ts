import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { doors } from './constructs/bundle.ts';
import { list, type PolicyStatement, synthesized } from './testing/templates.ts';

/** The IAM actions that a command of the SDK needs. Calls that a client secret authorizes need none; for ElectroDB's calls see below. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  SendMessageBatchCommand: ['sqs:SendMessage'],
  GetSecretValueCommand: ['secretsmanager:GetSecretValue'],
  GenerateDataKeyCommand: ['kms:GenerateDataKey'],
  DecryptCommand: ['kms:Decrypt'],
  GetParameterCommand: ['ssm:GetParameter'],
  SendEmailCommand: ['ses:SendEmail'],
  PublishCommand: ['sns:Publish'],
  CreatePlatformEndpointCommand: ['sns:CreatePlatformEndpoint'],
  SetEndpointAttributesCommand: ['sns:SetEndpointAttributes'],
  DeleteEndpointCommand: ['sns:DeleteEndpoint'],
  PostToConnectionCommand: ['execute-api:ManageConnections'],
  DeleteConnectionCommand: ['execute-api:ManageConnections'],
  CreateScheduleCommand: ['scheduler:CreateSchedule', 'iam:PassRole'],
  AdminCreateUserCommand: ['cognito-idp:AdminCreateUser'],
  AdminSetUserPasswordCommand: ['cognito-idp:AdminSetUserPassword'],
  AdminDeleteUserCommand: ['cognito-idp:AdminDeleteUser'],
  AdminDisableProviderForUserCommand: ['cognito-idp:AdminDisableProviderForUser'],
  AdminGetUserCommand: ['cognito-idp:AdminGetUser'],
  AdminLinkProviderForUserCommand: ['cognito-idp:AdminLinkProviderForUser'],
  DescribeUserPoolClientCommand: ['cognito-idp:DescribeUserPoolClient'],
  // Without the second, S3 says that a missing object is forbidden.
  GetObjectCommand: ['s3:GetObject', 's3:ListBucket'],
  ListObjectsV2Command: ['s3:ListBucket'],
  // The first and the last of an object in parts need what each part needs.
  CreateMultipartUploadCommand: ['s3:PutObject'],
  UploadPartCommand: ['s3:PutObject'],
  CompleteMultipartUploadCommand: ['s3:PutObject'],
  AbortMultipartUploadCommand: ['s3:AbortMultipartUpload'],
  HeadObjectCommand: ['s3:GetObject', 's3:ListBucket'],
  PutObjectCommand: ['s3:PutObject'],
  PutObjectTaggingCommand: ['s3:PutObjectTagging'],
  CopyObjectCommand: ['s3:GetObject', 's3:PutObject', 's3:PutObjectTagging'],
  DeleteObjectCommand: ['s3:DeleteObject'],
  DeleteObjectTaggingCommand: ['s3:DeleteObjectTagging'],
  SendObjectMalwareScanCommand: ['guardduty:SendObjectMalwareScan'],
  CreateInvalidationCommand: ['cloudfront:CreateInvalidation'],
  InitiateAuthCommand: [],
  RespondToAuthChallengeCommand: [],
  RevokeTokenCommand: [],
  // These ask the table, for which see the next test.
  QueryCommand: [],
  TransactWriteCommand: [],
  UpdateCommand: [],
};
/** The IAM actions of an address that a function signs, by the method in the code. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\bsignedUrl\d*\(\{ method: "GET"/, 's3:GetObject'],
  [/\bsignedUrl\d*\(\{ method: "PUT"/, 's3:PutObject'],
];
/** Actions that Lambda itself makes with a function's role. */
const LAMBDAS_OWN = /^(logs|xray|dynamodb):|^sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)$/;

/** Bundles a door after tree shaking but without minifying names, so that its calls can be read. */
const codeOf = (door: string): string => {
  const { outputFiles } = buildSync({
    entryPoints: [path.resolve('lambdas', `${door}.ts`)],
    bundle: true,
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};
/** DynamoDB's action for each call of ElectroDB, alone or in a transaction. A batch is always named `some` (core/data/batch.ts). */
const TABLE: Readonly<Record<string, string>> = {
  get: 'GetItem',
  create: 'PutItem',
  put: 'PutItem',
  upsert: 'UpdateItem',
  update: 'UpdateItem',
  patch: 'UpdateItem',
  remove: 'DeleteItem',
  delete: 'DeleteItem',
  check: 'ConditionCheckItem',
};
const SOME: Readonly<Record<string, string>> = { get: 'BatchGetItem', put: 'BatchWriteItem', delete: 'BatchWriteItem' };

/** Finds the table's actions in the code of core/: calls of an entity, and of the argument of a `part` callback. */
function tableCalls(code: string): Set<string> {
  const calls = new Set<string>();
  for (const file of code.split(/\n\/\/ (?=core\/)/).slice(1)) {
    const parts = [...file.matchAll(/\(\s*\{[^}]*\},\s*\(\{([^}]*)\}\) =>/g)].flatMap(([, names = '']) => names.split(','));
    const items = new Set(parts.map((name) => name.split(':').at(-1)?.trim()));
    for (const [, on = '', call = '', argument] of file.matchAll(/\b(\w+(?:\(\))?)\.(\w+)\((some\d*\b)?/g)) {
      if (!/Entity\d*\(\)$/.test(on) && !(items.has(on) && call !== 'get')) continue;
      const action = (argument ? SOME : TABLE)[call];
      if (action) calls.add(action);
    }
    for (const [, list = ''] of file.matchAll(/Entity\d*\(\)\.query\.(\w+)\(/g))
      calls.add(list === 'primary' ? 'Query' : `Query ${indexOf(code, list)}`);
    if (/\bhydrate: (true|!0)/.test(file)) calls.add('BatchGetItem');
    if (/\bnew QueryCommand\d*\(/.test(file)) calls.add('Query');
  }
  return calls;
}

const codes = new Map(doors().map((door) => [door, codeOf(door)]));

/** The index of an entity's list: by which of the helpers of core/data/entity.ts it was made. */
const indexOf = (code: string, list: string) => new RegExp(`\\b${list}: (?:only\\(\\s*)?(gsi\\d)\\(`).exec(code)?.[1];

const found = (code: string, pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map(([, name = '']) => name))].sort();

interface Deployed {
  readonly Description: string;
  readonly Environment?: { readonly Variables: Readonly<Record<string, unknown>> };
  readonly Role: { readonly 'Fn::GetAtt': readonly [string, 'Arn'] };
}
const { of } = synthesized('prod');
const functions = new Map(of<Deployed>('AWS::Lambda::Function').map(({ Properties }) => [Properties.Description, Properties]));
const statementsOf = (role: string) =>
  of<{ Roles: readonly [{ Ref: string }]; PolicyDocument: { Statement: readonly PolicyStatement[] } }>('AWS::IAM::Policy')
    .filter(({ Properties }) => Properties.Roles[0].Ref === role)
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);

describe.each(doors())('%s', (door) => {
  const code = codes.get(door) ?? '';
  const deployed = functions.get(door);
  const statements = statementsOf(deployed?.Role['Fn::GetAtt'][0] ?? '');

  it('is given the settings that its code asks for, and no others', () => {
    const given = Object.keys(deployed?.Environment?.Variables ?? {});
    // Every function may count metrics; every route believes the edge, and may come to name people with their pictures.
    const everywhere = [
      'METRICS_NAMESPACE',
      ...(door.startsWith('http/') && door !== 'http/not-found' ? ['MEDIA_URL', 'EDGE_SECRETS'] : []),
    ];
    expect(given.sort()).toEqual([...new Set([...found(code, /\benv\("([A-Z_]+)"\)/g), ...everywhere])].sort());
  });

  it('may make the calls that its code makes, and no others', () => {
    // A bundle numbers what two of its files import.
    const commands = found(code, /\bnew (\w+Command)\d*\(/g);
    expect(Object.keys(TAKES)).toEqual(expect.arrayContaining(commands));
    const signed = SIGNS.flatMap(([pattern, action]) => (pattern.test(code) ? [action] : []));
    // A tag is put with its object.
    if (commands.includes('PutObjectCommand') && /\bTagging: /.test(code)) signed.push('s3:PutObjectTagging');
    const may = statements
      .filter(({ Resource }) => ![Resource].flat().every((one) => /Failures/.test(JSON.stringify(one))))
      .flatMap(({ Action }) => list(Action))
      .filter((action) => !LAMBDAS_OWN.test(action));
    expect(new Set(may)).toEqual(new Set([...commands.flatMap((command) => TAKES[command] ?? []), ...signed]));
  });

  it('may do to the table what its code does, and no more', () => {
    const may = statements.flatMap(({ Action, Resource }) => {
      const calls = list(Action).flatMap((action) => /^dynamodb:(\w+Item|Query)$/.exec(action)?.[1] ?? []);
      // The CDK makes one statement of equal calls on several indexes.
      const indexes = found(JSON.stringify(Resource), /\/index\/(\w+)/g);
      return calls.flatMap((call) => (indexes.length > 0 ? indexes.map((index) => `${call} ${index}`) : [call]));
    });
    expect([...may].sort()).toEqual([...tableCalls(code)].sort());
  });
});

describe('alarms', () => {
  interface MetricOf {
    readonly Namespace: string;
    readonly MetricName: string;
  }
  interface Alarm extends MetricOf {
    readonly Metrics?: readonly { readonly MetricStat?: { readonly Metric: MetricOf } }[];
  }
  it('watch metrics that some door counts', () => {
    const counted = new Set(
      [...codes.values()].flatMap((code) => found(code, /\b(?:count|took)\d*\((?:[^"\n]*\? )?"([a-z.]+)"/g)),
    );
    const metrics = of<Alarm>('AWS::CloudWatch::Alarm').flatMap(({ Properties: { Metrics = [], ...own } }) => [
      own,
      ...Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []),
    ]);
    const watched = metrics.filter(({ Namespace }) => Namespace === 'YouBet/prod').map(({ MetricName }) => MetricName);
    expect(watched).toEqual(expect.arrayContaining(['code.refused', 'code.sent', 'pick.review']));
    expect([...counted]).toEqual(expect.arrayContaining(watched));
  });
});
