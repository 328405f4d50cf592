import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { env } from '#platform/env';
import type { CodeSender } from './code-sender.ts';

let client: SESv2Client | undefined;

/** Sends a code by SES, from the verified identity MAIL_FROM. */
export const mailCode: CodeSender = async (address, code) => {
  client ??= new SESv2Client({});
  const text = `Your YouBet code is ${code}.\n\nIt is good for 10 minutes and works once. We never ask for it.\nIf you did not ask for a code, ignore this message.`;
  await client.send(
    new SendEmailCommand({
      FromEmailAddress: env('MAIL_FROM'),
      Destination: { ToAddresses: [address] },
      Content: {
        Simple: { Subject: { Data: 'Your YouBet code', Charset: 'UTF-8' }, Body: { Text: { Data: text, Charset: 'UTF-8' } } },
      },
    }),
  );
};
