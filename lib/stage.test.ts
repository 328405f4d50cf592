import { describe, expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { BUNDLING_STACKS } from 'aws-cdk-lib/cx-api';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks } from 'cdk-nag';
import { hasHead } from '#schemas/contract';
import { ROUTES } from '#schemas/routes';
import { TOKEN_LIFE } from '../core/limits/revocation-rules.ts';
import { ANYWHERE } from './constructs/binding.ts';
import { doors } from './constructs/bundle.ts';
import { ENVIRONMENTS, type Environment } from './environments.ts';
import { YouBet } from './stage.ts';
import { alarmsOn } from './testing/alarms.ts';
import { FLAGS, list, logical, type PolicyStatement, synthesized } from './testing/templates.ts';

const NAMES = ENVIRONMENTS.map(({ name }) => name);
const PROTECTED = ENVIRONMENTS.filter((environment) => environment.protected).map(({ name }) => name);

interface LambdaFunction {
  readonly Description: string;
  readonly Role: { readonly 'Fn::GetAtt': readonly [string, 'Arn'] };
  readonly LoggingConfig: { readonly LogGroup: { readonly Ref: string } };
  readonly Timeout: number;
  readonly Runtime: string;
  readonly TracingConfig: { readonly Mode: string };
}
interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly PolicyStatement[] };
  readonly Roles: readonly { readonly Ref: string }[];
}
interface Source {
  readonly EventSourceArn: unknown;
  readonly FunctionResponseTypes: readonly string[];
  readonly [setting: string]: unknown;
}

/** All statements that allow calls, with the id of their policy. */
const allowed = (name: string) =>
  synthesized(name)
    .of<Policy>('AWS::IAM::Policy')
    .flatMap(({ id, Properties: { PolicyDocument } }) => PolicyDocument.Statement.map((statement) => ({ id, ...statement })))
    .filter(({ Effect }) => Effect === 'Allow');

const functionsOf = (name: string) => synthesized(name).of<LambdaFunction>('AWS::Lambda::Function');
/** Lambda obeys no sampling rule, so production traces only what its caller samples, and logs itself only what did not succeed. */
const QUIET = { TracingConfig: { Mode: 'PassThrough' }, LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' } };
const TALKATIVE = { TracingConfig: { Mode: 'Active' }, LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'INFO' } };
const WATCHED: Readonly<Record<string, object>> = { local: TALKATIVE, dev: TALKATIVE, staging: QUIET, prod: QUIET };

describe.each(NAMES)('%s: functions', (name) => {
  it('are the doors, each deployed once', () => {
    expect(
      functionsOf(name)
        .map(({ Properties }) => Properties.Description)
        .sort(),
    ).toEqual(doors());
  });

  it('have a role each, and no managed policy', () => {
    const roles = functionsOf(name).map(({ Properties }) => Properties.Role['Fn::GetAtt'][0]);
    expect(new Set(roles).size).toBe(roles.length);
    for (const { Properties } of synthesized(name).of<object>('AWS::IAM::Role')) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    }
  });

  it('keep their logs for a while, are logged and traced as their environment says, and run on Node 24', () => {
    const kept = synthesized(name).of<{ RetentionInDays: number }>('AWS::Logs::LogGroup');
    const retention = new Map(kept.map(({ id, Properties }) => [logical(id), Properties.RetentionInDays]));
    for (const { Properties } of functionsOf(name)) {
      expect(retention.get(Properties.LoggingConfig.LogGroup.Ref)).toBeGreaterThan(0);
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', ...WATCHED[name] });
    }
  });

  it('answer within what waits for them', () => {
    for (const { Properties } of functionsOf(name)) {
      if (Properties.Description.startsWith('triggers/cognito/')) expect(Properties.Timeout).toBeLessThanOrEqual(5);
      if (Properties.Description.startsWith('http/')) expect(Properties.Timeout).toBeLessThan(30);
    }
  });
});

