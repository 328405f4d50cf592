/**
 * The sessions of a user end when the user's row says that they are signed out: after a ban, and after a role that was taken away.
 * Replay contract: a record that comes again sends the same message again, which ends the same sessions (sign-out-user.ts).
 */
import { signOutOf, userOfImage } from '#core/users';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { projection } from '#platform/projection';
import type { SignOutMessage } from './sign-out-user.ts';

export const requestSignOut = projection({
  name: 'request-sign-out',
  entity: 'user',
  row: userOfImage,
  when: signOutOf,
  run: (message: SignOutMessage) => enqueue(env('SIGN_OUTS_QUEUE_URL'), [message]),
});
