import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventSourceMapping, FilterCriteria, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { HouseAlarm } from './alarm.ts';
import { allow, type Binding } from './binding.ts';
import { failuresTo, leaveFailures } from './failures.ts';
import type { Ground } from './ground.ts';
import { HouseFunction, type HouseFunctionProps } from './house-function.ts';

export interface StreamConsumerProps extends Omit<HouseFunctionProps, 'asynchronous'> {
  readonly table: ITableV2;
  /** Whose records it wants, by ElectroDB's marker of the entity. Other records cost nothing. */
  readonly entities: readonly string[];
}

/**
 * A reader of the table's stream (two at most per table, or they throttle each other). A record that still fails after all tries, alone
 * in its batch, goes to the failures bucket with its content, and the stream goes on.
 */
export class StreamConsumer extends Construct {
  readonly handler: HouseFunction;

  constructor(scope: Construct, id: string, ground: Ground, { table, entities, uses = [], ...door }: StreamConsumerProps) {
    super(scope, id);
    const stream = table.tableStreamArn ?? '';
    const read: readonly Binding[] = [
      { allow: allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], stream) },
      {
        allow: {
          actions: ['dynamodb:ListStreams'],
          resources: [`${table.tableArn}/stream/*`],
          because: 'It lists the streams of the table, of which the pattern is the name.',
        },
      },
    ];
    this.handler = new HouseFunction(this, ground, { ...door, uses: [...uses, ...read, ...leaveFailures(ground)] });
    const { fn } = this.handler;
    // A removal has no new image, so each kind of record needs a pattern.
    const filters = ['NewImage', 'OldImage'].map((image) =>
      FilterCriteria.filter({ dynamodb: { [image]: { __edb_e__: { S: [...entities] } } } }),
    );
    const source = new EventSourceMapping(this, 'Source', {
      target: fn,
      eventSourceArn: stream,
      // LATEST may miss what is written while the mapping is being made.
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters,
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(12),
      supportS3OnFailureDestination: true,
      onFailure: failuresTo(ground),
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    const { impact } = door;
    new HouseAlarm(this, 'GivenUp', {
      impact,
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'OnFailureDestinationDeliveredEventCount',
        dimensionsMap: { EventSourceMappingUUID: source.eventSourceMappingId },
        statistic: 'Sum',
      }),
      topic: ground.alarms,
    });
    new HouseAlarm(this, 'Late', {
      impact,
      metric: fn.metric('IteratorAge', { statistic: 'Maximum' }),
      threshold: Duration.minutes(10).toMilliseconds(),
      topic: ground.alarms,
    });
  }
}
