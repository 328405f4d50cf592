import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { ACTIONS } from '../../schemas/actions.ts';
import { SendMessage } from '../../schemas/chat-messages.ts';
import type { ConversationId, MessageId, UserId } from '../../schemas/common.ts';
import { ClearHistory } from '../../schemas/conversation-settings.ts';
import { AddMember, CreateConversation, ListConversations, RemoveMember } from '../../schemas/conversations.ts';
import { BlockUser } from '../../schemas/graph.ts';
import { CreateInvite } from '../../schemas/invites.ts';
import { ROUTES } from '../../schemas/routes.ts';
import { SyncConversations } from '../../schemas/sync.ts';
import { type AnyCall, answerTo } from '../support/answers.ts';
import { call, job, listen, type Person, page, signUp } from '../support/client.ts';
import { makeContacts } from '../support/contacts.ts';

/**
 * Every route and action of conversations on the deployed stack, for people who are no ordinary members: somebody who never was one, somebody
 * who was removed, a member who is banned from messages, and one of two people whom the other has blocked.
 */

/** The place where a caller acts, and what stands there. */
interface Place {
  readonly conversationId: ConversationId;
  /** A message of the owner's, and one of the caller's own where they could write one. */
  readonly theirs: MessageId;
  readonly own: MessageId;
  readonly ownerId: UserId;
  readonly token: string;
}

const OK = 'ok';
const [MISSING, BANNED, ROLE] = ['NOT_FOUND', 'BANNED', 'ROLE_REQUIRED'] as const;
const [DIRECT, BLOCKED] = ['CONFLICT', 'MESSAGE_NOT_ALLOWED'] as const;

/** The answers to somebody who never was a member, a removed one, one who is banned from messages, and a blocked one of two people. */
type Answers = readonly [stranger: string, removed: string, banned: string, blocked: string];
const hidden = (banned: string, blocked: string): Answers => [MISSING, MISSING, banned, blocked];
const ALL_OK: Answers = [OK, OK, OK, OK];

const of = ({ conversationId }: Place) => ({ params: { conversationId } });
const member = ({ conversationId, ownerId }: Place) => ({ params: { conversationId, userId: ownerId } });
const message = (messageId: MessageId) => ({ params: { messageId } });
const text = (words = 'Hi.') => ({ type: 'text' as const, text: words, clientMessageId: randomUUID() });

type Route = (typeof ROUTES.messaging)[number]['name'];
/** A new route does not compile without its row. */
const ROUTE_ROWS: Readonly<Record<Route, readonly [(place: Place) => AnyCall, Answers]>> = {
  CreateConversation: [
    ({ ownerId }) => ({
      headers: { 'idempotency-key': randomUUID() },
      body: { kind: 'group', name: 'Mine', memberIds: [ownerId] },
    }),
    ['CANNOT_ADD', OK, BANNED, 'CANNOT_ADD'],
  ],
  ListConversations: [() => ({ query: {} }), ALL_OK],
  GetConversation: [of, hidden(OK, OK)],
  UpdateConversation: [(place) => ({ ...of(place), body: { name: 'Mine' } }), hidden(BANNED, DIRECT)],
  AcceptConversation: [of, hidden(BANNED, OK)],
  DeclineConversation: [(place) => ({ ...of(place), body: {} }), hidden(DIRECT, DIRECT)],
  SetConversation: [(place) => ({ ...of(place), body: { pinned: true } }), hidden(OK, OK)],
  ClearHistory: [of, hidden(OK, OK)],
  PinMessage: [({ theirs }) => message(theirs), hidden(BANNED, BLOCKED)],
  UnpinMessage: [({ theirs }) => message(theirs), hidden(BANNED, BLOCKED)],
  AddMember: [member, hidden(BANNED, DIRECT)],
  RemoveMember: [member, hidden(ROLE, DIRECT)],
  SetMemberRole: [(place) => ({ ...member(place), body: { role: 'member' } }), hidden(BANNED, DIRECT)],
  SetOwner: [(place) => ({ ...of(place), body: { userId: place.ownerId } }), hidden(BANNED, DIRECT)],
  ReactToMessage: [({ theirs }) => ({ ...message(theirs), body: { name: 'fire' } }), hidden(BANNED, BLOCKED)],
  UnreactToMessage: [({ theirs }) => ({ params: { messageId: theirs, name: 'fire' } }), hidden(OK, OK)],
  SearchMessages: [({ conversationId }) => ({ query: { q: 'hi', conversationId } }), hidden(OK, OK)],
  CreateInvite: [(place) => ({ ...of(place), body: {} }), hidden(BANNED, DIRECT)],
  ListInvites: [of, hidden(ROLE, DIRECT)],
  RevokeInvite: [
    ({ conversationId }) => ({ params: { conversationId, inviteId: '0190a000-0000-7000-8000-000000000001' } }),
    hidden(ROLE, DIRECT),
  ],
  PreviewInvite: [({ token }) => ({ params: { token } }), ALL_OK],
  JoinByInvite: [() => ({ params: { token: 'A'.repeat(43) } }), [MISSING, MISSING, BANNED, MISSING]],
  ListMessages: [of, hidden(OK, OK)],
  ListReceipts: [({ own }) => message(own), hidden(OK, OK)],
  ReadMessages: [(place) => ({ ...of(place), body: { seq: 1 } }), hidden(OK, OK)],
  SendMessage: [(place) => ({ ...of(place), body: text() }), hidden(BANNED, BLOCKED)],
  EditMessage: [({ own }) => ({ ...message(own), body: { text: 'Ho.', revision: 1 } }), hidden(BANNED, BLOCKED)],
  DeleteMessage: [({ theirs }) => message(theirs), hidden('FORBIDDEN', 'FORBIDDEN')],
  SyncConversations: [({ conversationId }) => ({ body: { known: { [conversationId]: 1 } } }), ALL_OK],
  GetChatSettings: [() => ({}), ALL_OK],
  SetChatSettings: [() => ({ body: { presence: true, receipts: true, previews: true } }), ALL_OK],
};

