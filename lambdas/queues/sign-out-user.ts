import * as z from 'zod';
import { RevokeMessage, revokeIdentity, SignOutMessage, signOutUser } from '#core/identity';
import { queue } from '../middleware/queue.ts';

export const handler = queue('sign-out-user', z.union([SignOutMessage, RevokeMessage]), (message, now) =>
  'until' in message ? signOutUser(message, now) : revokeIdentity(message, now),
);
