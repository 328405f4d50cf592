import { synthesized } from './templates.ts';

export interface MetricOf {
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}
export interface Alarm extends Partial<MetricOf> {
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  /** The parts of a rate. */
  readonly Metrics?: readonly { readonly Expression?: string; readonly MetricStat?: { readonly Metric: MetricOf } }[];
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly ComparisonOperator: string;
}
/** The metrics that an alarm reads: its own, or those of its expression. */
export const metricsOf = ({ MetricName, Dimensions = [], Metrics = [] }: Alarm): MetricOf[] =>
  MetricName === undefined ? Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []) : [{ MetricName, Dimensions }];
/** The alarms of an environment that read a metric with a dimension. */
export const alarmsOn = (name: string, metric: string, dimension: string, value: unknown) =>
  synthesized(name)
    .of<Alarm>('AWS::CloudWatch::Alarm')
    .filter(({ Properties }) =>
      metricsOf(Properties).some(
        ({ MetricName, Dimensions = [] }) =>
          MetricName === metric &&
          Dimensions.some((one) => one.Name === dimension && JSON.stringify(one.Value) === JSON.stringify(value)),
      ),
    );
/** The alarms of an environment that read a metric. */
export const alarmsOnMetric = (name: string, metric: string) =>
  synthesized(name)
    .of<Alarm>('AWS::CloudWatch::Alarm')
    .filter(({ Properties }) => metricsOf(Properties).some(({ MetricName }) => MetricName === metric));