describe.each(NAMES)('%s: permissions', (name) => {
  it('name every action', () => {
    expect(allowed(name).filter(({ Action }) => list(Action).some((action) => action.includes('*')))).toEqual([]);
  });

  it('name every resource, but where there is none to name', () => {
    const wildcards = allowed(name).filter(({ Resource }) => list(Resource).includes('*'));
    const actions = wildcards.flatMap(({ Action }) => list(Action));
    const { 'ses:SendEmail': mails, 'guardduty:SendObjectMalwareScan': scans, ...everywhere } = ANYWHERE;
    expect(mails && scans).toBeTruthy();
    expect(new Set(actions)).toEqual(
      new Set([...Object.keys(everywhere), name === 'local' ? 'ses:SendEmail' : 'guardduty:SendObjectMalwareScan']),
    );
  });

  it('let text messages be sent to phone numbers, and not to topics', () => {
    const denied = synthesized(name)
      .of<Policy>('AWS::IAM::Policy')
      .flatMap(({ id, Properties: { PolicyDocument } }) => PolicyDocument.Statement.map((statement) => ({ id, ...statement })))
      .filter(({ Effect }) => Effect === 'Deny');
    expect(denied.map(({ id, Action }) => [id, Action])).toEqual([[expect.stringMatching(/sendcodeRole/), 'sns:Publish']]);
    expect(JSON.stringify(denied[0]?.Resource)).toContain(':sns:*:*:*');
  });

  it('keep one key for the data keys of people, which AWS rotates, and let new ones be made where accounts are', () => {
    const keys = synthesized(name).of<{ readonly EnableKeyRotation?: boolean }>('AWS::KMS::Key');
    expect(keys.map(({ Properties }) => Properties.EnableKeyRotation)).toEqual([true]);
    const allowedTo = (call: string) =>
      allowed(name)
        .filter(({ Action }) => list(Action).includes(`kms:${call}`))
        .map(({ id, Resource }) => {
          expect(JSON.stringify(Resource)).toContain('AddressKey');
          return id.replace(/Role.*/, '').replace(/^.*?(?=[a-z])/, '');
        })
        .toSorted();
    // The door of privacy and the walk hold the repair that seals addresses of before there were data keys.
    expect(allowedTo('GenerateDataKey')).toEqual(expect.arrayContaining([expect.stringMatching(/auth/)]));
    expect(allowedTo('GenerateDataKey')).toHaveLength(3);
    expect(allowedTo('Decrypt')).toHaveLength(7);
  });

  it('let text messages be sent by one function', () => {
    const senders = allowed(name).filter(
      ({ Action, Resource }) => list(Action).includes('sns:Publish') && list(Resource).includes('*'),
    );
    expect(senders.map(({ id }) => id)).toEqual([expect.stringMatching(/sendcodeRole/)]);
  });

  it('let mobile pushes be sent by the two functions of notifications, to endpoints of their own applications', () => {
    const senders = allowed(name).filter(
      ({ Action, Resource }) => list(Action).includes('sns:Publish') && !list(Resource).includes('*'),
    );
    expect(senders.map(({ id }) => id).toSorted()).toEqual([
      expect.stringMatching(/deliverlowRole/),
      expect.stringMatching(/deliverstandardRole/),
    ]);
    for (const { Resource } of senders)
      for (const resource of list(Resource))
        expect(JSON.stringify(resource)).toMatch(new RegExp(`:endpoint/(APNS|APNS_SANDBOX|GCM)/youbet-${name}/\\*`));
  });

  it('let each function send mails from its one sender to anybody, under the configuration set', () => {
    const senders = allowed(name)
      .filter(({ Action }) => list(Action).includes('ses:SendEmail'))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(senders.map(({ id }) => id)).toEqual([
      expect.stringMatching(/sendcodeRole/),
      expect.stringMatching(/deliverlowRole/),
      expect.stringMatching(/deliverstandardRole/),
    ]);
    if (name === 'local') return;
    const { mailDomain } = ENVIRONMENTS.find((each) => each.name === name) ?? {};
    for (const [i, from] of ['codes', 'notifications', 'notifications'].entries()) {
      const named = list(senders[i]?.Resource).map(
        (resource) => JSON.stringify(resource).match(/:111122223333:([\w-]+\/[^"]+)/)?.[1],
      );
      expect(named.toSorted()).toEqual([`configuration-set/youbet-${name}`, 'identity/*']);
      expect(senders[i]).toMatchObject({ Condition: { StringEquals: { 'ses:FromAddress': `${from}@${mailDomain}` } } });
    }
  });

  it('belong to one role each', () => {
    for (const { Properties } of synthesized(name).of<Policy>('AWS::IAM::Policy')) expect(Properties.Roles).toHaveLength(1);
  });
});

describe.each(NAMES)('%s: queues and streams', (name) => {
  const sources = () => synthesized(name).of<Source>('AWS::Lambda::EventSourceMapping');
  const isStream = ({ Properties }: { Properties: Source }) => Properties.StartingPosition !== undefined;

  it('repeat only what failed', () => {
    for (const { Properties } of sources()) expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('give up on a record some day, and keep it with an alarm', () => {
    const streams = sources().filter(isStream);
    expect(streams.length).toBeGreaterThan(0);
    // More than two readers of one stream throttle each other.
    expect(streams.length).toBeLessThanOrEqual(2);
    for (const { id, Properties } of streams) {
      expect(Properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: expect.any(Number),
        MaximumRecordAgeInSeconds: expect.any(Number),
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
        FilterCriteria: { Filters: expect.any(Array) },
      });
      expect(
        alarmsOn(name, 'OnFailureDestinationDeliveredEventCount', 'EventSourceMappingUUID', { Ref: logical(id) }),
      ).toHaveLength(1);
      const { Ref } = Properties.FunctionName as { Ref: string };
      expect(alarmsOn(name, 'IteratorAge', 'FunctionName', { Ref })).toHaveLength(1);
    }
  });

  it('have a dead-letter queue each, with an alarm, and time to finish', () => {
    interface Queue {
      readonly VisibilityTimeout?: number;
      readonly RedrivePolicy?: { readonly deadLetterTargetArn: { readonly 'Fn::GetAtt': readonly [string, 'Arn'] } };
    }
    const queues = synthesized(name).of<Queue>('AWS::SQS::Queue');
    const timeouts = new Map(functionsOf(name).map(({ id, Properties }) => [logical(id), Properties.Timeout]));
    const working = queues.filter(({ Properties }) => Properties.RedrivePolicy);
    expect(working).toHaveLength(queues.length / 2);
    for (const { id, Properties } of working) {
      const dead = Properties.RedrivePolicy?.deadLetterTargetArn['Fn::GetAtt'][0];
      const metric = 'ApproximateNumberOfMessagesVisible';
      expect(alarmsOn(name, metric, 'QueueName', { 'Fn::GetAtt': [dead, 'QueueName'] })).toHaveLength(1);
      const [source] = sources().filter(({ Properties: { EventSourceArn } }) =>
        JSON.stringify(EventSourceArn).includes(logical(id)),
      );
      const { Ref } = (source as { Properties: Source }).Properties.FunctionName as { Ref: string };
      expect(Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * (timeouts.get(Ref) ?? Number.POSITIVE_INFINITY));
    }
  });

  it('leave the event of an asynchronous call that failed for good', () => {
    const kept = synthesized(name).of<{ FunctionName: { Ref: string }; DestinationConfig: object }>(
      'AWS::Lambda::EventInvokeConfig',
    );
    const asynchronous = functionsOf(name).filter(({ Properties }) => Properties.Description.startsWith('schedules/'));
    expect(new Set(kept.map(({ Properties }) => Properties.FunctionName.Ref))).toEqual(
      new Set(asynchronous.map(({ id }) => logical(id))),
    );
    for (const { Properties } of kept) expect(Properties.DestinationConfig).toHaveProperty('OnFailure');
  });
});

describe.each(NAMES)('%s: mail', (name) => {
  interface EventRule {
    readonly EventPattern: object;
    readonly Targets: readonly { readonly Arn: { readonly 'Fn::GetAtt': readonly [string, 'Arn'] } }[];
  }
  it('reports its own bounces and complaints to the queue that puts addresses on hold', () => {
    const { of } = synthesized(name);
    expect(of<Record<string, unknown>>('AWS::SES::ConfigurationSet').map(({ Properties }) => Properties.Name)).toEqual([
      `youbet-${name}`,
    ]);
    expect(
      of<Record<string, unknown>>('AWS::SES::ConfigurationSetEventDestination').map(
        ({ Properties }) => Properties.EventDestination,
      ),
    ).toEqual([
      expect.objectContaining({
        Enabled: true,
        MatchingEventTypes: ['bounce', 'complaint'],
        EventBridgeDestination: { EventBusArn: expect.anything() },
      }),
    ]);
    const [rule, ...others] = of<EventRule>('AWS::Events::Rule').filter(({ Properties }) =>
      JSON.stringify(Properties.EventPattern).includes('aws.ses'),
    );
    expect(others).toEqual([]);
    expect(rule?.Properties.EventPattern).toEqual({
      source: ['aws.ses'],
      'detail-type': ['Email Bounced', 'Email Complaint Received'],
      detail: { mail: { tags: { 'ses:configuration-set': [`youbet-${name}`] } } },
    });
    const [target] = rule?.Properties.Targets ?? [];
    expect(target?.Arn['Fn::GetAtt'][0]).toMatch(/^bouncesQueue/);
  });
});

describe.each(PROTECTED)('%s: what holds people’s data', (name) => {
  it('is kept when its stack goes, and cannot be deleted by mistake', () => {
    const { of, stage } = synthesized(name);
    const stateful = ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool', 'AWS::SecretsManager::Secret'];
    for (const type of stateful) {
      expect(of(type).length).toBeGreaterThan(0);
      for (const { DeletionPolicy } of of(type)) expect(DeletionPolicy).toBe('Retain');
    }
    const [table] = of<{ Replicas: object[] }>('AWS::DynamoDB::GlobalTable');
    expect(table?.Properties.Replicas).toMatchObject([
      { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
    ]);
    expect(of('AWS::Cognito::UserPool')[0]?.Properties).toMatchObject({ DeletionProtection: 'ACTIVE' });
    const { stacks } = stage.synth();
    expect(stacks.filter(({ terminationProtection }) => !terminationProtection)).toEqual([]);
    const logs = of('AWS::Logs::LogGroup');
    expect(logs.length).toBeGreaterThan(functionsOf(name).length);
    for (const { DeletionPolicy } of logs) expect(DeletionPolicy).toBe('RetainExceptOnCreate');
  });
});

it.each(NAMES)('%s: maps of the bundles are kept with a deployment to AWS', (name) => {
  const { Outputs = {} } = synthesized(name).templates[`youbet-${name}-upkeep`] as { readonly Outputs?: object };
  expect('sourceMaps' in Outputs).toBe(name !== 'local');
});

it.each(NAMES)('%s: each stack has the tags by which a bill is told apart', (name) => {
  for (const { stackName, tags } of synthesized(name).stage.synth().stacks) {
    expect(tags).toEqual({ application: 'youbet', environment: name, stack: stackName.slice(`youbet-${name}-`.length) });
  }
});

describe.each(NAMES)('%s: routes', (name) => {
  interface Route {
    readonly RouteKey: string;
    readonly ApiId: unknown;
    readonly AuthorizationType: string;
    readonly AuthorizationScopes?: readonly string[];
  }
  const [api] = synthesized(name)
    .of<{ ProtocolType: string }>('AWS::ApiGatewayV2::Api')
    .filter(({ Properties }) => Properties.ProtocolType === 'HTTP');
  const routes = synthesized(name)
    .of<Route>('AWS::ApiGatewayV2::Route')
    // A domain's stack imports the id from the gateway's stack.
    .filter(({ Properties }) => JSON.stringify(Properties.ApiId).includes(logical(api?.id ?? '')));
  const contracts = Object.values(ROUTES).flat();

  it('are those of the contracts, and one for everything else', () => {
    const keys = contracts.map(({ method, path }) => `${method} ${path}`);
    const heads = contracts.filter(hasHead).map(({ path }) => `HEAD ${path}`);
    expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual([...keys, ...heads, '$default'].sort());
    // An HTTP API has at most 300.
    expect(routes.length).toBeLessThan(300);
  });

  it.each(contracts)('$name lets in whom its contract says', ({ method, path, access }) => {
    const [route] = routes.filter(({ Properties }) => Properties.RouteKey === `${method} ${path}`);
    if (access === 'public') expect(route?.Properties.AuthorizationType).toBe('NONE');
    else expect(route?.Properties).toMatchObject({ AuthorizationType: 'JWT', AuthorizationScopes: ['youbet/user'] });
  });
});

describe('the user pool', () => {
  it('is closed, and its one client can do no more than sign in as we say', () => {
    const { of } = synthesized('prod');
    expect(of('AWS::Cognito::UserPool')[0]?.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UserPoolTier: 'ESSENTIALS',
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } },
    });
    expect(of('AWS::Cognito::UserPoolClient').map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        GenerateSecret: true,
        PreventUserExistenceErrors: 'ENABLED',
        EnableTokenRevocation: true,
        WriteAttributes: [],
        // Nothing that refuses a token is forgotten before the token has expired.
        AccessTokenValidity: TOKEN_LIFE / 60,
        RefreshTokenValidity: 7 * 24 * 60,
      }),
    ]);
  });
});

