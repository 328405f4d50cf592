import type { User } from '#actor';
import { limitSettings, noteStepUp } from '#core/limits';
import { loadUser } from '#core/users';
import { invalid } from '#errors';
import { personalVault } from '#platform/personal-vault';
import { type Vault, vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { STEP_UP_SECONDS } from '#schemas/contract';
import type { Channel } from '#schemas/users';
import { identityKey } from './address-rules.ts';
import { type AddressProof, assertProven } from './assert-proven.ts';
import { assertCodesWithin, issueCode } from './issue-code.ts';
import { CODE_DIGITS } from './secret-rules.ts';
import { assertReachable } from './sms-rules.ts';

/**
 * Sends a code to an address of the actor's own. It counts for the actor alone, so that no stranger can use it up, and is good for a step-up
 * alone: its attempt belongs to the user. 1 RRU and 2 WRU.
 * @throws INVALID_INPUT without an address of the channel; RATE_LIMITED for too many codes in an hour
 */
export async function sendStepUpCode(
  { userId }: User,
  { channel, attemptToken }: { readonly channel: Channel; readonly attemptToken?: string | undefined },
  now: Date,
) {
  const keys = await vault();
  const own = await ownAddress(keys, userId, channel);
  await assertReachable(channel, own.address);
  const nextIn = await assertCodesWithin(`step-up#${userId}`, limitSettings().codesPerDevicePerHour, now);
  const code = { subject: own.subject, channel, address: own.address, attemptToken };
  return issueCode(keys, code, { digits: async () => CODE_DIGITS, nextIn }, now);
}

/**
 * Notes that the actor's session has proven an address of theirs just now. 1 RRU and 3 WRU.
 * @throws CODE_WRONG, CODE_EXPIRED and CODE_EXHAUSTED for a code that proves nothing; INVALID_INPUT without an address of the channel
 */
export async function stepUp(
  { userId, origin }: User,
  { channel, ...proof }: AddressProof & { readonly channel: Channel },
  now: Date,
) {
  const keys = await vault();
  await assertProven(keys, await ownAddress(keys, userId, channel), proof, now);
  await noteStepUp(userId, origin, now);
  return { until: new Date(now.getTime() + STEP_UP_SECONDS * 1000).toISOString() };
}

/** The user's address of a channel, its key, and the subject of the attempts to prove it from within. */
async function ownAddress(keys: Vault, userId: UserId, channel: Channel) {
  const user = await loadUser(userId);
  const sealed = user?.addresses.find((one) => one.channel === channel)?.sealed;
  if (!user || sealed === undefined) throw invalid('channel', 'You have no address of this channel.');
  const address = (await personalVault(user)).open(sealed);
  const key = identityKey(keys, channel, address);
  return { address, key, subject: `${userId}:${key}` };
}
