import { assertAdmin } from '#core/users';
import type { HttpMiddleware } from './http.ts';

/** After the token has said `admin`: whether that is so now. For the doors of admins, who are few, and whose word weighs. */
export const stillAdmin = (): HttpMiddleware => ({
  before: async ({ event: { found } }) => {
    if (found?.actor.kind === 'user') await assertAdmin(found.actor, found.now);
  },
});
