/**
 * A sign-in at Apple is revoked when its identity is taken from its user, by whatever way: unlinked, undone, or erased with the account.
 * Replay contract: a record that comes again sends the same message again, which revokes the same token. An identity that was linked again
 * meanwhile has another token.
 */
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { projection } from '#platform/projection';
import { identityOfImage } from './registration.store.ts';
import type { RevokeMessage } from './revoke-identity.ts';

export const requestRevocation = projection({
  name: 'request-revocation',
  entity: 'identity',
  row: identityOfImage,
  when: ({ before, after }): RevokeMessage | null =>
    after === null && before?.appleToken !== undefined
      ? { identityKey: before.identityKey, appleToken: before.appleToken }
      : null,
  run: (message) => enqueue(env('SIGN_OUTS_QUEUE_URL'), [message]),
});
