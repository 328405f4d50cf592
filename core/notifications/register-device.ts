import type { User } from '#actor';
import { tooBusy } from '#data/transaction';
import { attempts } from '#platform/attempts';
import type { UserId } from '#schemas/common';
import { type DeviceInput, MOST_DEVICES } from '#schemas/mobile-devices';
import { devicesOf, findDevice, ownerOfToken, putDevice, removeDevice } from './mobile-device.store.ts';

const RETRY = { pause: 20, longest: 200, most: 5 };

/**
 * Registers a device for the session of the caller. Whoever registered its token before is sent nothing there from now on. 4 RRU and 4 WRU.
 * @throws UNAVAILABLE when others register the same token at the same time, for too long
 */
export async function registerDevice(actor: User, deviceId: string, input: DeviceInput, now: Date): Promise<void> {
  const { userId, origin } = actor;
  for await (const _ of attempts(RETRY)) {
    const [owner, devices] = await Promise.all([ownerOfToken(input.token), devicesOf(userId, now)]);
    const others = devices.filter((device) => device.deviceId !== deviceId);
    const oldest = others
      .toSorted((a, b) => (a.registeredAt < b.registeredAt ? -1 : 1))
      .slice(0, Math.max(0, others.length + 1 - MOST_DEVICES));
    const isSame = owner?.userId === userId && owner.deviceId === deviceId;
    const former = owner && !isSame ? await findDevice(owner.userId, owner.deviceId) : null;
    const away = [...oldest, ...(former?.token === input.token ? [former] : [])];
    const unique = [...new Map(away.map((device) => [`${device.userId} ${device.deviceId}`, device])).values()];
    if (await putDevice({ userId, deviceId, origin, ...input }, owner, unique, now)) return;
  }
  throw tooBusy();
}

/** Sends no more to a device of the caller. 1 WRU; a device that is not there does no harm. */
export const unregisterDevice = (actor: User, deviceId: string): Promise<void> => removeDevice(actor.userId, deviceId);

/**
 * Forgets the devices that a session registered, at its end. 1 RRU, and 1 WRU each.
 * @param origin null for all sessions of the user
 * @param at devices that were registered later stay
 */
export async function forgetDevicesOf(userId: UserId, origin: string | null, at: string, now: Date): Promise<void> {
  const devices = await devicesOf(userId, now);
  const over = devices.filter((device) => (origin === null || device.origin === origin) && device.registeredAt <= at);
  await Promise.all(over.map(({ deviceId }) => removeDevice(userId, deviceId)));
}
