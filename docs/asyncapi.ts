import * as z from 'zod';
import pkg from '../package.json' with { type: 'json' };
import { ACTIONS, type ActionContract, ClientMessage, MESSAGE_LIMIT } from '../schemas/actions.ts';
import { CHAT_PUSHES } from '../schemas/chat-pushes.ts';
import { ErrorMessage, FeedNewMessage, NOTIFICATION_MESSAGES, Notification, ServerMessage } from '../schemas/messages.ts';
import { SOCKET_MINUTES } from '../schemas/realtime.ts';
import { messageExamples } from './examples.ts';
import { limitText } from './limit-text.ts';
import { shortName } from './short-name.ts';
import { SOCKET_EXAMPLES } from './socket-examples.ts';

/**
 * Builds docs/asyncapi.json from schemas/actions.ts and schemas/messages.ts. `npm run generate` writes it; test/house/asyncapi.test.ts
 * compares.
 */

const SENT = named(ACTIONS.map(({ message }) => message));
const ANSWERS = { ...named(ACTIONS.map(({ reply }) => reply)), ErrorMessage };
const NOTIFIED = named(NOTIFICATION_MESSAGES);
const HINTS = named([FeedNewMessage]);
/** All that the server sends on its own. */
const NEWS = { ...NOTIFIED, ...HINTS, ...named(CHAT_PUSHES) };
/** All messages of both sides, by their name. */
export const MESSAGES: Readonly<Record<string, z.ZodType>> = { ...SENT, ...ANSWERS, ...NEWS };

/** The parts of an app that messages belong to, with the names of their messages; an answer belongs to what it answers. */
const TAGS: Readonly<Record<string, { readonly description: string; readonly names: readonly string[] }>> = {
  session: {
    description: 'Keeping a socket, and its end.',
    names: ['Ping', 'SessionRenew', 'ErrorMessage', 'SessionClosing'],
  },
  chat: {
    description: 'Messages of conversations, receipts and typing.',
    names: [
      ...['MessageSend', 'MessageDelivered', 'MessageRead', 'Typing'],
      ...['EntryPosted', 'Receipt', 'TypingShown', 'ConversationGone'],
    ],
  },
  presence: { description: 'The presence of others, when you ask.', names: ['PresenceWatch'] },
  notifications: {
    description: 'News of your picks and uploads, and the list of notifications.',
    names: ['PickLocked', 'PickSettled', 'MediaReady', 'MediaRefused', 'GroupMessage'],
  },
  feed: { description: 'Hints that a feed has something new.', names: ['FeedNew'] },
};

const tagsOf = (name: string) =>
  Object.entries(TAGS).flatMap(([tag, { names }]) =>
    names.includes(name.replace(/Ack$/, '')) ? [ref(`components/tags/${tag}`)] : [],
  );

/** The examples of a message; none for one that no story has sent yet, of which test/house/examples.test.ts tells. */
function examplesOf(name: string) {
  const payloads = messageExamples()[name] ?? [];
  return (SOCKET_EXAMPLES[name] ?? []).flatMap(({ summary }, i) => (payloads[i] ? [{ summary, payload: payloads[i] }] : []));
}

/** Messages by the id of their schema. */
function named(messages: readonly z.ZodType[]): Readonly<Record<string, z.ZodType>> {
  return Object.fromEntries(messages.map((message) => [message.meta()?.id ?? '', message]));
}

/** Each union with its described messages, for the test that none is missing. */
export const UNIONS = [
  [ClientMessage, Object.values(SENT)],
  [Notification, Object.values(NOTIFIED)],
  [ServerMessage, [...Object.values(ANSWERS), ...Object.values(NEWS)]],
] as const;

const mapped = <T>(list: readonly string[], to: (name: string) => T) => Object.fromEntries(list.map((name) => [name, to(name)]));
const ref = (path: string) => ({ $ref: `#/${path}` });
const onChannel = (name: string) => ref(`channels/socket/messages/${name}`);

/** All schemas with an id, messages among them, under `components/schemas`. */
function schemas(): object {
  const all: Record<string, object> = {};
  for (const message of Object.values(MESSAGES))
    Object.assign(all, z.toJSONSchema(message, { target: 'draft-7', io: 'input' }).definitions);
  const sorted = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const plain = JSON.stringify(Object.fromEntries(sorted), (key, value) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  );
  return JSON.parse(plain.replaceAll('"#/definitions/', '"#/components/schemas/'));
}

