/** `@youbet/client`: the API and its socket for an app. client/README.md shows how. */
export { chatOf, type SocketOptions } from './chat.ts';
export type { ChatClient, ChatEvents } from './chat-client.ts';
export { type Client, type ClientOptions, createClient } from './client.ts';
export { type ClientClock, randomId } from './clock.ts';
export { type ClientCode, YouBetError } from './error.ts';
export * from './generated/routes.ts';
export type * from './generated/types.ts';
export type { CallOptions, PageOf, ReplyOf, Route } from './route.ts';
export { memory, type TokenStore, type Tokens } from './session.ts';
export { type NewUpload, type UploadOptions, upload } from './upload.ts';
