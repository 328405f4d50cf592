import { randomUUID } from 'node:crypto';
import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import type { User } from '#actor';
import {
  addMember,
  createConversation,
  createInvite,
  editMessage,
  joinByInvite,
  sendMessage,
  setConversation,
} from '#core/messaging';
import { placePick } from '#core/picks';
import { newId } from '#platform/ids';
import { MOST_EDITS, SendMessage } from '#schemas/chat-messages';
import type { ConversationId, EventId, MessageId, PickId, UserId } from '#schemas/common';
import { CreateConversation, MOST_CONVERSATIONS, MOST_MEMBERS } from '#schemas/conversations';
import { PlacePick } from '#schemas/picks';
import { conversationHeadEntity } from '../../core/messaging/log/conversation-head.entity.ts';
import { conversationRosterEntity } from '../../core/messaging/log/conversation-roster.entity.ts';
import { rowOf } from '../../core/messaging/log/entry.store.ts';
import { membershipEntity } from '../../core/messaging/log/membership.entity.ts';
import { identityGround, later, now } from '../support/bettors.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { befriend, directOf, fillLog, groupOf, listed, opened, pageOf, people, say } from '../support/make/conversations.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { dropMessages } from '../support/sent-messages.ts';

/** The bounds of conversations: members, conversations of a person, unread messages, edits, and the bytes of a page. */

beforeAll(async () => {
  await identityGround();
  dropMessages();
});

const of = (code: string, details: object = {}) => expect.objectContaining({ code, details: expect.objectContaining(details) });
const newIds = <Id extends string>(count: number): Id[] => Array.from({ length: count }, () => newId<Id>(now));

it('a group takes 256 members, by its admins and by links', async () => {
  const [ann, ben, cas, dee] = (await people(4)) as [User, User, User, User];
  const { id } = await groupOf(ann, [ben], now);
  await befriend(ann, [cas, dee], now);
  const { data } = await conversationRosterEntity().get({ conversationId: id }).go();
  const others = newIds<UserId>(MOST_MEMBERS - 3).map((userId) => [userId, 'm1']);
  const members = { ...data?.members, ...Object.fromEntries(others) };
  await conversationRosterEntity().patch({ conversationId: id }).set({ members }).go();
  const { token } = await createInvite(ann, id, { days: 1, most: 9 }, now);
  await addMember(ann, id, cas.userId, now);
  await expect(addMember(ann, id, dee.userId, now)).rejects.toEqual(of('GROUP_FULL'));
  await expect(joinByInvite(dee, token, now)).rejects.toEqual(of('GROUP_FULL'));
  // A member comes in again.
  expect((await joinByInvite(cas, token, now)).members).toHaveLength(MOST_MEMBERS);
});

it('a person is in 500 conversations that are not archived', async () => {
  const [ann, ben, cas] = (await people(3)) as [User, User, User];
  const { id } = await groupOf(ben, [cas], now);
  await befriend(ann, [ben, cas], now);
  const conversationIds = newIds<ConversationId>(MOST_CONVERSATIONS);
  const row = { userId: ann.userId, state: 'in' as const, role: 'member' as const, joined: 1, from: 1 };
  await membershipEntity()
    .put(conversationIds.map((conversationId) => ({ ...row, conversationId })))
    .go({ concurrent: 4 });
  const { token } = await createInvite(ben, id, { days: 1, most: 9 }, now);
  const group = CreateConversation.body.parse({ kind: 'group', name: 'One more', memberIds: [ben.userId] });
  const make = () => createConversation(ann, { body: group, key: randomUUID() }, now);
  await expect(make()).rejects.toEqual(of('LIMIT_REACHED'));
  await expect(opened(ann, cas.userId, now)).rejects.toEqual(of('LIMIT_REACHED'));
  await expect(joinByInvite(ann, token, now)).rejects.toEqual(of('LIMIT_REACHED'));
  // Nobody is told how many conversations somebody else has.
  await expect(addMember(ben, id, ann.userId, now)).rejects.toEqual(of('CANNOT_ADD'));
  await setConversation(ann, conversationIds[0] as ConversationId, { archived: true }, now);
  expect(await make()).toMatchObject({ name: 'One more', role: 'owner' });
});

