/**
 * The link by which a user's e-mails end, in the header of each of them: https://www.rfc-editor.org/rfc/rfc8058. Its token names the user and
 * is good for nothing else. It does not expire, since mails are kept.
 */
import { DomainError } from '#errors';
import { env } from '#platform/env';
import { vault } from '#platform/vault';
import { isUserId, type UserId } from '#schemas/common';
import { StopMails } from '#schemas/notification-preferences';
import { CHOSEN_KINDS } from '#schemas/notifications';
import { channelsOf, quietHoursOf, setPreferencesOf, settingsOf } from './notification-settings.store.ts';

const ABOUT = 'unsubscribe';

/** The address that a mail program posts to. */
export async function unsubscribeLink(userId: UserId): Promise<string> {
  const token = (await vault()).seal('unsubscribe', userId, ABOUT);
  return `${env('API_URL')}${StopMails.path.replace('{token}', token)}`;
}

/** Switches e-mails off for all kinds that can be. Twice is once. 1 RRU and 1 WRU. @throws NOT_FOUND for a token that is not ours */
export async function stopMails(token: string): Promise<void> {
  const userId = await userOfToken(token);
  const settings = await settingsOf(userId);
  const kinds = CHOSEN_KINDS.filter((kind) => channelsOf(settings, kind).email);
  // Nobody who has chosen nothing gets mails; the settings of who is gone do not come back.
  if (settings === null || kinds.length === 0) return;
  const chosen = Object.fromEntries(settings.kinds?.map(({ kind, ...channels }) => [kind, { ...channels, email: false }]) ?? []);
  await setPreferencesOf(userId, { kinds: chosen, quietHours: quietHoursOf(settings) });
}

async function userOfToken(token: string): Promise<UserId> {
  const keys = await vault();
  try {
    const userId = keys.open('unsubscribe', token, ABOUT);
    if (isUserId(userId)) return userId;
  } catch {
    // Whoever tries tokens gets the same reply for each.
  }
  throw new DomainError('NOT_FOUND', 'There is nothing here.');
}
