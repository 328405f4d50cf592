import { loadUser } from '#core/users';
import { count, log } from '#platform/log';
import { personalVault } from '#platform/personal-vault';
import { vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { isHeld } from './address-hold.store.ts';
import { identityKey } from './address-rules.ts';
import { type Mail, REFUSALS, sendMail } from './send-mail.ts';

/**
 * Sends a mail to the proven e-mail address of a user. Nothing goes to a user without one, nor to an address on hold. A mail that SES refuses
 * for good is dropped. 1.5 RRU.
 * @throws when SES failed otherwise. The error does not name the address
 */
export async function mailUser(userId: UserId, mail: Mail, now: Date): Promise<void> {
  const [user, keys] = await Promise.all([loadUser(userId), vault()]);
  const sealed = user?.addresses.find(({ channel }) => channel === 'email')?.sealed;
  if (!user || sealed === undefined) return;
  const address = (await personalVault(user)).open(sealed);
  if (await isHeld(identityKey(keys, 'email', address), now)) return count('mail.held');
  try {
    await sendMail(address, mail);
  } catch (error) {
    const { name } = error as Error;
    if (!REFUSALS.has(name)) throw new Error(`a mail was not taken: ${name}`);
    log.warn(`a mail was refused: ${name}`);
    return count('mail.refused');
  }
  count('mail.sent');
}
