import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { decideBan } from '#core/identity';
import {
  clearHistory,
  createConversation,
  deleteMessage,
  getConversation,
  pinMessage,
  reactToMessage,
  runChatTask,
  sendMessage,
  unpinMessage,
  unreactToMessage,
  updateConversation,
} from '#core/messaging';
import { decideReport, moderationUpkeep, reportSubject } from '#core/moderation';
import { loadUser } from '#core/users';
import { SendMessage } from '#schemas/chat-messages';
import type { ConversationId, MediaId, MessageId } from '#schemas/common';
import { CreateConversation } from '#schemas/conversations';
import { keysUnder } from '../../core/media/storage.ts';
import { casesAbout, openCaseIdOf } from '../../core/moderation/case.store.ts';
import { identityGround, now } from '../support/bettors.ts';
import { newBuckets } from '../support/buckets.ts';
import { deaths } from '../support/deaths.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { befriend, differences, pageOf, people, say } from '../support/make/conversations.ts';
import { dropMessages } from '../support/sent-messages.ts';
import { followMedia, pictureOf, uploaded } from '../support/uploads.ts';

/**
 * A process may die at any of its calls of the table. Each act lives for k of them, for every k; then its caller asks again, and all must be as if
 * it had asked once: one entry of the log, and rows that the audit finds right. It dies at every third call, see deaths().
 */
const STEP = 3;
const life = { calls: Number.POSITIVE_INFINITY };
let end = () => {};
let ann: User;
let ben: User;
let mo: User;
let id: ConversationId;
const newGroup = async (): Promise<ConversationId> => {
  const body = CreateConversation.body.parse({ kind: 'group', name: 'Sunday', memberIds: [ben.userId, mo.userId] });
  return (await createConversation(ann, { body, key: randomUUID() }, now)).id;
};
beforeAll(async () => {
  await identityGround();
  await newBuckets();
  dropMessages();
  [ann, ben, mo] = (await people(3)) as [User, User, User];
  mo = { ...mo, role: 'moderator' };
  await befriend(ann, [ben, mo], now);
  id = await newGroup();
  end = intercept((_, send) => (--life.calls < 0 ? Promise.reject(new Error('this process is dead')) : send()));
});
afterAll(() => end());

/** @returns true when the work came to its end within its life */
async function living(calls: number, work: () => Promise<unknown>): Promise<boolean> {
  life.calls = calls;
  await work().catch(() => {});
  const survived = life.calls >= 0;
  life.calls = Number.POSITIVE_INFINITY;
  return survived;
}

/** Dies at the calls of an act, each time on a thing of its own, and asks again. @returns the things */
async function dying<Thing>(make: () => Promise<Thing>, act: (thing: Thing) => Promise<unknown>, step = STEP): Promise<Thing[]> {
  const all: Thing[] = [];
  for (const calls of deaths(step)) {
    const thing = await make();
    all.push(thing);
    const survived = await living(calls, () => act(thing));
    await act(thing);
    if (survived) break;
  }
  expect(all.length, 'it died at least once').toBeGreaterThan(1);
  return all;
}

const said = async (by = ben): Promise<MessageId> => (await say(by, id, 'The dogs cover.', now)).id as MessageId;
/** The changes of a message, by their kinds in the order of the log. */
async function changesOf(messageId: MessageId): Promise<string[]> {
  const { entries } = await pageOf(ann, id, { limit: 100 });
  return entries.flatMap((entry) =>
    entry.type === 'change' && entry.target === Number(messageId.split('_')[1]) ? [entry.change] : [],
  );
}

type Act = (actor: User, messageId: MessageId, at: Date) => Promise<unknown>;
const react: Act = (actor, messageId, at) => reactToMessage(actor, messageId, 'fire', at);
const unreact: Act = (actor, messageId, at) => unreactToMessage(actor, messageId, 'fire', at);

it.each([
  ['a pin', pinMessage, unpinMessage, ['pinned', 'unpinned']],
  ['a reaction', react, unreact, ['reacted', 'unreacted']],
] as const)('%s stands once, and so does taking it back', async (_, act: Act, back: Act, kinds) => {
  let last: MessageId | undefined;
  // At most five messages are pinned.
  const make = async () => {
    if (last) await back(ann, last, now);
    last = await said();
    return last;
  };
  const acted = await dying(make, (one) => act(ann, one, now));
  for (const one of acted) expect(await changesOf(one)).toEqual(one === last ? [kinds[0]] : kinds);
  const makeActed = async () => {
    const one = await said();
    await act(ann, one, now);
    return one;
  };
  for (const one of await dying(makeActed, (message) => back(ann, message, now))) expect(await changesOf(one)).toEqual(kinds);
  expect((await getConversation(ann, id, now)).pinned).toEqual(act === pinMessage ? [Number(last?.split('_')[1])] : []);
  if (last) await back(ann, last, now);
  expect(await differences(ann)).toEqual([]);
});

