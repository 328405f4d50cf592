import type { User } from '#actor';
import type { NotificationPreferences, PreferencesChange } from '#schemas/notification-preferences';
import { CHOSEN_KINDS, rowOfKind } from '#schemas/notifications';
import { channelsOf, quietHoursOf, setPreferencesOf, settingsOf } from './notification-settings.store.ts';

/** The channels that each kind has, switched on or off, and the quiet hours. 1 RRU. */
export async function getPreferences({ userId }: User): Promise<NotificationPreferences> {
  const settings = await settingsOf(userId);
  const kinds = Object.fromEntries(
    CHOSEN_KINDS.map((kind) => {
      const chosen = channelsOf(settings, kind);
      return [kind, Object.fromEntries(rowOfKind(kind).channels.map((channel) => [channel, chosen[channel]]))];
    }),
  );
  return { kinds: kinds as NotificationPreferences['kinds'], quietHours: quietHoursOf(settings) };
}

/** Replaces them. Kinds that are left out get the defaults. 1 WRU and 1 RRU. */
export async function setPreferences(actor: User, change: PreferencesChange): Promise<NotificationPreferences> {
  await setPreferencesOf(actor.userId, change);
  return getPreferences(actor);
}
