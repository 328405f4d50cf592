import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DeleteMessage, EditMessage, ListMessages, ReadMessages, SendMessage } from '../../schemas/chat-messages.ts';
import { AcceptContact, RequestContact } from '../../schemas/contacts.ts';
import {
  AddMember,
  CreateConversation,
  GetConversation,
  ListConversations,
  RemoveMember,
  SetMemberRole,
  SetOwner,
  UpdateConversation,
} from '../../schemas/conversations.ts';
import { BlockUser, UnblockUser } from '../../schemas/graph.ts';
import { call, type Person, page, signUp } from '../support/client.ts';

/** Conversations over HTTP on the deployed stack. */

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

const text = (words: string, more: object = {}) => ({
  type: 'text' as const,
  text: words,
  clientMessageId: randomUUID(),
  ...more,
});
const of = (conversationId: string) => ({ params: { conversationId } });
const say = (as: Person, id: string, body = text('Hi.')) => call(SendMessage, { as, ...of(id), body });
const NOT_FOUND = { code: 'NOT_FOUND' };
const read = (as: Person, id: string, query: object = {}) => call(ListMessages, { as, ...of(id), query });

describe('a group', () => {
  it('is made, talks, changes hands and members, and shows nothing to who left', async () => {
    const body = { kind: 'group' as const, name: 'Sunday', memberIds: [ben.userId] };
    const made = { as: ann, headers: { 'idempotency-key': randomUUID() }, body };
    const [{ id }, again] = [await call(CreateConversation, made), await call(CreateConversation, made)];
    expect(again.id).toBe(id);
    await call(AddMember, { as: ann, params: { conversationId: id, userId: cleo.userId } });
    await Promise.all([ann, ben, cleo].map((as) => say(as, id)));
    await call(UpdateConversation, { as: ann, ...of(id), body: { name: 'Monday' } });
    await call(SetMemberRole, { as: ann, params: { conversationId: id, userId: cleo.userId }, body: { role: 'admin' } });
    await call(SetOwner, { as: ann, ...of(id), body: { userId: ben.userId } });
    expect(await call(GetConversation, { as: cleo, ...of(id) })).toMatchObject({ name: 'Monday', role: 'admin', lastSeq: 8 });
    expect((await read(ann, id)).entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await read(cleo, id)).entries.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    await call(RemoveMember, { as: ben, params: { conversationId: id, userId: ann.userId } });
    await expect(read(ann, id)).rejects.toMatchObject(NOT_FOUND);
    await expect(say(ann, id)).rejects.toMatchObject(NOT_FOUND);
    expect((await read(ben, id)).entries.at(-1)).toMatchObject({
      seq: 9,
      type: 'change',
      change: 'removed',
      user: { id: ann.userId },
    });
  });
});

// After the group, since a block ends a contact.
describe('two people', () => {
  it('write to each other, once each, and read what they missed', async () => {
    const open = (as: Person, to: Person) => call(CreateConversation, { as, body: { kind: 'direct', userId: to.userId } });
    const { id } = await open(ann, ben);
    expect((await open(ben, ann)).id).toBe(id);
    const once = text('Once.');
    const sent = await Promise.all(Array.from({ length: 10 }, () => say(ann, id, once)));
    expect(new Set(sent.map((entry) => entry.id))).toEqual(new Set([`${id}_1`]));
    await say(ben, id, text('And once.', { replyTo: 1 }));
    expect((await read(ben, id, { after: 1 })).entries).toMatchObject([{ seq: 2, replyTo: { excerpt: 'Once.' } }]);
    const listed = async (as: Person) => (await page(ListConversations, { as, query: {} })).items.find((one) => one.id === id);
    expect(await listed(ben)).toMatchObject({
      other: { id: ann.userId },
      lastSeq: 2,
      unread: 0,
      lastMessage: { preview: 'And once.' },
    });
    expect(await listed(ann)).toMatchObject({ unread: 1 });
    await call(ReadMessages, { as: ann, ...of(id), body: { seq: 2 } });
    expect(await listed(ann)).toMatchObject({ unread: 0 });
    const edited = { as: ben, params: { messageId: `${id}_2` }, body: { text: 'And twice.', revision: 1 } };
    expect(await call(EditMessage, edited)).toMatchObject({ text: 'And twice.', revision: 2 });
    await call(DeleteMessage, { as: ben, params: { messageId: `${id}_2` } });
    expect((await read(ann, id, { after: 1 })).entries.map(({ type }) => type)).toEqual(['deleted', 'change', 'change']);
    await call(BlockUser, { as: ben, params: { user: ann.handle } });
    await expect(say(ann, id, text('Hello?'))).rejects.toMatchObject({ code: 'MESSAGE_NOT_ALLOWED' });
    await call(UnblockUser, { as: ben, params: { user: ann.handle } });
    await expect(call(GetConversation, { as: cleo, ...of(id) })).rejects.toMatchObject(NOT_FOUND);
    await expect(read(cleo, id)).rejects.toMatchObject(NOT_FOUND);
    await expect(say(cleo, id)).rejects.toMatchObject(NOT_FOUND);
  });
});

it('one person sends twenty messages a minute', async () => {
  const { id } = await call(CreateConversation, { as: cleo, body: { kind: 'direct', userId: ann.userId } });
  let sent = 0;
  // The window of a minute may end on the way, once.
  const refused = async () => {
    for (; sent < 41; sent++) await say(cleo, id);
  };
  await expect(refused()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  const seqs = (await read(ann, id, { after: 0, limit: 100 })).entries.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  expect(seqs).toHaveLength(sent);
});