describe('access lines of the HTTP API', () => {
  it('say nothing about a person', () => {
    const [stage] = synthesized('prod')
      .of<{ StageName: string; AccessLogSettings: { Format: string } }>('AWS::ApiGatewayV2::Stage')
      .filter(({ Properties }) => Properties.StageName === '$default');
    const said = Object.values(JSON.parse(stage?.Properties.AccessLogSettings.Format ?? '{}'));
    expect(said).toContain('$context.routeKey');
    for (const personal of ['sourceIp', 'path', 'claims', 'userAgent', 'header', 'identity']) {
      expect(said.join(' ')).not.toContain(personal);
    }
  });
});

describe('cdk-nag', () => {
  it('has nothing against production that was not accepted with a reason', () => {
    const { stage } = synthesized('prod');
    const { violations } = new AwsSolutionsChecks(stage).validateScope(stage);
    expect(violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources])).toEqual([]);
  });
});

describe.each(NAMES)('%s: stacks', (name) => {
  const templates = Object.entries(synthesized(name).templates) as [string, { Resources: object; Outputs?: object }][];

  it.each(templates)('%s stays far below the limits of CloudFormation', (_, { Resources, Outputs = {} }) => {
    // The limits are 500 resources and 200 outputs.
    expect(Object.keys(Resources).length).toBeLessThan(250);
    expect(Object.keys(Outputs).length).toBeLessThan(100);
  });

  it('of a domain use no other domain’s stack', () => {
    const shared = ['data', 'identity', 'media', 'gateway', 'realtime', 'feed'].map((stack) => `youbet-${name}-${stack}`);
    const domains = templates.filter(([stack]) => !shared.includes(stack));
    expect(domains.length).toBeGreaterThan(0);
    for (const [, template] of domains) {
      const imports = [...JSON.stringify(template).matchAll(/"Fn::ImportValue":"([^:"]+):/g)].map(([, stack = '']) => stack);
      expect(shared).toEqual(expect.arrayContaining(imports));
    }
  });
});

