/**
 * Realtime: the tickets that open sockets, a user's open sockets, and what is sent to them or closes them. Of core, core/notifications and
 * core/messaging use it.
 */
export { closeSockets } from './close-sockets.ts';
export { forgetSocket } from './forget-socket.ts';
export { frameOrNull } from './frame.ts';
export { closeConnection } from './gateway.ts';
export { issueSocketTicket } from './issue-socket-ticket.ts';
export { openSocket } from './open-socket.ts';
export { closeEach, postToSockets, type SocketPost } from './post-to-sockets.ts';
export { renewSocket } from './renew-socket.ts';
export { sendToEach } from './send-to-each.ts';
export { sendToSockets } from './send-to-sockets.ts';
export { replyTo, type Sender, senderOf } from './sender-of.ts';
export { type OpenSocket, replaced } from './socket-rules.ts';
export { openSocketsOf, socketsOfImage } from './sockets.store.ts';
