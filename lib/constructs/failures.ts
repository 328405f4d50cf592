import type { IDestination, IEventSourceDlq, IEventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { allow } from './binding.ts';

/**
 * Where Lambda leaves what a function could not do after all its tries: the event of an asynchronous call, the records of a stream. CDK's
 * own destination would let the function read and delete what others left there.
 */
export class FailuresTo implements IDestination, IEventSourceDlq {
  readonly #bucket: IBucket;

  constructor(bucket: IBucket) {
    this.#bucket = bucket;
  }

  bind(_: IConstruct | IEventSourceMapping, fn: IFunction): { destination: string } {
    fn.addToRolePolicy(allow(['s3:PutObject'], this.#bucket.arnForObjects('aws/lambda/*')));
    fn.addToRolePolicy(allow(['s3:ListBucket'], this.#bucket.bucketArn));
    return { destination: this.#bucket.bucketArn };
  }
}
