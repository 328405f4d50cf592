import type { System } from '#actor';
import { vault } from '#platform/vault';
import { deleteHold } from './address-hold.store.ts';
import { identityKey, normalise } from './address-rules.ts';

/** Ends the hold on an e-mail address before it expires. @throws INVALID_INPUT for a text that is not an e-mail address */
export async function releaseAddress(_actor: System, { address }: { address: string }) {
  return { released: await deleteHold(identityKey(await vault(), 'email', normalise('email', address))) };
}
