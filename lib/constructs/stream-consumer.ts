import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventSourceMapping, FilterCriteria, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { allow, type Binding } from './binding.ts';
import { DoorFunction, type FunctionProps } from './door-function.ts';
import { failuresTo, leaveFailures } from './failures.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import type { SharedResources } from './shared-resources.ts';

export interface StreamConsumerProps extends FunctionProps {
  /** One sentence that says what users lose while records fail. It becomes the description of both alarms. */
  readonly impact: string;
  readonly table: ITableV2;
  /** ElectroDB names of the entities whose changes the function receives. Filtered records cost nothing. */
  readonly entities: readonly string[];
}

/**
 * A reader of the table's stream. A stream bears two readers; more of them throttle each other. A failing batch is halved until the
 * failing record is alone; after ten retries its content goes to the failures bucket and the stream continues. A reader that fails falls
 * behind, so its age shows that.
 */
export class StreamConsumer extends Construct {
  readonly handler: DoorFunction;

  constructor(
    scope: Construct,
    id: string,
    shared: SharedResources,
    { table, entities, uses = [], impact, ...door }: StreamConsumerProps,
  ) {
    super(scope, id);
    const stream = table.tableStreamArn ?? '';
    const read: readonly Binding[] = [
      { allow: allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], stream) },
      {
        allow: {
          actions: ['dynamodb:ListStreams'],
          resources: [`${table.tableArn}/stream/*`],
          because: 'The call lists all streams of the table.',
        },
      },
    ];
    this.handler = new DoorFunction(this, shared, {
      ...door,
      shownBy: 'the age of the stream',
      uses: [...uses, ...read, ...leaveFailures(shared)],
    });
    const { fn } = this.handler;
    // A removal has no new image and a creation no old one, so each image needs a pattern.
    const filters = ['NewImage', 'OldImage'].map((image) =>
      FilterCriteria.filter({ dynamodb: { [image]: { __edb_e__: { S: [...entities] } } } }),
    );
    const source = new EventSourceMapping(this, 'Source', {
      target: fn,
      eventSourceArn: stream,
      // LATEST can miss writes that happen while the mapping is being created.
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters,
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(12),
      supportS3OnFailureDestination: true,
      onFailure: failuresTo(shared),
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    new ImpactAlarm(this, 'GivenUp', {
      impact,
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'OnFailureDestinationDeliveredEventCount',
        dimensionsMap: { EventSourceMappingUUID: source.eventSourceMappingId },
        statistic: 'Sum',
      }),
      topic: shared.alarms,
    });
    new ImpactAlarm(this, 'Late', {
      impact,
      metric: fn.metric('IteratorAge', { statistic: 'Maximum' }),
      threshold: Duration.minutes(10).toMilliseconds(),
      topic: shared.alarms,
    });
  }
}