describe('environments', () => {
  /** Names that are unique in an account and region, by the type of the resource. */
  const PHYSICAL_NAMES: Readonly<Record<string, string>> = {
    'AWS::DynamoDB::GlobalTable': 'TableName',
    'AWS::IAM::Role': 'RoleName',
    'AWS::Lambda::Function': 'FunctionName',
    'AWS::Logs::LogGroup': 'LogGroupName',
    'AWS::S3::Bucket': 'BucketName',
    'AWS::SES::ConfigurationSet': 'Name',
    'AWS::SES::EmailIdentity': 'EmailIdentity',
    'AWS::SNS::Topic': 'TopicName',
    'AWS::SQS::Queue': 'QueueName',
    'AWS::Scheduler::ScheduleGroup': 'Name',
    'AWS::SecretsManager::Secret': 'Name',
  };

  it('can share one account: no physical name stands in two of them', () => {
    const deployed = NAMES.filter((name) => name !== 'local').flatMap((name) =>
      Object.entries(PHYSICAL_NAMES).flatMap(([type, property]) =>
        synthesized(name)
          .of<Readonly<Record<string, unknown>> | undefined>(type)
          .flatMap(({ Properties }) => (Properties?.[property] === undefined ? [] : [`${type} ${Properties[property]}`])),
      ),
    );
    expect(deployed).toContain('AWS::Scheduler::ScheduleGroup youbet-prod-clock');
    expect(deployed.filter((name, index) => deployed.indexOf(name) !== index)).toEqual([]);
  });

  it('are four', () => {
    expect(NAMES).toEqual(['local', 'dev', 'staging', 'prod']);
  });

  const errorsOf = (settings: Environment) => {
    const stage = new YouBet(new App({ context: { [BUNDLING_STACKS]: [] } }), settings);
    return stage
      .synth()
      .stacks.map(({ messages }) => messages.filter(({ level }) => level === 'error').map(({ entry }) => entry.data));
  };
  it('whose configuration is not filled in cannot be deployed: each stack has an error that names what is missing', () => {
    const prod = ENVIRONMENTS.find(({ name }) => name === 'prod') as Environment;
    const errors = errorsOf({ ...prod, missing: ['account', 'mailDomain'] });
    expect(errors.length).toBeGreaterThan(10);
    for (const each of errors) expect(each).toEqual([expect.stringContaining('config/prod.json lacks account, mailDomain')]);
    expect(errorsOf({ ...prod, missing: [] }).flat()).toEqual([]);
  });

  it.each(ENVIRONMENTS)(
    'of $name leave half of the account’s concurrency to callers who wait: queues take the other half at most',
    ({ name, concurrency }) => {
      const sources = synthesized(name).of<{ readonly ScalingConfig?: { readonly MaximumConcurrency: number } }>(
        'AWS::Lambda::EventSourceMapping',
      );
      const queues = sources.flatMap(({ Properties }) => Properties.ScalingConfig ?? []);
      expect(queues.length).toBeGreaterThan(5);
      const total = queues.reduce((sum, { MaximumConcurrency }) => sum + MaximumConcurrency, 0);
      expect(total).toBeLessThanOrEqual(concurrency / 2);
    },
  );

  it.each(['dev', 'staging', 'prod'])('of AWS print the records of their mail domain: %s', (name) => {
    const { Outputs } = synthesized(name).templates[`youbet-${name}-identity`] as { readonly Outputs: object };
    expect(Object.keys(Outputs).filter((output) => output.startsWith('dkimRecord'))).toHaveLength(3);
  });

  it('are made with a value for each feature flag that this version of the CDK recommends', () => {
    expect(Object.keys(FLAGS)).toEqual(expect.arrayContaining(Object.keys(recommended)));
  });

  it('in AWS have the same limits of calls and codes', () => {
    const limits = {
      anonymousPerMinute: 10,
      freePerMinute: 100,
      premiumPerMinute: 500,
      codesPerAddressPerHour: 3,
      codesPerNetworkPerHour: 30,
      codesPerDevicePerHour: 3,
    };
    const inAws = ENVIRONMENTS.filter(({ name }) => name !== 'local');
    expect(inAws.map((each) => each.limits)).toEqual([limits, limits, limits]);
  });

  it('on a developer’s machine allow at least ten times as many calls and codes', () => {
    const limitsOf = (name: string) => Object.entries(ENVIRONMENTS.find((each) => each.name === name)?.limits ?? {});
    const local = new Map(limitsOf('local'));
    expect(limitsOf('prod')).toHaveLength(6);
    for (const [limit, calls] of limitsOf('prod')) expect(local.get(limit)).toBeGreaterThanOrEqual(10 * calls);
  });
});
