import { Duration } from 'aws-cdk-lib';
import { Alarm, type AlarmProps, ComparisonOperator, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { SharedResources } from './shared-resources.ts';

const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD, LESS_THAN_THRESHOLD } = ComparisonOperator;

export interface ImpactAlarmProps extends Pick<AlarmProps, 'metric'> {
  /** The alarm's description: one sentence that says what users lose. The person on call reads it first. */
  readonly impact: string;
  /** The alarm sounds at this value and above. Default: 1. */
  readonly threshold?: number;
  /** Replaces `threshold`: the alarm sounds under this value. */
  readonly below?: number;
  /** The alarm sounds when two of the last three periods are at the threshold, so that one bad moment wakes nobody. */
  readonly lasting?: true;
  readonly topic: ITopic;
}

/** An alarm on one period of a metric, or on two of three. Missing data counts as healthy. */
export class ImpactAlarm extends Construct {
  constructor(scope: Construct, id: string, { metric, impact, threshold = 1, below, lasting, topic }: ImpactAlarmProps) {
    super(scope, id);
    new Alarm(this, 'Resource', {
      metric,
      threshold: below ?? threshold,
      ...(lasting ? { evaluationPeriods: 3, datapointsToAlarm: 2 } : { evaluationPeriods: 1 }),
      comparisonOperator: below === undefined ? GREATER_THAN_OR_EQUAL_TO_THRESHOLD : LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: impact,
    }).addAlarmAction(new SnsAction(topic));
  }
}

/** Sums of failures, and of all attempts or of those that succeeded. */
type Attempts = { readonly failed: Metric } & ({ readonly all: Metric } | { readonly succeeded: Metric });

/**
 * The share of attempts that fail, in percent of five minutes, as a lasting alarm. One failure, or one caller's few, do not sound it.
 * @param percent the alarm sounds at this share and above
 * @param least fewer failures than this in five minutes count as none
 */
export const failureRate = (
  { settings }: SharedResources,
  { failed, ...attempts }: Attempts,
  { percent, least }: { readonly percent: number; readonly least: number },
): Pick<ImpactAlarmProps, 'metric' | 'threshold' | 'lasting'> => {
  if (!settings.rates) return { metric: failed, threshold: least, lasting: true };
  const all = 'all' in attempts ? 'all' : '(failed + FILL(succeeded, 0))';
  const metric = new MathExpression({
    expression: `IF(failed >= ${least}, 100 * failed / ${all}, 0)`,
    usingMetrics: { failed, ...attempts },
    period: Duration.minutes(5),
  });
  return { metric, threshold: percent, lasting: true };
};

/** Adds a table of alarms, by construct id. */
export function addAlarms(scope: Construct, topic: ITopic, alarms: Readonly<Record<string, Omit<ImpactAlarmProps, 'topic'>>>) {
  for (const [id, alarm] of Object.entries(alarms)) new ImpactAlarm(scope, id, { ...alarm, topic });
}

/** The CloudWatch namespace of an environment's own metrics, so that environments in one account do not count together. */
export const metricsNamespace = ({ settings }: SharedResources): string => `YouBet/${settings.name}`;

/** A metric of core/platform/log.ts: what `count()` counts, or the milliseconds that something took(). */
export const counted = (
  shared: SharedResources,
  metricName: string,
  { statistic = 'Sum', period = Duration.minutes(5), dimensionsMap = {} } = {},
): Metric => new Metric({ namespace: metricsNamespace(shared), metricName, statistic, period, dimensionsMap });
