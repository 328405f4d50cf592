import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';
import type { CodeSender } from './code-sender.ts';

/** The part of the client that is used here. */
interface Mail {
  send(command: SendEmailCommand): Promise<unknown>;
}

export const ses = injectable((): Mail => new SESv2Client({}));

/** Sends a code by SES from MAIL_FROM. The configuration set MAIL_CONFIGURATION_SET reports bounces and complaints (hold-address.ts). */
export const mailCode: CodeSender = async (address, code) => {
  const text = `Your YouBet code is ${code}.\n\nIt is good for 10 minutes and works once. We never ask for it.\nIf you did not ask for a code, ignore this message.`;
  await ses().send(
    new SendEmailCommand({
      FromEmailAddress: env('MAIL_FROM'),
      ConfigurationSetName: env('MAIL_CONFIGURATION_SET'),
      Destination: { ToAddresses: [address] },
      Content: {
        Simple: { Subject: { Data: 'Your YouBet code', Charset: 'UTF-8' }, Body: { Text: { Data: text, Charset: 'UTF-8' } } },
      },
    }),
  );
};
