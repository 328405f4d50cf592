import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { Entry, ServerMessage } from '../../client/index.ts';
import { Logout } from '../../schemas/auth.ts';
import { DeleteMessage, EditMessage, ListReceipts, ReactToMessage } from '../../schemas/chat-messages.ts';
import { SetChatSettings } from '../../schemas/chat-settings.ts';
import type { ConversationId, MessageId, UserId } from '../../schemas/common.ts';
import { AddMember, CreateConversation, RemoveMember } from '../../schemas/conversations.ts';
import { BlockUser } from '../../schemas/graph.ts';
import { SyncConversations } from '../../schemas/sync.ts';
import { type ClientSocket, call, chat, listen, type Person, signIn, signUp, ticketFor, until } from '../support/client.ts';
import { makeContacts } from '../support/contacts.ts';
import { setStored, storedRow } from '../support/stored.ts';

/** Conversations over sockets on the deployed stack, by the published client. */

let ann: Person;
let ben: Person;
let cleo: Person;
beforeAll(async () => {
  [ann, ben, cleo] = await Promise.all([signUp('Ann'), signUp('Ben'), signUp('Cleo')]);
  await makeContacts(ann, [ben, cleo]);
});

/** A person's app: what it was given, and what else it was told. */
function app(person: Person) {
  const entries: Entry[] = [];
  const others: ServerMessage[] = [];
  const gone: string[] = [];
  const client = chat(person, {
    entry: (entry) => entries.push(entry),
    other: (message) => others.push(message),
    gone: (id) => gone.push(id),
  });
  return { client, entries, others, gone, numbers: () => entries.map(({ seq }) => seq) };
}
const connected = (one: ReturnType<typeof app>) => until('a socket', () => one.client.connected || undefined);
const makeGroup = async (owner: Person, members: readonly Person[]): Promise<ConversationId> => {
  const body = { kind: 'group' as const, name: 'Sunday', memberIds: members.map(({ userId }) => userId as UserId) };
  return (await call(CreateConversation, { as: owner, headers: { 'idempotency-key': randomUUID() }, body })).id;
};
/** Sends a frame and waits for its answer. @param frame of any size, and also one that is refused */
async function ask(socket: ClientSocket, requestId: string, frame: string | object): Promise<ServerMessage> {
  socket.send(typeof frame === 'string' ? frame : JSON.stringify({ requestId, ...frame }));
  return socket.next(`an answer to ${requestId}`, (one) => 'requestId' in one && one.requestId === requestId);
}
const entriesOf = (socket: ClientSocket) => socket.received.flatMap((one) => (one.type === 'entry' ? [one.data.entry] : []));
const failed = (code: string, details: object = {}) => ({ type: 'error', error: { code, details } });
const text = (words: string) => ({ type: 'text' as const, text: words, clientMessageId: randomUUID() });

