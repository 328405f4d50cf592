/**
 * A device that is forgotten gives its token up, and its endpoint of SNS goes.
 * Replay contract: a record that comes again releases a token only while it is still this device's, and the consumer deletes an endpoint only
 * while nobody has the token.
 */
import { projection } from '#platform/projection';
import { sendLater } from './delivery.ts';
import { deviceOfImage, releaseToken } from './mobile-device.store.ts';

export const forgetMobileDevice = projection({
  name: 'forget-mobile-device',
  entity: 'mobiledevice',
  row: deviceOfImage,
  when: ({ before, after }) => (before && after?.token !== before.token ? before : null),
  async run(device) {
    await releaseToken(device);
    if (device.endpoint === undefined) return;
    await sendLater([{ task: 'forget-endpoint', endpoint: device.endpoint, token: device.token }]);
  },
});
