import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { EditMessage, ListReceipts } from '../../schemas/chat-messages.ts';
import { AcceptContact, RequestContact } from '../../schemas/contacts.ts';
import { AddMember, CreateConversation, RemoveMember } from '../../schemas/conversations.ts';
import type { EntryView } from '../../schemas/entry-views.ts';
import type { ServerMessage } from '../../schemas/messages.ts';
import { SyncConversations } from '../../schemas/sync.ts';
import { call, chat, type Person, signUp, until } from '../support/client.ts';

/** Conversations over sockets on the deployed stack, by the reference client. */

let ann: Person;
let ben: Person;
let cleo: Person;
beforeAll(async () => {
  [ann, ben, cleo] = await Promise.all([signUp('Ann'), signUp('Ben'), signUp('Cleo')]);
  for (const other of [ben, cleo]) {
    await call(RequestContact, { as: ann, body: { user: other.handle } });
    await call(AcceptContact, { as: other, params: { id: ann.userId } });
  }
});

/** A person's app: what it was given, and what else it was told. */
function app(person: Person) {
  const entries: EntryView[] = [];
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
