import { openSocket } from '#core/realtime';
import { handshake } from '../middleware/handshake.ts';

/** Posts nothing to the socket, since a connection is established only after this function has answered. */
export const handler = handshake('CONNECT', ({ connectionId, query, now }) => openSocket(query.ticket ?? '', connectionId, now));
