import type { User } from '#actor';
import {
  CHOSEN_KINDS,
  type ChannelChoice,
  type ChosenKind,
  type NotificationPreferences,
  type PreferencesChange,
} from '#schemas/notifications';
import { channelsOf, quietHoursOf, setPreferencesOf, settingsOf } from './notification-settings.store.ts';

/** The channels of each kind, and the quiet hours. 1 RRU. */
export async function getPreferences({ userId }: User): Promise<NotificationPreferences> {
  const settings = await settingsOf(userId);
  const kinds = Object.fromEntries(CHOSEN_KINDS.map((kind) => [kind, channelsOf(settings, kind)]));
  return { kinds: kinds as Record<ChosenKind, ChannelChoice>, quietHours: quietHoursOf(settings) };
}

/** Replaces them. Kinds that are left out get the defaults. 1 WRU and 1 RRU. */
export async function setPreferences(actor: User, change: PreferencesChange): Promise<NotificationPreferences> {
  await setPreferencesOf(actor.userId, change);
  return getPreferences(actor);
}
