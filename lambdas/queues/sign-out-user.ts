import { SignOutMessage, signOutUser } from '#core/identity';
import { queue } from '../middleware/queue.ts';

export const handler = queue('sign-out-user', SignOutMessage, signOutUser);
