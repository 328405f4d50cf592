import * as z from 'zod';
import { contract } from './contract.ts';
import { CHOSEN_KINDS, type ChosenKind, isListed, type NotificationKind, rowOfKind } from './notifications.ts';
import { QuietHours } from './quiet-hours.ts';

/** The preferences of a user: the channels of each kind of notification, and the quiet hours. */

const Choice = z.strictObject({ in_app: z.boolean(), push: z.boolean(), email: z.boolean() });
export type ChannelChoice = z.infer<typeof Choice>;
const PushChoice = Choice.pick({ push: true });

/** A switch for each channel that a kind has. */
const KINDS_CHOSEN = {
  ...(Object.fromEntries(CHOSEN_KINDS.filter(isListed).map((name) => [name, Choice])) as Record<
    Extract<ChosenKind, NotificationKind>,
    typeof Choice
  >),
  message: PushChoice.meta({ description: rowOfKind('message').summary }),
};

export const NotificationPreferences = z
  .strictObject({ kinds: z.strictObject(KINDS_CHOSEN), quietHours: QuietHours.nullable() })
  .meta({ id: 'NotificationPreferences', description: 'The channels of each kind of notification, and the quiet hours.' });
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

const PreferencesChange = z.strictObject({
  kinds: z.strictObject(KINDS_CHOSEN).partial().meta({ description: 'Kinds that are left out keep the default of the house.' }),
  quietHours: QuietHours.nullable(),
});
export type PreferencesChange = z.output<typeof PreferencesChange>;

const tag = 'notifications';

export const GetPreferences = contract({
  name: 'GetPreferences',
  method: 'GET',
  path: '/api/v1/users/me/notification-preferences',
  summary: 'The channels of each kind of notification, and your quiet hours.',
  tag,
  access: 'user',
  gated: 'none',
  replies: { 200: NotificationPreferences },
  errors: [],
});

export const StopMails = contract({
  name: 'StopMails',
  method: 'POST',
  path: '/api/v1/unsubscribe/{token}',
  summary:
    'End all e-mails about notifications, by the link in the List-Unsubscribe header of each of them. It needs no session.',
  tag,
  access: 'public',
  gated: 'none',
  params: z.strictObject({ token: z.string().regex(/^\d{1,3}\.[A-Za-z0-9_-]{20,200}$/, 'must be the token of an e-mail') }),
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
  limits: [{ calls: 30, seconds: 60 }],
});

export const SetPreferences = contract({
  name: 'SetPreferences',
  method: 'PUT',
  path: '/api/v1/users/me/notification-preferences',
  summary: 'Replace the channels of each kind of notification, and your quiet hours.',
  tag,
  access: 'user',
  gated: 'none',
  body: PreferencesChange,
  replies: { 200: NotificationPreferences },
  errors: [],
  limits: [{ calls: 30, seconds: 60 }],
});
