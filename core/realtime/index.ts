export { deliver } from './deliver.ts';
export { forgetSocket } from './forget-socket.ts';
export { issueTicket } from './issue-ticket.ts';
export { openSocket } from './open-socket.ts';
export { closeSockets, type PushItem, push, pushAll } from './push.ts';
export { PushTask } from './push-task.ts';
export { replyTo, type Sender, senderOf } from './sender-of.ts';
export type { PushBody } from './topics.ts';
