import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { GSI1, KEYS, TTL } from '../../core/data/keys.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { HouseAlarm } from '../constructs/alarm.ts';
import { allow, type Binding } from '../constructs/binding.ts';
import type { Ground } from '../constructs/ground.ts';
import { output } from '../constructs/outputs.ts';
import type { Environment } from '../environments.ts';

/** The calls that a function makes to the table. A transaction is allowed by what is in it. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem';

const key = (name: string) => ({ name, type: AttributeType.STRING });

/** What everything stands on: the one table, the place for what failed for good, the topic that alarms go to. */
export class DataStack extends Stack implements Ground {
  readonly settings: Environment;
  readonly table: TableV2;
  readonly failures: Bucket;
  readonly alarms: Topic;

  constructor(scope: Construct, id: string, { settings, ...props }: StackProps & { readonly settings: Environment }) {
    super(scope, id, { ...props, terminationProtection: settings.protected });
    this.settings = settings;
    const removalPolicy = settings.protected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    this.table = new TableV2(this, 'Table', {
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
      ],
      timeToLiveAttribute: TTL,
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: settings.protected,
      removalPolicy,
    });

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

    this.alarms = new Topic(this, 'Alarms', { enforceSSL: settings.tls });
    if (settings.alarmEmail) this.alarms.addSubscription(new EmailSubscription(settings.alarmEmail));

    for (const metricName of ['ReadThrottleEvents', 'WriteThrottleEvents']) {
      new HouseAlarm(this, metricName, {
        impact:
          'Requests and projections are slow or fail: the table refuses calls, because of one hot key or of a limit of the account.',
        metric: this.table.metric(metricName, { statistic: 'Sum' }),
        topic: this.alarms,
      });
    }

    output(this, { tableName: this.table.tableName, failuresBucket: this.failures.bucketName });
  }

  /** @param index also Query on the index */
  uses(actions: readonly TableAction[], { index = false } = {}): Binding[] {
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
      ...(index ? [{ allow: allow(['dynamodb:Query'], `${tableArn}/index/${GSI1.name}`) }] : []),
    ];
  }
}
