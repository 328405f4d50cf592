import { epoch } from '#platform/clock';
import { count } from '#platform/log';
import { vault } from '#platform/vault';
import { putHold } from './address-hold.store.ts';
import { identityKey, normalise } from './address-rules.ts';
import { holdOf, type MailEvent } from './mail-event-rules.ts';

/**
 * Puts the recipient of a mail on hold after a hard bounce or a complaint. A repeated event changes nothing: the hold runs from the event's
 * time. The address is `mail.destination`, which SES writes. `bouncedRecipients` come from the report of a mail server, which could name
 * somebody else's address.
 */
export async function holdAddress(event: MailEvent, now: Date): Promise<void> {
  const hold = holdOf(event);
  if (hold === null || hold.expiresAt <= epoch(now)) return;
  const [destination] = event.detail.mail.destination;
  const key = identityKey(await vault(), 'email', normalise('email', destination));
  if (await putHold({ identityKey: key, ...hold })) count('address.held');
}
