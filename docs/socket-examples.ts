/**
 * The examples that each message of a socket has in docs/asyncapi.json: a line that says when it comes, and which of the messages of the stories
 * show it. `npm run examples` takes one of these into docs/examples/socket.json.
 */

interface Wanted {
  readonly summary: string;
  /** Any message of the name where left out. */
  readonly is?: (payload: Payload) => boolean;
}
/** The fields by which the examples of one name are told apart. */
interface Payload {
  readonly requestId?: string | null;
  readonly conversationId?: string;
  readonly error?: { readonly code: string; readonly details: { readonly field?: string } };
  readonly data?: {
    readonly kind?: string;
    readonly result?: string;
    readonly entry?: { readonly type: string; readonly change?: string } | null;
    readonly people?: readonly unknown[];
  };
}

const any = (summary: string): readonly Wanted[] => [{ summary }];
const refused =
  (code: string) =>
  ({ error }: Payload) =>
    error?.code === code;

export const SOCKET_EXAMPLES: Readonly<Record<string, readonly Wanted[]>> = {
  Ping: any('Every 4 minutes'),
  PingAck: any('The answer'),
  SessionRenew: any('Every 15 minutes'),
  SessionRenewAck: any('Served for 16 more minutes'),
  MessageSend: any('A text'),
  MessageSendAck: any('The message has its place'),
  MessageDelivered: any('The device has all up to here'),
  MessageDeliveredAck: any('It is noted'),
  MessageRead: any('All up to here is read'),
  MessageReadAck: any('It is noted'),
  Typing: any('Every 3 seconds'),
  TypingAck: any('The others are told'),
  PresenceWatch: [
    { summary: 'The other members', is: ({ conversationId }) => conversationId !== undefined },
    { summary: 'Contacts', is: ({ conversationId }) => conversationId === undefined },
  ],
  PresenceWatchAck: [{ summary: 'One person is there', is: ({ data }) => data?.people?.length === 1 }],
  ErrorMessage: [
    { summary: 'Wait, and send the same again', is: refused('RATE_LIMITED') },
    { summary: 'Not a member', is: refused('NOT_FOUND') },
    { summary: 'A field is wrong', is: refused('INVALID_INPUT') },
    { summary: 'The socket is over: connect again', is: refused('UNAUTHENTICATED') },
  ],
  EntryPosted: [
    { summary: 'A message of somebody else', is: ({ data }) => data?.entry?.type === 'text' },
    { summary: 'A number alone: read it over HTTP', is: ({ data }) => data?.entry === null },
    { summary: 'A message was edited: read it anew', is: ({ data }) => data?.entry?.change === 'edited' },
  ],
  Receipt: [{ summary: 'Somebody has read all up to here', is: ({ data }) => data?.kind === 'read' }],
  TypingShown: any('Somebody types for 5 seconds'),
  ConversationGone: any('You were removed'),
  SessionClosing: any('Signed out'),
  PickLocked: any('The game has started'),
  PickSettled: [{ summary: 'A win', is: ({ data }) => data?.result === 'win' }],
  MediaReady: any('A picture is ready'),
  MediaRefused: any('A file was refused'),
  GroupMessage: [{ summary: 'Somebody follows you', is: ({ data }) => data?.kind === 'new-follower' }],
  FeedNew: any('There are new items'),
};
