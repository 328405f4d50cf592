import * as z from 'zod';
import { loadUser } from '#core/users';
import { count, log } from '#platform/log';
import { personalVault } from '#platform/personal-vault';
import { vault } from '#platform/vault';
import { ShowUndo, UNDO_HOURS } from '#schemas/addresses';
import { UserId } from '#schemas/common';
import { addressChangesOf } from './address-change.store.ts';
import { isHeld } from './address-hold.store.ts';
import { identityKey } from './address-rules.ts';
import { withinBudget } from './send-budget.ts';
import { REFUSALS, sendMail } from './send-mail.ts';
import { textsAreOn } from './sms-switch.store.ts';
import { sendText } from './text-code.ts';
import { writeUndoToken } from './undo-token.ts';

/** A message of the codes queue: a change of addresses that the addresses of before are told of. `api` is the address of the API. */
export const AddressChangeMessage = z.strictObject({ userId: UserId, number: z.int().min(1), api: z.url() });
export type AddressChangeMessage = z.infer<typeof AddressChangeMessage>;

/**
 * Tells the addresses that a user had before a change, with a link that undoes it: each e-mail address, and a phone number if it is the one that
 * was replaced or removed. A change that was undone, or is too old, is told nobody. 2 RRU; 1 WRU for each message.
 * @throws when a message was not taken; all are then sent again
 */
export async function tellAddressChange({ userId, number, api }: AddressChangeMessage, now: Date): Promise<void> {
  const [user, changes] = await Promise.all([loadUser(userId), addressChangesOf(userId, now)]);
  const change = changes.find((one) => one.number === number);
  if (!user || !change) return;
  const own = await personalVault(user);
  const keys = await vault();
  const link = `${api}${ShowUndo.path.replace('{token}', writeUndoToken(keys, { userId, number }))}`;
  for (const { channel, sealed } of change.before) {
    if (channel === 'sms' && (change.channel !== 'sms' || !(await textsAreOn()))) continue;
    const address = own.open(sealed);
    if (channel === 'email' && (await isHeld(identityKey(keys, channel, address), now))) continue;
    if (!(await withinBudget(channel, address, now))) {
      log.error(`a change of addresses was not told by ${channel}: the budget of this hour is used up`);
      count('code.unsent');
      continue;
    }
    try {
      if (channel === 'email') await sendMail(address, { subject: 'Your YouBet sign-in has changed', text: textOf(link) });
      else await sendText(address, `Your YouBet sign-in has changed. If it was not you, undo it: ${link}`);
    } catch (error) {
      const { name } = error as Error;
      if (!REFUSALS.has(name)) throw new Error(`a change of addresses was not told by ${channel}: ${name}`);
      log.warn(`a change of addresses was refused by ${channel}: ${name}`);
    }
  }
}

const textOf = (link: string): string =>
  `The ways by which you sign in to YouBet have changed.\n\nIf it was not you, undo it within ${UNDO_HOURS} hours. This signs every device out:\n${link}\n\nIf it was you, ignore this message.`;
