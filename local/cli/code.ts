import { LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { codesIn, mailbox } from '../client/mailbox.ts';
import { until } from '../client/until.ts';
import { clientOf } from '../dev/cloud/aws.ts';
import { readStackFile, type StackFile } from '../dev/cloud/stack-file.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run -s code -- <person>`: prints the newest sign-in code that the local cloud sent to a person. A person is an e-mail address, the
 * part of one before the @, or a phone number with its country code.
 */
const USAGE = 'npm run -s code -- ann  (or ann@youbet.example, or +12025550100)';

await command(async () => {
  const { positionals } = readArguments(USAGE, { allowPositionals: true });
  const [person, ...rest] = positionals;
  if (person === undefined || rest.length > 0) throw new CommandError(`Usage: ${USAGE}`);
  const stack = readStackFile();
  await codesSent(stack);
  const { messagesTo } = mailbox(() => stack.awsEndpoint);
  const messages = person.startsWith('+')
    ? await messagesTo('sms', (to) => to === person)
    : await messagesTo('email', (to) => to === person || to.split('@')[0] === person);
  const code = codesIn(messages).at(-1);
  if (code === undefined) throw new CommandError(`No code was sent to ${person}: POST /api/v1/auth/otp/send sends one.`);
  process.stdout.write(`${code}\n`);
});

/** Waits until the queue of codes is empty, so that a code that was asked for just now is in the mailbox. */
async function codesSent({ awsEndpoint, functions }: StackFile): Promise<void> {
  const [lambda, sqs] = [new LambdaClient(clientOf(awsEndpoint)), new SQSClient(clientOf(awsEndpoint))];
  const { EventSourceMappings = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: functions['send-code'] }),
  );
  const QueueName = EventSourceMappings[0]?.EventSourceArn?.split(':').at(-1);
  if (QueueName === undefined) throw new CommandError('The function send-code reads no queue.');
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const counts = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  await until('the queue of codes to be empty', async () => {
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...counts] }));
    return counts.every((name) => Attributes[name] === '0') || undefined;
  });
}
