export { closeSockets, type PushItem, push, pushAll } from './push.ts';
export type { PushBody } from './topics.ts';
