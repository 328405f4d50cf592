import * as z from 'zod';
import { alignLink, LinkMessage, RevokeMessage, revokeIdentity, SignOutMessage, signOutUser } from '#core/identity';
import { queue } from '../middleware/queue.ts';

export const handler = queue('sign-out-user', z.union([SignOutMessage, RevokeMessage, LinkMessage]), (message, now) => {
  if ('until' in message) return signOutUser(message, now);
  return 'provider' in message ? alignLink(message) : revokeIdentity(message, now);
});