it('a group talks over sockets, and who was away misses nothing', async () => {
  const [anns, bens, cleos] = [app(ann), app(ben), app(cleo)];
  for (const one of [anns, bens, cleos]) one.client.start();
  await Promise.all([anns, bens, cleos].map(connected));
  const body = { kind: 'group' as const, name: 'Sunday', memberIds: [ben.userId] };
  const { id } = await call(CreateConversation, { as: ann, headers: { 'idempotency-key': randomUUID() }, body });
  await until('the new group', () => bens.numbers().includes(1) || undefined);
  for (const words of ['One.', 'Two.']) await anns.client.send(id, text(words));
  await until('both messages', () => bens.numbers().length === 3 || undefined);
  expect(bens.numbers()).toEqual([1, 2, 3]);
  await bens.client.ask({ action: 'message.read', conversationId: id, seq: 3 });
  await bens.client.ask({ action: 'typing', conversationId: id });
  await until('a receipt and somebody who types', () => {
    const types = anns.others.map(({ type }) => type);
    return (types.includes('receipt') && types.includes('typing')) || undefined;
  });
  expect(await call(ListReceipts, { as: ann, params: { messageId: `${id}_3` } })).toMatchObject({ read: [{ id: ben.userId }] });
  await bens.client.ask({ action: 'ping' });
  expect(await anns.client.ask({ action: 'presence.watch', conversationId: id })).toMatchObject({
    people: [{ userId: ben.userId, online: true }],
  });

  // Away, while others talk and an earlier message changes; the app knows its numbers.
  const known = bens.client.known;
  bens.client.stop();
  await anns.client.send(id, text('Three.'));
  await call(EditMessage, { as: ann, params: { messageId: `${id}_2` }, body: { text: 'Once.', revision: 1 } });
  await call(AddMember, { as: ann, params: { conversationId: id, userId: cleo.userId } });
  const again = app(ben);
  again.client.start(known);
  await until('what was missed', () => again.numbers().length === 3 || undefined);
  expect(again.numbers()).toEqual([4, 5, 6]);
  await until('an entry for the new member', () => cleos.numbers().includes(6) || undefined);
  expect(await call(SyncConversations, { as: ben, body: { known: again.client.known } })).toMatchObject({
    changed: [],
    gone: [],
  });

  await call(RemoveMember, { as: ann, params: { conversationId: id, userId: cleo.userId } });
  await until('the end of a membership', () => cleos.gone.includes(id) || undefined);
  await expect(cleos.client.send(id, text('Still?'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  for (const one of [anns, again, cleos]) one.client.stop();
});

it('a frame of 31 KB is taken, and one of 33 KB is refused', async () => {
  const id = await makeGroup(ann, [ben]);
  await using anns = await listen(ann);
  await using bens = await listen(ben);
  // An escaped emoji is 12 bytes of a frame, and 4 of a message.
  const frameOf = (requestId: string, emojis: number) =>
    `{"action":"message.send","requestId":"${requestId}","conversationId":"${id}","message":{"type":"text","clientMessageId":"${randomUUID()}","text":"${'\\ud83d\\ude00'.repeat(emojis)}"}}`;
  const [taken, refused] = [frameOf('taken', 2_625), frameOf('refused', 2_816)];
  expect(taken.length).toBeGreaterThan(31 * 1_024 - 100);
  expect(refused.length).toBeGreaterThan(33 * 1_024);
  expect(await ask(anns, 'taken', taken)).toMatchObject({ type: 'ack', data: { text: '😀'.repeat(2_625) } });
  await until('the message', () => entriesOf(bens).some((one) => one?.type === 'text') || undefined);
  anns.send(refused);
  expect(await anns.next('a refusal', ({ type }) => type === 'error')).toMatchObject(
    failed('INVALID_INPUT', { field: 'message' }),
  );
});

it('a socket is served as long as it is renewed', async () => {
  const before = await connectionsOf(ann);
  await using socket = await listen(ann);
  const [connection] = (await connectionsOf(ann)).filter((one) => !before.includes(one));
  const [ticket, foreign] = [await ticketFor(ann), await ticketFor(ben)];
  const renewed = await ask(socket, 'first', { action: 'session.renew', ticket });
  expect(renewed).toMatchObject({ type: 'ack', data: { renewBefore: expect.any(String) } });
  for (const [requestId, again] of Object.entries({ used: ticket, foreign }))
    expect(await ask(socket, requestId, { action: 'session.renew', ticket: again })).toMatchObject(failed('UNAUTHENTICATED'));
  const over = new Date(Date.now() - 16 * 60_000 - 1_000).toISOString();
  await setStored(`$youbet#connectionId_${connection}`, '$connection_1', 'issuedAt', over);
  socket.send({ action: 'ping', requestId: 'late' });
  await socket.ended();
  expect(socket.received.some((one) => one.type === 'ack' && one.requestId === 'late')).toBe(false);
});

it('changes reach all devices, and the end of a session is told to its own', async () => {
  const id = await makeGroup(ann, [ben]);
  const tablet = await signIn(ben);
  await using phone = await listen(ben);
  await using second = await listen(tablet);
  await using anns = await listen(ann);
  await ask(anns, 'sent', { action: 'message.send', conversationId: id, message: text('Hi.') });
  const messageId = `${id}_2` as MessageId;
  await call(EditMessage, { as: ann, params: { messageId }, body: { text: 'Ho.', revision: 1 } });
  await call(DeleteMessage, { as: ann, params: { messageId } });
  for (const device of [phone, second])
    await until('all four entries', () => {
      const shown: (string | undefined)[] = entriesOf(device).map((one) => (one?.type === 'change' ? one.change : one?.type));
      return ['text', 'edited', 'deleted'].every((kind) => shown.includes(kind)) || undefined;
    });
  await call(Logout, { body: { refreshToken: tablet.refreshToken } });
  await second.next('the end of the session', ({ type }) => type === 'session.closing');
  await second.ended();
  expect(phone.closed).toBeUndefined();
});

it('receipts are gathered, and who switches receipts and presence off neither gives nor gets them', async () => {
  const id = await makeGroup(ann, [ben]);
  await using anns = await listen(ann);
  await using bens = await listen(ben);
  await ask(anns, 'sent', { action: 'message.send', conversationId: id, message: text('Hi.') });
  const delivered = { action: 'message.delivered', conversationId: id, seq: 2 };
  expect(await ask(bens, 'first', delivered)).toMatchObject({ type: 'ack' });
  await anns.next(
    'a receipt',
    (one) => one.type === 'receipt' && one.data.kind === 'delivered' && one.data.conversationId === id,
  );
  expect(await ask(bens, 'again', delivered)).toMatchObject(failed('RATE_LIMITED', { retryAfter: expect.any(Number) }));
  expect(await ask(bens, 'none', { ...delivered, seq: 99 })).toMatchObject(failed('INVALID_INPUT', { field: 'seq' }));

  await ask(anns, 'here', { action: 'ping' });
  const watch = (requestId: string, socket = bens, person = ann) =>
    ask(socket, requestId, { action: 'presence.watch', userIds: [person.userId, cleo.userId] });
  expect(await watch('shown')).toMatchObject({ data: { people: [{ userId: ann.userId, online: true, lastSeenAt: null }] } });
  expect(await ask(bens, 'both', { action: 'presence.watch' })).toMatchObject(failed('INVALID_INPUT'));
  await call(SetChatSettings, { as: ann, body: { presence: false, receipts: false, previews: true } });
  expect(await watch('soon')).toMatchObject(failed('RATE_LIMITED', { retryAfter: expect.any(Number) }));
  const hidden = { action: 'presence.watch', conversationId: id };
  expect(await ask(bens, 'hidden', hidden)).toMatchObject({ data: { people: [] } });
  expect(await watch('neither', anns, ben)).toMatchObject({ data: { people: [] } });
  expect(await call(ListReceipts, { as: ann, params: { messageId: `${id}_2` as MessageId } })).toEqual({
    delivered: [],
    read: [],
  });
  await call(SetChatSettings, { as: ann, body: { presence: true, receipts: true, previews: true } });
});

it('a block parts two people within a group, and tells neither', async () => {
  const id = await makeGroup(ann, [ben, cleo]);
  const [anns, bens, cleos] = [await listen(ann), await listen(ben), await listen(cleo)] as const;
  await ask(anns, 'before', { action: 'message.send', conversationId: id, message: text('Before.') });
  await call(BlockUser, { as: ben, params: { user: ann.handle } });
  await ask(anns, 'after', { action: 'message.send', conversationId: id, message: text('After.') });
  const flagOf = (socket: ClientSocket) =>
    entriesOf(socket).flatMap((one) => (one?.type === 'text' && one.text === 'After.' ? [one.authorBlocked] : []));
  expect(await until('the message', () => flagOf(bens)[0])).toBe(true);
  expect(await until('the message', async () => (flagOf(cleos).length > 0 ? !flagOf(cleos)[0] : undefined))).toBe(true);
  const react = call(ReactToMessage, { as: ben, params: { messageId: `${id}_2` as MessageId }, body: { name: 'up' } });
  await expect(react).rejects.toMatchObject({ code: 'MESSAGE_NOT_ALLOWED' });
  await ask(bens, 'typing', { action: 'typing', conversationId: id });
  await ask(bens, 'read', { action: 'message.read', conversationId: id, seq: 3 });
  const told = (socket: ClientSocket) =>
    socket.received.flatMap((one) =>
      (one.type === 'typing' || one.type === 'receipt') && one.data.conversationId === id ? [one.type] : [],
    );
  await until('what Cleo is told', () => told(cleos).length === 2 || undefined);
  expect(told(anns)).toEqual([]);
  await Promise.all([anns, bens, cleos].map((socket) => socket.close()));
});

/** The connections of a person's sockets. */
async function connectionsOf({ userId }: Person): Promise<string[]> {
  const row = await storedRow(`$youbet#userid_${userId}`, '$sockets_1');
  return (row?.open?.SS ?? []).map((entry) => entry.split(' ')[1] ?? '');
}
