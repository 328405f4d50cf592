/**
 * Sockets close when their session ends, when their user is signed out everywhere, and when they made way for a newer socket.
 * Replay contract: a record that comes again closes the same sockets again, and no later ones: a session never comes back, a sign-out names
 * the instant up to which it counts, and connection ids are not used twice.
 */
import { sessionOfImage } from '#core/identity';
import { replaced, socketsOfImage } from '#core/realtime';
import { signOutOf, userOfImage } from '#core/users';
import { projection } from '#platform/projection';
import { sendClosings } from './delivery.ts';

export const closeSocketsOfSession = projection({
  name: 'close-sockets-of-session',
  entity: 'session',
  row: sessionOfImage,
  when: ({ before, after }) =>
    after?.endedAt !== undefined && before?.endedAt === undefined
      ? { userId: after.userId, origin: after.origin, at: after.endedAt }
      : null,
  run: (closing) => sendClosings([{ task: 'close-sockets', ...closing }]),
});

export const closeSocketsOfUser = projection({
  name: 'close-sockets-of-user',
  entity: 'user',
  row: userOfImage,
  when: signOutOf,
  run: ({ userId, until }) => sendClosings([{ task: 'close-sockets', userId, origin: null, at: until }]),
});

export const closeReplacedSockets = projection({
  name: 'close-replaced-sockets',
  entity: 'sockets',
  row: socketsOfImage,
  when: ({ before, after }) => {
    const connectionIds = replaced(before, after);
    return connectionIds.length > 0 ? connectionIds : null;
  },
  run: (connectionIds) => sendClosings(connectionIds.map((connectionId) => ({ task: 'close-connection', connectionId }))),
});
