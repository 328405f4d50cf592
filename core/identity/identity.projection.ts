/**
 * The consequences at Apple and at Cognito when an account at a provider gets an owner, or loses one.
 * Replay contract: a record that comes again sends the same message again. It revokes the same token, and aligns the link with our row as it is then.
 */
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { projection } from '#platform/projection';
import type { LinkMessage } from './align-link.ts';
import { identityOfImage } from './registration.store.ts';
import type { RevokeMessage } from './revoke-identity.ts';

/** A sign-in at Apple is revoked when its identity is taken from its user, by whatever way. One that was linked again has another token. */
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

/** Cognito's link of an account at a provider follows ours: once somebody has it, and when nobody has it any more. */
export const requestLink = projection({
  name: 'request-link',
  entity: 'identity',
  row: identityOfImage,
  when: ({ before, after }): LinkMessage | null => {
    const row = after ?? before;
    const isSame = before?.userId === after?.userId;
    if (isSame || !row?.sealed || (row.channel !== 'google' && row.channel !== 'apple')) return null;
    return { identityKey: row.identityKey, provider: row.channel, sealed: row.sealed };
  },
  run: (message) => enqueue(env('SIGN_OUTS_QUEUE_URL'), [message]),
});
