import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { envIfSet } from '#platform/env';
import { injectable } from '#platform/injectable';
import type { CodeSender } from './code-sender.ts';

/** The part of the client that is used here. */
interface Texts {
  send(command: PublishCommand): Promise<unknown>;
}

export const sns = injectable((): Texts => new SNSClient({}));

const text = (value: string) => ({ DataType: 'String', StringValue: value });

/** Sends a code to a phone number. */
export const textCode: CodeSender = (number, code) =>
  sendText(number, `Your YouBet code is ${code}. It is good for 10 minutes. We never ask for it.`);

/** Sends a text by SNS to a phone number. SMS_SENDER names the sender where a country requires a registered one. */
export async function sendText(number: string, message: string): Promise<void> {
  const sender = envIfSet('SMS_SENDER');
  await sns().send(
    new PublishCommand({
      PhoneNumber: number,
      Message: message,
      MessageAttributes: {
        'AWS.SNS.SMS.SMSType': text('Transactional'),
        ...(sender && { 'AWS.SNS.SMS.SenderID': text(sender) }),
      },
    }),
  );
}
