import { Logger } from '@aws-lambda-powertools/logger';
import { envIfSet } from './env.ts';

/**
 * Structured JSON lines. A door writes one wide line per invocation (lambdas/middleware/observe.ts); anything else that is logged is a
 * warning or an error worth an alarm. Never a code, a token, an address, a key or a URL that carries one.
 */
export const log = new Logger({ serviceName: 'youbet' });

/** Only a function's output is read for metrics. */
const isRead = envIfSet('AWS_LAMBDA_FUNCTION_NAME') !== undefined;

/** One CloudWatch metric in embedded metric format, on a line of its own: counted without a call to CloudWatch. */
export function count(metric: string, value = 1, dimensions: Readonly<Record<string, string>> = {}): void {
  if (!isRead) return;
  const names = Object.keys(dimensions);
  console.log(
    JSON.stringify({
      _aws: {
        Timestamp: Date.now(),
        CloudWatchMetrics: [{ Namespace: 'YouBet', Dimensions: [names], Metrics: [{ Name: metric, Unit: 'Count' }] }],
      },
      ...dimensions,
      [metric]: value,
    }),
  );
}
