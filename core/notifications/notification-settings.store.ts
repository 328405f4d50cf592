import { conditionHeld } from '#data/transaction';
import type { UserId } from '#schemas/common';
import type { ChannelChoice, PreferencesChange } from '#schemas/notification-preferences';
import { type ChosenKind, type NotificationKind, rowOfKind } from '#schemas/notifications';
import type { QuietHours } from '#schemas/quiet-hours';
import { notificationSettingsEntity, type StoredSettings } from './notification-settings.entity.ts';

/** A user's settings; null while they have none. Consistent; 1 RRU. */
export async function settingsOf(userId: string): Promise<StoredSettings | null> {
  const { data } = await notificationSettingsEntity().get({ userId }).go({ consistent: true });
  return data;
}

/** The channels on which a user is told of a kind. */
export function channelsOf(settings: StoredSettings | null, kind: NotificationKind | ChosenKind): ChannelChoice {
  const chosen = settings?.kinds?.find((choice) => choice.kind === kind);
  return chosen ? { in_app: chosen.in_app, push: chosen.push, email: chosen.email } : rowOfKind(kind).defaults;
}

/** The channels that a kind does not have are off. */
const NO_CHANNELS: ChannelChoice = { in_app: false, push: false, email: false };

export const quietHoursOf = (settings: StoredSettings | null): QuietHours | null => settings?.quietHours ?? null;

/** Notes that the list was seen down from a notification. Notes of older ones change nothing. 1 WRU. */
export const setSeen = (userId: UserId, through: string): Promise<boolean> =>
  conditionHeld(
    notificationSettingsEntity()
      .upsert({ userId, seenThrough: through })
      .where((attr, op) => `${op.notExists(attr.seenThrough)} OR ${op.lt(attr.seenThrough, through)}`)
      .go(),
  );

/** Replaces the preferences, and leaves what was seen. 1 WRU. */
export async function setPreferencesOf(userId: UserId, { kinds, quietHours }: PreferencesChange): Promise<void> {
  const chosen = Object.entries(kinds).flatMap(([kind, choice]) => (choice ? [{ kind, ...NO_CHANNELS, ...choice }] : []));
  const update = notificationSettingsEntity().upsert({ userId, kinds: chosen, ...(quietHours && { quietHours }) });
  if (quietHours) await update.go();
  else await notificationSettingsEntity().update({ userId }).set({ kinds: chosen }).remove(['quietHours']).go();
}

/** 1 WRU. */
export async function eraseSettings(userId: UserId): Promise<void> {
  await notificationSettingsEntity().delete({ userId }).go();
}