it('the deletion of a message with a mention and a reaction stands once', async () => {
  const { handle = '' } = (await loadUser(ben.userId)) ?? {};
  const mentions = [{ start: 0, end: handle.length + 1, userId: ben.userId }];
  const make = async () => {
    const body = { type: 'text', text: `@${handle} look.`, mentions, clientMessageId: randomUUID() };
    const one = (await sendMessage(ann, id, SendMessage.body.parse(body), now)).id as MessageId;
    await reactToMessage(ben, one, 'fire', now);
    return one;
  };
  for (const one of await dying(make, (message) => deleteMessage(ann, message, now)))
    expect(await changesOf(one)).toEqual(['reacted', 'deleted']);
  expect(await differences(ann)).toEqual([]);
});

it('clearing a conversation for oneself hides what was said, once', async () => {
  await dying(said, () => clearHistory(ben, id));
  expect((await pageOf(ben, id)).entries).toEqual([]);
  await say(ann, id, 'After.', now);
  expect((await pageOf(ben, id)).entries).toHaveLength(1);
  expect(await differences(ann)).toEqual([]);
});

it('a group’s picture is set and taken away once, and its objects go', async () => {
  const picture = await pictureOf();
  const make = async () => {
    id = await newGroup();
    return { id, mediaId: await uploaded(ann, picture, now, 'group_picture') };
  };
  const set = (to: (mediaId: MediaId) => MediaId | null) => (one: { id: ConversationId; mediaId: MediaId }) =>
    updateConversation(ann, one.id, { pictureId: to(one.mediaId) }, now);
  const changes = async (group: ConversationId) =>
    (await pageOf(ben, group)).entries.filter((entry) => entry.type === 'change' && entry.change === 'picture').length;
  const shown = await dying(
    make,
    set((mediaId) => mediaId),
    3 * STEP,
  );
  for (const one of shown) {
    expect((await getConversation(ben, one.id, now)).picture?.full).toContain(one.mediaId);
    expect(await changes(one.id)).toBe(1);
  }
  const removed = await dying(
    async () => {
      const one = await make();
      await set((mediaId) => mediaId)(one);
      return one;
    },
    set(() => null),
    3 * STEP,
  );
  await followMedia(now);
  const objectsOf = (group: ConversationId) => keysUnder(process.env.MEDIA_BUCKET ?? '', `chat-media/images/${group}/`);
  expect(await objectsOf(shown[0]?.id as ConversationId)).not.toEqual([]);
  for (const one of removed) {
    expect((await getConversation(ben, one.id, now)).picture).toBeNull();
    expect(await changes(one.id)).toBe(2);
    expect(await objectsOf(one.id)).toEqual([]);
  }
  expect(await differences(ann)).toEqual([]);
});

it('a report is one, and a removal by a moderator is one decision and one deletion', async () => {
  id = await newGroup();
  const report = (by: User, messageId: MessageId) =>
    reportSubject(by, { subject: { type: 'message', id: messageId }, reason: 'hate', note: undefined }, now);
  const [judge] = (await people(1)) as [User];
  const decide = async (messageId: MessageId) => {
    const caseId =
      (await openCaseIdOf({ type: 'message', id: messageId })) ??
      (await casesAbout(ben.userId)).find(({ subjectId }) => subjectId === messageId)?.caseId;
    const body = { action: 'hide', reason: 'Seen.' } as const;
    return decideReport({ ...judge, role: 'moderator' }, caseId ?? '', body as never, now);
  };
  const reported = await dying(said, (one) => report(ann, one));
  const removed = await dying(
    async () => {
      const one = await said();
      await report(mo, one);
      return one;
    },
    (one) => decide(one),
  );
  for (const one of removed) expect(await changesOf(one)).toEqual(['deleted']);
  const cases = await casesAbout(ben.userId);
  expect(cases.map(({ reporters, decisions }) => [reporters, decisions]).toSorted()).toEqual(
    [...reported.map(() => [1, 0]), ...removed.map(() => [1, 1])].toSorted(),
  );
  expect(
    await moderationUpkeep.audit(
      cases.map(({ caseId }) => caseId),
      now,
    ),
  ).toEqual([]);
  await runChatTask({ task: 'post-entries', conversationId: id }, now);
  expect(await differences(ann)).toEqual([]);
});

it('the groups of a banned owner pass on once each', async () => {
  const [owner] = (await people(1)) as [User];
  await befriend(owner, [ben], now);
  const make = async () => {
    const body = CreateConversation.body.parse({ kind: 'group', name: 'Monday', memberIds: [ben.userId] });
    return (await createConversation(owner, { body, key: randomUUID() }, now)).id;
  };
  const groups = [await make(), await make()];
  const { handle = '' } = (await loadUser(owner.userId)) ?? {};
  await decideBan(system('ban-user'), { kind: 'ban', scope: 'messaging', handle, reason: 'spam' }, now);
  const pass = () => runChatTask({ task: 'pass-groups-on', userId: owner.userId }, now);
  for (const calls of deaths(STEP)) if (await living(calls, pass)) break;
  await pass();
  for (const group of groups) {
    const { entries } = await pageOf(ben, group);
    expect(entries.filter((entry) => entry.type === 'change' && entry.change === 'owner')).toHaveLength(1);
    expect((await getConversation(ben, group, now)).role).toBe('owner');
  }
  expect(await differences(ben, owner)).toEqual([]);
});
