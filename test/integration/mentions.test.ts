import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { User } from '#actor';
import { blockUser } from '#core/graph';
import {
  clearHistory,
  deleteMessage,
  editMessage,
  messagingUpkeep,
  readMessages,
  receiversOf,
  removeMember,
  sendMessage,
  setConversation,
  syncConversations,
} from '#core/messaging';
import { loadUsers } from '#core/users';
import { SendMessage } from '#schemas/chat-messages';
import type { ConversationId, MessageId } from '#schemas/common';
import { noteMention } from '../../core/messaging/log/membership.store.ts';
import { countMentions } from '../../core/messaging/tasks/count-mentions.projection.ts';
import { identityGround, later, lost, many, now, refused } from '../support/bettors.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { differences, groupOf, listed, opened, pageOf, people } from '../support/make/conversations.ts';
import { newRecords, project } from '../support/social.ts';

beforeAll(async () => {
  await identityGround();
  await newRecords();
});

type Named = User & { readonly handle: string };

/** A text that begins with the handles of people, and their mentions. */
function mentioning(all: readonly Named[], words = 'look.') {
  let text = '';
  const mentions = all.map(({ userId, handle }) => {
    const start = text.length;
    text += `@${handle} `;
    return { start, end: text.length - 1, userId };
  });
  return { text: text + words, mentions };
}
const named = async (count: number): Promise<Named[]> => {
  const all = await people(count);
  const users = await loadUsers(all.map(({ userId }) => userId));
  return all.map((user) => ({ ...user, handle: users.find(({ userId }) => userId === user.userId)?.handle ?? '' }));
};
const send = (as: User, id: ConversationId, fields: object, clientMessageId: string = randomUUID()) =>
  sendMessage(as, id, SendMessage.body.parse({ type: 'text', clientMessageId, ...fields }), now);
const follow = async () => project('social', await newRecords('logentry'));
const countOf = async (as: User) => (await listed(as))[0]?.mentions;
const shown = async (as: User, id: ConversationId, seq: number) => {
  const entry = (await pageOf(as, id)).entries.find((one) => one.seq === seq);
  return entry && 'mentions' in entry ? entry.mentions.map(({ start, end, user }) => [start, end, user.id]) : null;
};

it('a mention of members is shown, counted apart from what is unread, and follows edits, reading and deletion', async () => {
  const [ann, ben, cas] = (await named(3)) as [Named, Named, Named];
  const { id } = await groupOf(ann, [ben, cas], now);
  const first = mentioning([ben, ann]);
  const clientMessageId = randomUUID();
  const { id: messageId } = await send(ann, id, first, clientMessageId);
  await send(ann, id, first, clientMessageId);
  await send(ann, id, { text: 'Nobody.' });
  for (let i = 0; i < 2; i++) await follow();
  expect(await shown(cas, id, 2)).toEqual(first.mentions.map(({ start, end, userId }) => [start, end, userId]));
  expect([await countOf(ann), await countOf(ben), await countOf(cas)]).toEqual([0, 1, 0]);
  expect((await listed(ben))[0]?.unread).toBe(2);
  const { changed } = await syncConversations(ben, { known: {}, cursor: undefined }, later(1));
  expect(changed[0]).toMatchObject({ mentions: 1 });
  await editMessage(ann, messageId as MessageId, { ...mentioning([cas]), revision: 1 }, now);
  await follow();
  expect([await countOf(ben), await countOf(cas)]).toEqual([0, 1]);
  expect(await differences(ann, ben, cas)).toEqual([]);
  await readMessages(cas, id, 2, now);
  expect(await countOf(cas)).toBe(0);
  await send(ann, id, mentioning([cas, ben]));
  await follow();
  await deleteMessage(ann, `${id}_5` as MessageId, now);
  await clearHistory(ben, id);
  await follow();
  expect([await countOf(ben), await countOf(cas)]).toEqual([0, 0]);
  expect(await differences(ann, ben, cas)).toEqual([]);
});

