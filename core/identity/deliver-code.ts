import * as z from 'zod';
import { epoch } from '#platform/clock';
import { vault } from '#platform/vault';
import { Channel } from '#schemas/users';
import { mailCode } from './mail-code.ts';
import { textCode } from './text-code.ts';

/** What travels through the codes queue. Address and code are sealed: who reads the queue learns neither. */
export const CodeMessage = z.strictObject({ channel: Channel, sealed: z.string(), expiresAt: z.int() });
export type CodeMessage = z.infer<typeof CodeMessage>;

/** Brings a code to an address, or throws, for the queue's retry. Brought twice it is still the same code. */
export type CodeSender = (address: string, code: string) => Promise<void>;

const SENDERS: Readonly<Record<Channel, CodeSender>> = { email: mailCode, sms: textCode };

/**
 * A code that nobody could use any more is not sent.
 * @throws when it was not taken, without saying to whom: what a sender complains of often quotes the address
 */
export async function deliverCode({ channel, sealed, expiresAt }: CodeMessage, now: Date): Promise<void> {
  if (expiresAt <= epoch(now)) return;
  const { address, code } = JSON.parse((await vault()).open('message', sealed, channel)) as { address: string; code: string };
  try {
    await SENDERS[channel](address, code);
  } catch (error) {
    throw new Error(`a code by ${channel} was not taken: ${(error as Error).name}`);
  }
}