type ChatAction = Exclude<(typeof ACTIONS)[number]['action'], 'ping' | 'session.renew'>;
const ACTION_ROWS: Readonly<Record<ChatAction, readonly [(place: Place) => object, Answers]>> = {
  'message.send': [({ conversationId }) => ({ conversationId, message: text() }), hidden(BANNED, BLOCKED)],
  'message.delivered': [({ conversationId }) => ({ conversationId, seq: 1 }), hidden(OK, OK)],
  'message.read': [({ conversationId }) => ({ conversationId, seq: 1 }), hidden(OK, OK)],
  typing: [({ conversationId }) => ({ conversationId }), hidden(BANNED, OK)],
  'presence.watch': [({ conversationId }) => ({ conversationId }), hidden(OK, OK)],
};

const COLUMNS = ['stranger', 'removed', 'banned', 'blocked'] as const;
type Column = (typeof COLUMNS)[number];
let callers: Record<Column, Person>;
let places: Record<Column, Place>;

const say = (as: Person, conversationId: ConversationId) => call(SendMessage, { as, params: { conversationId }, body: text() });

beforeAll(async () => {
  const [ann, stranger, removed, banned, blocked] = (await Promise.all(
    ['Ann', 'Sid', 'Rae', 'Bea', 'Bo'].map((name) => signUp(name)),
  )) as [Person, Person, Person, Person, Person];
  callers = { stranger, removed, banned, blocked };
  await makeContacts(ann, [removed, banned, blocked]);
  const group = await call(CreateConversation, {
    as: ann,
    headers: { 'idempotency-key': randomUUID() },
    body: { kind: 'group', name: 'Sunday', memberIds: [removed.userId, banned.userId] },
  });
  const direct = await call(CreateConversation, { as: ann, body: { kind: 'direct', userId: blocked.userId } });
  const { token } = await call(CreateInvite, { as: ann, params: { conversationId: group.id }, body: {} });
  const placeOf = async (conversationId: ConversationId, as: Person): Promise<Place> => {
    const theirs = (await say(ann, conversationId)).id as MessageId;
    const own = as === stranger ? theirs : ((await say(as, conversationId)).id as MessageId);
    return { conversationId, theirs, own, ownerId: ann.userId as UserId, token };
  };
  places = {
    stranger: await placeOf(group.id, stranger),
    removed: await placeOf(group.id, removed),
    banned: await placeOf(group.id, banned),
    blocked: await placeOf(direct.id, blocked),
  };
  await call(RemoveMember, { as: ann, params: { conversationId: group.id, userId: removed.userId as UserId } });
  await job('ban-user', { handle: banned.handle, scope: 'messaging', reason: 'Tried for a test.' });
  await call(BlockUser, { as: ann, params: { user: blocked.handle } });
  await expect(
    call(AddMember, { as: ann, params: { conversationId: group.id, userId: removed.userId as UserId } }),
  ).rejects.toMatchObject({ code: 'CANNOT_ADD' });
});

const columnOf = (row: Answers, column: Column): string => row[COLUMNS.indexOf(column)] as string;

it.concurrent.each(COLUMNS)('every action of a socket answers as it should: %s', async (column) => {
  await using socket = await listen(callers[column]);
  const got: Record<string, string> = {};
  for (const [action, [fields]] of Object.entries(ACTION_ROWS)) {
    socket.send(JSON.stringify({ action, requestId: action, ...fields(places[column]) }));
    const answer = await socket.next(`an answer to ${action}`, (one) => 'requestId' in one && one.requestId === action);
    got[action] = answer.type === 'error' ? answer.error.code : OK;
    if (action === 'presence.watch' && answer.type === 'ack') expect(answer.data).toEqual({ people: [] });
  }
  const expected = Object.entries(ACTION_ROWS).map(([name, [, row]]) => [name, columnOf(row, column)]);
  expect(got).toEqual(Object.fromEntries(expected));
});

it.concurrent.each(COLUMNS)('every route answers as it should: %s', async (column) => {
  const as = callers[column];
  const got: Record<string, string> = {};
  // Last, since it hides the messages that the others name.
  const ordered = ROUTES.messaging.toSorted((a, b) => Number(a === ClearHistory) - Number(b === ClearHistory));
  for (const contract of ordered) got[contract.name] = await answerTo(contract, as, ROUTE_ROWS[contract.name][0](places[column]));
  const expected = Object.entries(ROUTE_ROWS).map(([name, [, row]]) => [name, columnOf(row, column)]);
  expect(got).toEqual(Object.fromEntries(expected));
});

it('lists and syncs have nothing of a conversation to who is no member, and say that it is gone', async () => {
  for (const column of ['stranger', 'removed'] as const) {
    const { conversationId } = places[column];
    const { items } = await page(ListConversations, { as: callers[column], query: {} });
    expect(items.map(({ id }) => id)).not.toContain(conversationId);
    const synced = await call(SyncConversations, { as: callers[column], body: { known: { [conversationId]: 1 } } });
    expect(synced.gone).toEqual([conversationId]);
    expect(synced.changed.map((one) => one.conversationId)).not.toContain(conversationId);
  }
});
