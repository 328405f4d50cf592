import { createHash } from 'node:crypto';
import { batchAll } from '#data/batch';
import { conditionHeld, part, transact } from '#data/transaction';
import { epoch } from '#platform/clock';
import type { Image } from '#platform/projection';
import type { UserId } from '#schemas/common';
import { mobileDeviceEntity, mobileTokenEntity, type StoredDevice } from './mobile-device.entity.ts';

/** Seconds for which a device that does not register again is kept. An app registers at each start. */
const KEPT_FOR = 60 * 86_400;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** The stored device in an image of the stream. */
export const deviceOfImage = (image: Image): StoredDevice =>
  mobileDeviceEntity().parse({ Item: image as never }).data as StoredDevice;

/** A user's devices that have registered within 60 days. One query of at most 10 rows. */
export async function devicesOf(userId: string, now: Date): Promise<StoredDevice[]> {
  const { data } = await mobileDeviceEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data.filter(({ expiresAt }) => expiresAt > epoch(now));
}

/** Consistent; 1 RRU. */
export async function findDevice(userId: string, deviceId: string): Promise<StoredDevice | null> {
  const { data } = await mobileDeviceEntity().get({ userId, deviceId }).go({ consistent: true });
  return data;
}

/** The owner of a token: the device that registered it last; null for none. Consistent; 1 RRU. */
export async function ownerOfToken(token: string): Promise<{ userId: string; deviceId: string } | null> {
  const { data } = await mobileTokenEntity()
    .get({ tokenHash: hashOf(token) })
    .go({ consistent: true });
  return data;
}

type NewDevice = Omit<StoredDevice, 'registeredAt' | 'expiresAt' | 'endpoint'>;

/**
 * Registers a device with its token, and forgets those that make way: 4 WRU, and 2 for each that makes way.
 * @param before the token's owner as it was read
 * @param away other devices to forget
 * @returns false when the token has got another owner since
 */
export async function putDevice(
  device: NewDevice,
  before: { userId: string; deviceId: string } | null,
  away: readonly { userId: string; deviceId: string }[],
  now: Date,
): Promise<boolean> {
  const { userId, deviceId, token } = device;
  const expiresAt = epoch(now) + KEPT_FOR;
  const refused = await transact({
    token: part({ tokens: mobileTokenEntity() }, ({ tokens }) => [
      tokens
        .put({ tokenHash: hashOf(token), userId, deviceId, expiresAt })
        .where((attr, op) =>
          before
            ? `${op.eq(attr.userId, before.userId)} AND ${op.eq(attr.deviceId, before.deviceId)}`
            : op.notExists(attr.userId),
        )
        .commit(),
    ]),
    device: part({ devices: mobileDeviceEntity() }, ({ devices }) => [
      devices.put({ ...device, registeredAt: now.toISOString(), expiresAt }).commit(),
      ...away.map((key) => devices.delete({ userId: key.userId, deviceId: key.deviceId }).commit()),
    ]),
  });
  return refused.size === 0;
}

/** Keeps the endpoint that SNS gave for a device's token, unless the device has another one by now. 1 WRU. */
export const setEndpoint = ({ userId, deviceId, token }: StoredDevice, endpoint: string): Promise<boolean> =>
  conditionHeld(
    mobileDeviceEntity()
      .patch({ userId, deviceId })
      .set({ endpoint })
      .where((attr, op) => op.eq(attr.token, token))
      .go(),
  );

/** Forgets a device. 1 WRU; a device that is not there does no harm. */
export async function removeDevice(userId: string, deviceId: string): Promise<void> {
  await mobileDeviceEntity().delete({ userId, deviceId }).go();
}

/** Forgets a device whose token is good no more, unless it has another one by now. 1 WRU. */
export const removeDisabled = ({ userId, deviceId, token }: StoredDevice): Promise<boolean> =>
  conditionHeld(
    mobileDeviceEntity()
      .delete({ userId, deviceId })
      .where((attr, op) => op.eq(attr.token, token))
      .go(),
  );

/** Forgets the owner of a token, unless it is another device by now. 1 WRU. @returns false when it is */
export const releaseToken = ({ userId, deviceId, token }: StoredDevice): Promise<boolean> =>
  conditionHeld(
    mobileTokenEntity()
      .delete({ tokenHash: hashOf(token) })
      .where(
        (attr, op) => `${op.notExists(attr.userId)} OR (${op.eq(attr.userId, userId)} AND ${op.eq(attr.deviceId, deviceId)})`,
      )
      .go(),
  );

/** Forgets all devices of a user, with their tokens. */
export async function eraseDevices(userId: UserId): Promise<void> {
  const { data } = await mobileDeviceEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  await Promise.all(data.map((device) => releaseToken(device)));
  await batchAll(
    data.map(({ deviceId }) => ({ userId: userId as string, deviceId })),
    (some) => mobileDeviceEntity().delete(some).go(),
  );
}
