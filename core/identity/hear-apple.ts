import type { Viewer } from '#actor';
import { endAllPart } from '#core/limits';
import { signOutPart } from '#core/users';
import { transact } from '#data/transaction';
import { epoch } from '#platform/clock';
import { type Vault, vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { deleteHold, putHold } from './address-hold.store.ts';
import { identityKey, normalise } from './address-rules.ts';
import { type AppleEvent, verifyNotification } from './apple-notification.ts';
import { changeIdentity, type Identity, loadIdentity } from './registration.store.ts';
import { unlink } from './unlink-identity.ts';

/** Seconds for which no mail goes to a relay address that its person has turned off: until it is on again, at most a year. */
const OFF_FOR = 365 * 86_400;

/**
 * Applies a notification of Apple; one of somebody whom we do not know changes nothing. Each is applied once, and an older one than the newest that
 * was applied is left out: the time of the event stands on the identity, and is written last, so that a stop in between repeats it.
 * @throws UNAUTHENTICATED for one that Apple has not signed for us
 */
export async function hearApple(_actor: Viewer, payload: string, now: Date) {
  const { event } = await verifyNotification(payload, now);
  const keys = await vault();
  const identity = await loadIdentity(identityKey(keys, 'apple', event.sub));
  const at = new Date(event.event_time).toISOString();
  if (identity) await apply(keys, identity, event, at, now);
  return { heard: true as const };
}

async function apply(keys: Vault, identity: Identity, event: AppleEvent, at: string, now: Date): Promise<void> {
  const { identityKey: key } = identity;
  if (event.type === 'email-disabled' || event.type === 'email-enabled') {
    if ((identity.mailEventAt ?? '') >= at) return;
    await holdRelay(keys, event.email, event.type === 'email-enabled', at);
    await changeIdentity(key, { mailEventAt: at });
    return;
  }
  // An identity that was linked after the consent was withdrawn has a consent of its own.
  if (identity.verifiedAt > at || (identity.consentEventAt ?? '') >= at) return;
  const userId = identity.userId as UserId;
  await transact({ user: signOutPart(userId, now), tokens: endAllPart(userId, now) });
  const left = await unlink(keys, userId, 'apple', now);
  if (left === 'last') await changeIdentity(key, { consentEventAt: at });
}

/** Apple drops mails to a relay address that is off. A hold keeps us from sending them, since its bounces count against us. */
async function holdRelay(keys: Vault, email: string, isOn: boolean, at: string): Promise<void> {
  const key = identityKey(keys, 'email', normalise('email', email));
  if (isOn) await deleteHold(key);
  else await putHold({ identityKey: key, reason: 'relay-off', heldAt: at, expiresAt: epoch(new Date(at)) + OFF_FOR });
}
