import { Logger } from '@aws-lambda-powertools/logger';
import { envIfSet } from './env.ts';

/**
 * Structured JSON lines. A door writes one line per invocation (lambdas/middleware/observe.ts); other lines are warnings and errors worth
 * an alarm. No line holds a code, a token, an address, a key, or a URL that carries one.
 */
export const log = new Logger({ serviceName: 'youbet' });

/** The namespace of this environment's metrics. Only a deployed function has one, since CloudWatch reads the output of functions alone. */
const namespace = envIfSet('METRICS_NAMESPACE');

type Dimensions = Readonly<Record<string, string>>;

/** Counts something, in CloudWatch's metrics. Nothing is printed outside of a deployed function. */
export const count = (metric: string, value = 1, dimensions: Dimensions = {}): void =>
  print(metric, { value, unit: 'Count', dimensions });

/** Measures the milliseconds of the server's clock since an instant, in CloudWatch's metrics. */
export const took = (metric: string, since: Date, dimensions: Dimensions = {}): void =>
  print(metric, { value: Date.now() - since.getTime(), unit: 'Milliseconds', dimensions });

/**
 * Prints one metric as a line in CloudWatch's embedded metric format, which needs no call to CloudWatch. It writes to the output itself: under
 * the log format JSON, Lambda wraps a line of `console` into another object, in which CloudWatch finds no metric.
 */
function print(
  metric: string,
  { value, unit, dimensions }: { readonly value: number; readonly unit: string; readonly dimensions: Dimensions },
): void {
  if (namespace === undefined) return;
  const names = Object.keys(dimensions);
  const line = {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [names], Metrics: [{ Name: metric, Unit: unit }] }],
    },
    ...dimensions,
    [metric]: value,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
