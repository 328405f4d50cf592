import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { envIfSet } from '#platform/env';
import type { CodeSender } from './deliver-code.ts';

let client: SNSClient | undefined;

const text = (value: string) => ({ DataType: 'String', StringValue: value });

/** By SNS, straight to the number. Where a country wants a registered sender it is named by SMS_SENDER. */
export const textCode: CodeSender = async (number, code) => {
  client ??= new SNSClient({});
  const sender = envIfSet('SMS_SENDER');
  await client.send(
    new PublishCommand({
      PhoneNumber: number,
      Message: `Your YouBet code is ${code}. It is good for 10 minutes. We never ask for it.`,
      MessageAttributes: {
        'AWS.SNS.SMS.SMSType': text('Transactional'),
        ...(sender && { 'AWS.SNS.SMS.SenderID': text(sender) }),
      },
    }),
  );
};
