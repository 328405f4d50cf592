/**
 * Realtime: the tickets that open sockets, a user's open sockets, and what is sent to them or closes them. Of core, core/notifications alone
 * uses it.
 */
export { closeSockets } from './close-sockets.ts';
export { forgetSocket } from './forget-socket.ts';
export { closeConnection } from './gateway.ts';
export { issueSocketTicket } from './issue-socket-ticket.ts';
export { openSocket } from './open-socket.ts';
export { sendToEach } from './send-to-each.ts';
export { sendToSockets } from './send-to-sockets.ts';
export { replyTo, type Sender, senderOf } from './sender-of.ts';
export { replaced } from './socket-rules.ts';
export { socketsOfImage } from './sockets.store.ts';
