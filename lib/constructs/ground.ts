import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Environment } from '../environments.ts';

/** What every function stands on. */
export interface Ground {
  readonly settings: Environment;
  /** Where Lambda leaves what failed for good, as `aws/lambda/...`. */
  readonly failures: IBucket;
  readonly alarms: ITopic;
}
