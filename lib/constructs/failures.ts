import type { IDestination, IEventSourceDlq } from 'aws-cdk-lib/aws-lambda';
import type { Binding } from './binding.ts';
import type { SharedResources } from './shared-resources.ts';

/**
 * The destination for the event of an asynchronous call, or the records of a stream, that failed for good. CDK's own destinations would
 * also let the function read and delete other failures.
 */
export const failuresTo = ({ failures }: SharedResources): IDestination & IEventSourceDlq => ({
  bind: () => ({ destination: failures.bucketArn }),
});

/** The calls that Lambda makes in the function's name to write there. */
export const leaveFailures = ({ failures }: SharedResources): readonly Binding[] => [
  { allow: { actions: ['s3:ListBucket'], resources: [failures.bucketArn] } },
  {
    allow: {
      actions: ['s3:PutObject'],
      resources: [failures.arnForObjects('aws/lambda/*')],
      because: 'Lambda names each object after the function, the time and a random id.',
    },
  },
];
