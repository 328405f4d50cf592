import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { acknowledge } from './acknowledge.ts';

/**
 * A bucket that is encrypted, closed to the public and kept with its environment.
 * @param unlogged the reason why it needs no log of its accesses
 */
export function privateBucket(scope: Construct, id: string, settings: Environment, unlogged: string, props: BucketProps): Bucket {
  const bucket = new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: settings.tls,
    removalPolicy: settings.protected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...props,
    lifecycleRules: [...(props.lifecycleRules ?? []), { abortIncompleteMultipartUploadAfter: Duration.days(1) }],
  });
  acknowledge(bucket, { 'AwsSolutions-S1': unlogged });
  return bucket;
}

/** Has S3 tell EventBridge of each object. The CDK's own property would add a function that sets this after the deployment. */
export function tellEventBridge(bucket: Bucket): void {
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
