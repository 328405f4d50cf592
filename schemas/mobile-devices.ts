import * as z from 'zod';
import { contract } from './contract.ts';

/** The devices that mobile pushes go to. */

export const Platform = z.enum(['ios', 'android']);
export type Platform = z.infer<typeof Platform>;

/** The most devices of one user; a further one replaces the one that was registered longest ago. */
export const MOST_DEVICES = 10;

const tag = 'notifications';

const DeviceParams = z.strictObject({
  deviceId: z.uuid().toLowerCase().meta({ description: 'Of the installation: the app makes it once and keeps it.' }),
});

export const PutDevice = contract({
  name: 'PutDevice',
  method: 'PUT',
  path: '/api/v1/users/me/devices/{deviceId}',
  summary: `Have mobile pushes sent to this device, until its session ends. A device belongs to whoever registered its token last; you have at most ${MOST_DEVICES}.`,
  tag,
  access: 'user',
  params: DeviceParams,
  body: z.strictObject({
    platform: Platform,
    token: z
      .string()
      .min(16)
      .max(1_024)
      .regex(/^[A-Za-z0-9_:-]+$/, 'must be a token of APNs or FCM')
      .meta({ description: "The platform's token for this installation." }),
    locale: z
      .string()
      .max(35)
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en-US')
      .meta({ description: 'The language of the texts, as in BCP 47; English where there are none in it.' }),
  }),
  replies: { 204: 'empty' },
  errors: [],
  limits: [{ calls: 30, seconds: 3600 }],
});
export type DeviceInput = z.output<typeof PutDevice.body>;

export const RemoveDevice = contract({
  name: 'RemoveDevice',
  method: 'DELETE',
  path: '/api/v1/users/me/devices/{deviceId}',
  summary: 'Send no more mobile pushes to this device. Removing it twice is removing it once.',
  tag,
  access: 'user',
  gated: 'none',
  params: DeviceParams,
  replies: { 204: 'empty' },
  errors: [],
});
