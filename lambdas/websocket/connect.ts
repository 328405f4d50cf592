import { openSocket } from '#core/realtime';
import { handshake } from '../middleware/handshake.ts';

/** Never posts: a connection is not established before this has answered. */
export const handler = handshake('CONNECT', ({ connectionId, query, now }) => openSocket(query.ticket ?? '', connectionId, now));