it('nobody is mentioned who is no member, has left, or is on either side of a block, and all are refused alike', async () => {
  const [ann, ben, cas, dan, eve] = (await named(5)) as [Named, Named, Named, Named, Named];
  const { id } = await groupOf(ann, [ben, cas, dan], now);
  await blockUser(ben, ann.userId, now);
  await blockUser(ann, cas.userId, now);
  await removeMember(dan, id, dan.userId, now);
  const refusals = await Promise.all(
    [ben, cas, dan, eve].map((other) =>
      send(ann, id, mentioning([other])).then(
        () => null,
        (error: unknown) => error,
      ),
    ),
  );
  expect(refusals[0]).toEqual(refused('INVALID_INPUT', { field: 'mentions.0.userId' }));
  expect(new Set(refusals.map((error) => JSON.stringify([(error as Error).message, error]))).size).toBe(1);
  const wrong = { ...mentioning([ann]), text: 'No handle here.' };
  await expect(send(ann, id, wrong)).rejects.toEqual(refused('INVALID_INPUT', { field: 'mentions.0.start' }));
  const tooMany = mentioning(Array.from({ length: 11 }, () => ann));
  expect(SendMessage.body.safeParse({ type: 'text', clientMessageId: randomUUID(), ...tooMany }).success).toBe(false);
  const direct = (await opened(eve, dan.userId, now)).id;
  await expect(send(eve, direct, mentioning([dan]))).rejects.toEqual(refused('INVALID_INPUT', { field: 'mentions' }));
});

it('a message with a mention reads once whom a block parts from its sender', async () => {
  const [ann, ben] = (await named(2)) as [Named, Named];
  const { id } = await groupOf(ann, [ben], now);
  let reads = 0;
  const stop = intercept(async ({ name, input }, send) => {
    if (name === 'QueryCommand' && JSON.stringify(input).includes('$hidden')) reads++;
    return send();
  });
  await send(ann, id, mentioning([ben])).finally(stop);
  expect(reads).toBe(1);
});

it('a mute leaves mentions where its member wants so', async () => {
  const [ann, ben, cas] = (await named(3)) as [Named, Named, Named];
  const { id } = await groupOf(ann, [ben, cas], now);
  await setConversation(ben, id, { muted: { until: null, exceptMentions: true } }, now);
  await setConversation(cas, id, { muted: { until: null, exceptMentions: false } }, now);
  await send(ann, id, { text: 'All.' });
  await send(ann, id, mentioning([ben, cas]));
  const told = async (seq: number) =>
    (await receiversOf({ task: 'push-message', conversationId: id, seq, userIds: [ben.userId, cas.userId] }, now)).map(
      ({ userId }) => userId,
    );
  expect([await told(2), await told(3)]).toEqual([[], [ben.userId]]);
  expect((await listed(ben))[0]?.settings.muted).toEqual({ until: null, exceptMentions: true });
  await setConversation(ben, id, { muted: null }, now);
  expect([(await listed(ben))[0]?.settings.muted, await told(2)]).toEqual([null, [ben.userId]]);
});

it('a row keeps 99 of them, and makes room by what was read', async () => {
  const [ann, ben] = (await named(2)) as [Named, Named];
  const { id } = await groupOf(ann, [ben], now);
  const note = (isMentioned: (seq: number) => boolean) =>
    many(99, (i) => noteMention(ben.userId, { conversationId: id, seq: 101 + i }, isMentioned(101 + i)));
  expect(lost(await note(() => true))).toEqual([]);
  const { seq } = await send(ann, id, mentioning([ben]));
  await follow();
  expect(await countOf(ben)).toBe(99);
  expect(lost(await note((place) => place > 150))).toEqual([]);
  await send(ann, id, mentioning([ben]));
  await follow();
  expect(await countOf(ben)).toBe(50);
  expect(seq).toBe(2);
  // Nothing of it stands in the log but the two messages: the audit finds that, and the repair makes it so.
  expect(await differences(ann)).not.toEqual([]);
  await messagingUpkeep.repair?.(ann.userId, now);
  expect(await differences(ann)).toEqual([]);
  expect(await countOf(ben)).toBe(2);
});

it('the reader of the stream that dies at any call counts a mention once', async () => {
  const [ann, ben, cas] = (await named(3)) as [Named, Named, Named];
  const { id } = await groupOf(ann, [ben, cas], now);
  await send(ann, id, mentioning([ben, cas]));
  const input = { conversationId: id, seq: 2, userIds: [ben.userId, cas.userId] };
  for (let calls = 0; ; calls++) {
    let left = calls;
    const end = intercept((_, go) => (--left < 0 ? Promise.reject(new Error('dead')) : go()));
    const done = await countMentions.run(input, now).then(
      () => true,
      () => false,
    );
    end();
    if (done) break;
  }
  expect([await countOf(ben), await countOf(cas)]).toEqual([1, 1]);
  await messagingUpkeep.erase?.(cas.userId, now);
  expect(await shown(ben, id, 2)).toEqual([[0, expect.any(Number), ben.userId]]);
});
