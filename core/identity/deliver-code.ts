import * as z from 'zod';
import { epoch } from '#platform/clock';
import { count, log } from '#platform/log';
import { vault } from '#platform/vault';
import { Channel } from '#schemas/users';
import { isHeld } from './address-hold.store.ts';
import { identityKey } from './address-rules.ts';
import type { CodeSender } from './code-sender.ts';
import { mailCode } from './mail-code.ts';
import { withinBudget } from './send-budget.ts';
import { REFUSALS } from './send-mail.ts';
import { textsAreOn } from './sms-switch.store.ts';
import { textCode } from './text-code.ts';

/** A message of the codes queue. Address and code are sealed, so that a reader of the queue learns neither. */
export const CodeMessage = z.strictObject({ channel: Channel, sealed: z.string(), expiresAt: z.int() });
export type CodeMessage = z.infer<typeof CodeMessage>;

const SENDERS: Readonly<Record<Channel, CodeSender>> = { email: mailCode, sms: textCode };

/**
 * Sends a code to its address, unless it has expired or its e-mail address is on hold. The hold is looked up here and not where the code is
 * asked for, so that neither the reply nor its time tells of it. A text message is not sent while they are switched off. 0.5 RRU, and 1 WRU
 * for the budget of the hour, 2 for a text message. A code over the budget is dropped, since it would expire before the next hour; an alarm
 * sounds. A code that SES or SNS refuses for good is counted and dropped; an alarm watches their share.
 * @throws when the sender failed otherwise. The error names neither the address nor the sender's message, which often quotes the address
 */
export async function deliverCode({ channel, sealed, expiresAt }: CodeMessage, now: Date): Promise<void> {
  if (expiresAt <= epoch(now)) return;
  const keys = await vault();
  const { address, code } = JSON.parse(keys.open('message', sealed, channel)) as { address: string; code: string };
  if (channel === 'email' && (await isHeld(identityKey(keys, channel, address), now))) return count('code.held');
  if (channel === 'sms' && !(await textsAreOn())) return count('code.held');
  if (!(await withinBudget(channel, address, now))) {
    log.error(`a code by ${channel} was not sent: the budget of this hour is used up`);
    return count('code.unsent');
  }
  try {
    await SENDERS[channel](address, code);
  } catch (error) {
    const { name } = error as Error;
    if (!REFUSALS.has(name)) throw new Error(`a code by ${channel} was not taken: ${name}`);
    log.warn(`a code by ${channel} was refused: ${name}`);
    return count('code.refused');
  }
  count('code.sent');
}
