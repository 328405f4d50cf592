import type { IDestination, IEventSourceDlq } from 'aws-cdk-lib/aws-lambda';
import type { Binding } from './binding.ts';
import type { Ground } from './ground.ts';

/**
 * Where Lambda leaves what a function could not do after all its tries: the event of an asynchronous call, the records of a stream. CDK's
 * own destinations would let the function read and delete what others left there.
 */
export const failuresTo = ({ failures }: Ground): IDestination & IEventSourceDlq => ({
  bind: () => ({ destination: failures.bucketArn }),
});

/** What its function needs for that. */
export const leaveFailures = ({ failures }: Ground): readonly Binding[] => [
  { allow: { actions: ['s3:ListBucket'], resources: [failures.bucketArn] } },
  {
    allow: {
      actions: ['s3:PutObject'],
      resources: [failures.arnForObjects('aws/lambda/*')],
      because: 'Lambda makes up the name of each object, from the function, the time and a random id.',
    },
  },
];
