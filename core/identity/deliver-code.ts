import * as z from 'zod';
import { epoch } from '#platform/clock';
import { vault } from '#platform/vault';
import { Channel } from '#schemas/users';
import type { CodeSender } from './code-sender.ts';
import { mailCode } from './mail-code.ts';
import { textCode } from './text-code.ts';

/** A message of the codes queue. Address and code are sealed, so that a reader of the queue learns neither. */
export const CodeMessage = z.strictObject({ channel: Channel, sealed: z.string(), expiresAt: z.int() });
export type CodeMessage = z.infer<typeof CodeMessage>;

const SENDERS: Readonly<Record<Channel, CodeSender>> = { email: mailCode, sms: textCode };

/**
 * Sends a code to its address, unless it has expired.
 * @throws when the sender failed. The error names neither the address nor the sender's message, which often quotes the address
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
