import { inject } from 'vitest';
import { clientOf } from '../../local/dev/cloud/aws.ts';
import { readStackFile, type StackFile } from '../../local/dev/cloud/stack-file.ts';

let read: StackFile | undefined;

/** The stack that these tests run against. */
export const stack = (): StackFile => {
  read ??= readStackFile(inject('stackFile'));
  return read;
};

/** Settings of any SDK client: `new SQSClient(aws())`. */
export const aws = () => clientOf(inject('awsEndpoint'));
