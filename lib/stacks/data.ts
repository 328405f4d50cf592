import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { GSI1, GSI2, KEYS, TTL } from '../../core/data/keys.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { allow, type Binding } from '../constructs/binding.ts';
import { addAlarms, type ImpactAlarmProps } from '../constructs/impact-alarm.ts';
import { output } from '../constructs/outputs.ts';
import { ScheduleGroup } from '../constructs/schedule-group.ts';
import type { SharedResources } from '../constructs/shared-resources.ts';
import type { Environment } from '../environments.ts';

/** Calls of DynamoDB. A transaction needs the permissions of the calls in it. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem';

type IndexName = typeof GSI1.name | typeof GSI2.name;

const key = (name: string) => ({ name, type: AttributeType.STRING });

/** The resources that every stack shares: the table, the failures bucket, the alarms topic and the group of schedules. */
export class DataStack extends Stack implements SharedResources {
  readonly settings: Environment;
  readonly table: TableV2;
  readonly failures: Bucket;
  readonly alarms: Topic;
  /** The schedules of every job and of every event's lock. */
  readonly clock: ScheduleGroup;

  constructor(scope: Construct, id: string, { settings, ...props }: StackProps & { readonly settings: Environment }) {
    super(scope, id, props);
    this.settings = settings;
    const removalPolicy = settings.protected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.table = this.#tableOf(removalPolicy);
    this.failures = new Bucket(this, 'Failures', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: settings.tls,
      lifecycleRules: [{ expiration: Duration.days(90) }],
      removalPolicy,
    });
    acknowledge(this.failures, {
      'AwsSolutions-S1': 'Only Lambda writes here, when something failed, and that raises an alarm; nobody serves from it.',
    });
    this.alarms = this.#alarmsTopic();
    if (settings.alarmEmail) this.alarms.addSubscription(new EmailSubscription(settings.alarmEmail));
    this.#addSharedAlarms();
    this.clock = new ScheduleGroup(this, 'clock', this, {
      impact:
        'Jobs do not run: games, prices, results and boards get old, people are not told of locks, and what got lost is not repeated.',
    });
    output(this, { tableName: this.table.tableName, failuresBucket: this.failures.bucketName });
  }

  /** The policy replaces SNS's default one, which allows alarms of the account to publish: without its own Allow no alarm reaches anybody. */
  #alarmsTopic(): Topic {
    const topic = new Topic(this, 'Alarms', { enforceSSL: this.settings.tls });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    return topic;
  }

  #tableOf(removalPolicy: RemovalPolicy): TableV2 {
    return new TableV2(this, 'Table', {
      partitionKey: key(KEYS.pk),
      sortKey: key(KEYS.sk),
      globalSecondaryIndexes: [
        {
          indexName: GSI1.name,
          partitionKey: key(GSI1.pk),
          sortKey: key(GSI1.sk),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: [...GSI1.projection],
        },
        {
          indexName: GSI2.name,
          partitionKey: key(GSI2.pk),
          sortKey: key(GSI2.sk),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
      timeToLiveAttribute: TTL,
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: this.settings.protected,
      removalPolicy,
    });
  }

  /** Alarms on limits that all functions share, which the alarm of no single function shows. */
  #addSharedAlarms(): void {
    const impact =
      'Requests and projections are slow or fail: the table refuses calls, because of one hot key or of a limit of the account.';
    const functions = (metricName: string, statistic: string) =>
      new Metric({ namespace: 'AWS/Lambda', metricName, statistic, period: Duration.minutes(5) });
    addAlarms(this, this.alarms, {
      ...this.#indexAlarms(),
      ReadThrottleEvents: {
        impact,
        metric: this.table.metric('ReadThrottleEvents', { statistic: 'Sum' }),
        threshold: 50,
        lasting: true,
      },
      WriteThrottleEvents: {
        impact,
        metric: this.table.metric('WriteThrottleEvents', { statistic: 'Sum' }),
        threshold: 50,
        lasting: true,
      },
      FunctionsThrottled: {
        impact: 'Requests are turned away and jobs are late: functions want more concurrency than the account has.',
        metric: functions('Throttles', 'Sum'),
        threshold: 20,
        lasting: true,
      },
      FunctionsConcurrent: {
        impact: 'Requests will be turned away soon: functions use most of the concurrency that the account has.',
        metric: functions('ConcurrentExecutions', 'Maximum'),
        threshold: this.settings.concurrency * 0.8,
      },
    });
  }

  /** DynamoDB counts what it throttles on an index apart from the table. A write that an index throttles is refused by the table. */
  #indexAlarms(): Record<string, Omit<ImpactAlarmProps, 'topic'>> {
    const events = { Read: 'Lists are slow or fail', Write: 'Writes are slow or fail' } as const;
    return Object.fromEntries(
      [GSI1, GSI2].flatMap(({ name }) =>
        Object.entries(events).map(([kind, lost]) => [
          `${kind}ThrottleEvents-${name}`,
          {
            impact: `${lost}: the index ${name} refuses calls, because of one hot key or of a limit of the account.`,
            metric: this.table.metric(`${kind}ThrottleEvents`, {
              statistic: 'Sum',
              dimensionsMap: { TableName: this.table.tableName, GlobalSecondaryIndexName: name },
            }),
            threshold: 50,
            lasting: true,
          },
        ]),
      ),
    );
  }

  /** Counts a caller's calls, and writes nothing else: the key of the row has to be a caller's. */
  get counts(): Binding {
    return this.#only('UpdateItem', '$youbet#subject_*');
  }

  /** Counts a caller's calls, marks that somebody opened an event, and writes nothing else. */
  get countsAndMarks(): Binding {
    return this.#only('UpdateItem', '$youbet#subject_*', '$youbet#demandfor_*');
  }

  /** Makes the key that signs cursors, and writes nothing else. */
  get signs(): Binding {
    return this.#only('PutItem', '$youbet#name_cursor');
  }

  /** Allows a call on items whose partition key matches one of the patterns. */
  #only(action: TableAction, ...patterns: readonly string[]): Binding {
    const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns } };
    return { allow: { ...allow([`dynamodb:${action}`], this.table.tableArn), conditions } };
  }

  /**
   * @param actions on the table
   * @param indexes on which Query is allowed too
   */
  uses(actions: readonly TableAction[], { indexes = [] }: { readonly indexes?: readonly IndexName[] } = {}): Binding[] {
    const name: Binding = { environment: { TABLE_NAME: this.table.tableName } };
    const { tableArn } = this.table;
    return [
      actions.length === 0
        ? name
        : {
            ...name,
            allow: allow(
              actions.map((action) => `dynamodb:${action}`),
              tableArn,
            ),
          },
      ...indexes.map((name) => ({ allow: allow(['dynamodb:Query'], `${tableArn}/index/${name}`) })),
    ];
  }
}