it('more than 999 unread messages are told as 999', async () => {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await directOf(ann, ben.userId, now);
  await say(ann, id, 'Hi.', now);
  const unread = async (messages: number) => {
    await conversationHeadEntity().patch({ conversationId: id }).set({ messages }).go();
    return (await listed(ben))[0]?.unread;
  };
  expect([await unread(999), await unread(1_000), await unread(50_000)]).toEqual([999, 999, 999]);
});

it('a message is changed twenty times, and a text beside a slip stays as short as a new one', async () => {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await directOf(ann, ben.userId, now);
  const { id: messageId } = await say(ann, id, 'Hi.', now);
  const edit = (revision: number, text = `Edit ${revision}.`, of = messageId) =>
    editMessage(ann, of as MessageId, { text, revision }, later(1_000));
  for (let revision = 1; revision <= MOST_EDITS; revision++) await edit(revision);
  await expect(edit(MOST_EDITS + 1)).rejects.toEqual(of('LIMIT_REACHED'));
  const eventId = (await storedGame('nfl', later(48 * 3_600_000))) as EventId;
  const { id: pickId } = await placePick(ann, PlacePick.body.parse(singleBody(eventId)), undefined, now);
  const body = { type: 'slip', pickId: pickId as PickId, clientMessageId: randomUUID() };
  const slip = await sendMessage(ann, id, SendMessage.body.parse(body), now);
  await expect(edit(1, 'a'.repeat(1_001), slip.id)).rejects.toEqual(of('INVALID_INPUT', { field: 'text' }));
  expect(await edit(1, 'a'.repeat(1_000), slip.id)).toMatchObject({ type: 'slip', revision: 2 });
});

it('a page stays under 1 MB, also where its texts grow on their way, and a reader misses nothing', async () => {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await directOf(ann, ben.userId, now);
  await say(ben, id, 'Hi.', now);
  // 8 KB each, and twice that in JSON.
  await fillLog(id, { senderId: ann.userId, from: 2, to: 101, messages: 1, at: now, text: '"'.repeat(8_000) });
  const page = async (query: object) => {
    const { entries, ...sides } = await pageOf(ben, id, { limit: '100', ...query });
    expect(Buffer.byteLength(JSON.stringify(entries))).toBeLessThan(1_000_000);
    return { ...sides, seqs: entries.map(({ seq }) => seq) };
  };
  const around = await page({ around: '50' });
  expect(around).toMatchObject({ hasBefore: true, hasAfter: true });
  expect(around.seqs).toContain(50);
  const up: number[] = [];
  const down: number[] = [];
  for (let after = 0, more = true; more; after = up.at(-1) ?? 0) {
    const { seqs, hasAfter } = await page({ after: String(after) });
    up.push(...seqs);
    more = hasAfter;
  }
  for (let before: string | undefined, more = true; more; before = String(down[0])) {
    const { seqs, hasBefore } = await page(before === undefined ? {} : { before });
    down.unshift(...seqs);
    more = hasBefore;
  }
  const all = Array.from({ length: 101 }, (_, i) => i + 1);
  expect([up, down]).toEqual([all, all]);
});

it('a message whose number others keep taking is refused after a second, for its sender to repeat', async () => {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await directOf(ann, ben.userId, now);
  await say(ben, id, 'Hi.', now);
  let tries = 0;
  const stop = intercept(async ({ name, input }, send) => {
    if (name !== 'PutItemCommand' || !JSON.stringify(input).includes('$logentry')) return send();
    tries++;
    throw new TransactionConflictException({ message: 'held', $metadata: {} });
  });
  const clientMessageId = randomUUID();
  const began = performance.now();
  await expect(say(ann, id, 'Now?', now, { clientMessageId }).finally(stop)).rejects.toEqual(of('UNAVAILABLE'));
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(tries).toBeGreaterThan(5);
  expect(await say(ann, id, 'Now?', now, { clientMessageId })).toMatchObject({ seq: 2 });
});

it('what an entry has beside its text has at most 2 KB', () => {
  const entry = {
    conversationId: newId<ConversationId>(now),
    seq: 2,
    type: 'file' as const,
    senderId: 'ann',
    at: '',
    messages: 1,
  };
  const details = (name: string) => ({
    media: { mediaId: newId(now), bytes: 1, purpose: 'chat_file' as const, name, contentType: 'application/pdf' },
  });
  // The longest name that an upload may have.
  expect(rowOf({ ...entry, details: details('\u{1f3c8}'.repeat(63)) })).toMatchObject({ block: 0 });
  expect(() => rowOf({ ...entry, details: details('a'.repeat(2_048)) })).toThrow('have 2');
});