const descriptionOf = (name: string): string => MESSAGES[name]?.meta()?.description ?? '';
const BY_TICKET = [ref('components/securitySchemes/ticket')];
const lowerFirst = (name: string) => name[0]?.toLowerCase() + name.slice(1);

/** The operations of a set of actions. */
export const operationsOf = (actions: readonly ActionContract[]) =>
  Object.fromEntries(
    actions.map(({ name, message, reply, limits }) => {
      const description = [message.meta()?.description, limitText(limits)].filter(Boolean).join(' ');
      const replies = [reply.meta()?.id ?? '', 'ErrorMessage'];
      return [
        lowerFirst(name),
        {
          action: 'receive',
          tags: tagsOf(name),
          summary: shortName(name),
          description,
          channel: ref('channels/socket'),
          security: BY_TICKET,
          messages: [onChannel(name)],
          reply: { channel: ref('channels/socket'), messages: replies.map(onChannel) },
        },
      ];
    }),
  );

const asyncApi = () => ({
  asyncapi: '3.0.0',
  info: {
    title: 'YouBet, realtime',
    version: pkg.version,
    description: [
      'News of your own picks and of your feed while you are connected.',
      'Ask the HTTP API for a ticket (`POST /api/v1/realtime/tickets`) and connect within 30 seconds to its `url`, which ends with `?ticket=`; a ticket works once,',
      'and a refused one answers the handshake with 401.',
      `A socket lasts two hours at most and ends after ten idle minutes: ping, and connect again with a new ticket. It is served for ${SOCKET_MINUTES} minutes from the issue of its newest ticket: renew it every 15 minutes.`,
      'Nothing is ordered, a push may come twice (its `id` says so), and while you are not connected nothing is kept:',
      'read over HTTP what you may have missed.',
      'Entries of conversations have numbers without a gap: a client that misses one reads it over HTTP. docs/sockets.md says how an app does all this.',
      `At most ${MESSAGE_LIMIT.calls} messages in ${MESSAGE_LIMIT.seconds} seconds on one socket, and 20 sockets of one user: the oldest makes way.`,
    ].join(' '),
    contact: { name: 'YouBet' },
    tags: Object.keys(TAGS)
      .toSorted()
      .map((name) => ref(`components/tags/${name}`)),
  },
  defaultContentType: 'application/json',
  servers: {
    deployed: {
      host: '{host}',
      pathname: '/v1',
      protocol: 'wss',
      description:
        'A deployed environment, by the name that its owner gave the sockets (`wsUrl` of its stack realtime). The reply with a ticket has the whole address.',
      variables: { host: { description: 'The name of the WebSocket API.', default: 'sockets.example.com' } },
    },
  },
  channels: {
    socket: {
      address: '/',
      title: 'One socket of a user',
      description: 'All that goes over it, both ways.',
      servers: [ref('servers/deployed')],
      messages: mapped(Object.keys(MESSAGES), (name) => ref(`components/messages/${name}`)),
      bindings: {
        ws: {
          method: 'GET',
          query: {
            type: 'object',
            required: ['ticket'],
            properties: { ticket: { type: 'string' } },
          },
          bindingVersion: '0.1.0',
        },
      },
    },
  },
  operations: {
    ...operationsOf(ACTIONS),
    ...Object.fromEntries(
      Object.keys(NEWS).map((name) => [
        lowerFirst(name),
        {
          action: 'send',
          tags: tagsOf(name),
          summary: shortName(name),
          description: descriptionOf(name),
          channel: ref('channels/socket'),
          security: BY_TICKET,
          messages: [onChannel(name)],
        },
      ]),
    ),
  },
  components: {
    tags: mapped(Object.keys(TAGS), (name) => ({ name, description: TAGS[name]?.description })),
    messages: mapped(Object.keys(MESSAGES), (name) => ({
      name,
      title: name,
      tags: tagsOf(name),
      summary: descriptionOf(name),
      contentType: 'application/json',
      payload: ref(`components/schemas/${name}`),
      examples: examplesOf(name),
      ...(!(name in NEWS) && { correlationId: ref('components/correlationIds/request') }),
    })),
    correlationIds: {
      request: {
        description: "The client's own name for a message, repeated in its answer.",
        location: '$message.payload#/requestId',
      },
    },
    securitySchemes: {
      ticket: { type: 'httpApiKey', in: 'query', name: 'ticket', description: 'The ticket of POST /api/v1/realtime/tickets.' },
    },
    schemas: schemas(),
  },
});

export const FILE = new URL('asyncapi.json', import.meta.url);
export const text = (): string => `${JSON.stringify(asyncApi(), null, 2)}\n`;
