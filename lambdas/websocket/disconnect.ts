import { forgetSocket } from '#core/realtime';
import { handshake } from '../middleware/handshake.ts';

/** API Gateway tries once to say so; a socket that it did not speak of is found gone by the next push, or expires. */
export const handler = handshake('DISCONNECT', ({ connectionId, now }) => forgetSocket(connectionId, now));
