import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Environment } from '../environments.ts';

/** Resources that the functions of every stack use. The data stack makes them. */
export interface SharedResources {
  readonly settings: Environment;
  /** Lambda keeps events and records here that failed for good, under `aws/lambda/`. */
  readonly failures: IBucket;
  /** Every alarm notifies this topic. */
  readonly alarms: ITopic;
}
