import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';

/** The part of the client that is used here. */
interface MailClient {
  send(command: SendEmailCommand): Promise<unknown>;
}

export const ses = injectable((): MailClient => new SESv2Client({}));

/** A plain text that goes out by e-mail. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
  /** Further headers by their names. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Errors of SES and SNS about the one message. Another try ends alike, and a dead letter would let any caller raise an alarm. */
export const REFUSALS: ReadonlySet<string> = new Set(['BadRequestException', 'MessageRejected', 'InvalidParameterException']);

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** Sends a mail by SES from MAIL_FROM. The configuration set MAIL_CONFIGURATION_SET reports bounces and complaints (hold-address.ts). */
export async function sendMail(address: string, { subject, text, headers }: Mail): Promise<void> {
  const Headers = headers && Object.entries(headers).map(([Name, Value]) => ({ Name, Value }));
  await ses().send(
    new SendEmailCommand({
      FromEmailAddress: env('MAIL_FROM'),
      ConfigurationSetName: env('MAIL_CONFIGURATION_SET'),
      Destination: { ToAddresses: [address] },
      Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text) }, ...(Headers && { Headers }) } },
    }),
  );
}
