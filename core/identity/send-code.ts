import { createHash } from 'node:crypto';
import type { Viewer } from '#actor';
import { type LimitSettings, limitSettings } from '#core/limits';
import { vault } from '#platform/vault';
import type { Channel } from '#schemas/users';
import { identityKey, normalise } from './address-rules.ts';
import { knownDevice } from './device.store.ts';
import { digitsFor } from './guess-limit.ts';
import { assertCodesWithin, issueCode } from './issue-code.ts';
import { CODE_DIGITS } from './secret-rules.ts';
import { assertReachable } from './sms-rules.ts';

interface CodeRequest {
  readonly channel: Channel;
  readonly address: string;
  /** The attempt whose code is sent again. */
  readonly attemptToken?: string | undefined;
  /** A device that may have signed in by this address before. */
  readonly deviceToken?: string | undefined;
}

/**
 * Opens an attempt to prove an address and sends its code through a queue; the code of an open attempt is sent again. It never looks up who
 * has the address, so that neither the reply nor its time reveals an account.
 * @param network the caller's network; counted first, so that a network over its limit cannot use up an address' limit. A device that has
 * signed in by the address before has a limit of its own, so that nobody else can use that up
 * @returns the attempt's token, which verifyCode() needs, and the seconds for which the code is good and after which another may be asked for
 * @throws INVALID_INPUT for a text that is not an address, or a number of a country without texts; CONFLICT while texts are off;
 * RATE_LIMITED for too many codes in an hour
 */
export async function sendCode(
  _actor: Viewer,
  { channel, attemptToken, deviceToken, ...input }: CodeRequest,
  network: string,
  now: Date,
) {
  const address = normalise(channel, input.address);
  await assertReachable(channel, address);
  const keys = await vault();
  const key = identityKey(keys, channel, address);

  const limits = limitSettings();
  const device = deviceToken === undefined ? null : await knownDevice(deviceToken, key, now);
  const nextIn =
    device === null
      ? await assertStrangersCodes({ network, key }, limits, now)
      : await assertCodesWithin(`device#${device}`, limits.codesPerDevicePerHour, now);

  const digits = () => (device === null ? digitsFor(key, now) : Promise.resolve(CODE_DIGITS));
  return issueCode(keys, { subject: key, channel, address, attemptToken }, { digits, nextIn }, now);
}

/**
 * Counts a code that a caller asks for whose device is not known: by the network first, and then by the address.
 * @returns the seconds until another one may be asked for @throws RATE_LIMITED
 */
export async function assertStrangersCodes(
  { network, key }: { readonly network: string; readonly key: string },
  { codesPerNetworkPerHour, codesPerAddressPerHour }: LimitSettings,
  now: Date,
): Promise<number> {
  const ofNetwork = `network#${createHash('sha256').update(network).digest('hex')}`;
  const next = await assertCodesWithin(ofNetwork, codesPerNetworkPerHour, now);
  return Math.max(next, await assertCodesWithin(`identity#${key}`, codesPerAddressPerHour, now));
}
