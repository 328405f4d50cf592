import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { decideBan } from '#core/identity';
import {
  addMember,
  clearHistory,
  createInvite,
  deleteMessage,
  getConversation,
  joinByInvite,
  listInvites,
  messagingUpkeep,
  pinMessage,
  previewInvite,
  readMessages,
  removeMember,
  revokeInvite,
  setConversation,
  setMemberRole,
  unpinMessage,
  updateConversation,
} from '#core/messaging';
import type { ConversationId, MessageId } from '#schemas/common';
import { MOST_INVITES } from '#schemas/invites';
import { ChatTask, runChatTask } from '../../core/messaging/tasks/chat-tasks.ts';
import { DAY, identityGround, kept, later, lost, many, now, refused } from '../support/bettors.ts';
import { taken } from '../support/codes.ts';
import { befriend, differences, directOf, groupOf, listed, numbers, pageOf, people, say } from '../support/make/conversations.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';
import { followSocial } from '../support/social.ts';

beforeAll(identityGround);

const of = (code: string) => expect.objectContaining({ code });
const NOT_FOUND = of('NOT_FOUND');
const ROLE = of('ROLE_REQUIRED');
const messageOf = (id: ConversationId, seq: number) => `${id}_${seq}` as MessageId;
const changes = async (as: User, id: ConversationId) =>
  (await pageOf(as, id)).entries.flatMap((entry) => (entry.type === 'change' ? [entry.change] : []));

describe('what a member sets for themselves', () => {
  it('pins, archives and marks unread, and nobody else learns of it', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const [first, second] = [await directOf(ann, ben.userId, now), await directOf(ann, cas.userId, later(1))];
    await say(ben, first.id, 'Hi.', now);
    await say(cas, second.id, 'Hi.', later(1_000));
    const order = async (folder = 'inbox') => (await listed(ann, { folder })).map(({ id }) => id);
    expect(await order()).toEqual([second.id, first.id]);
    const set = (id: ConversationId, body: object) => setConversation(ann, id, body, now);
    expect(await set(first.id, { pinned: true })).toEqual({ muted: null, pinned: true, archived: false, markedUnread: false });
    expect(await order()).toEqual([first.id, second.id]);
    await set(first.id, { archived: true });
    expect([await order(), await order('archived')]).toEqual([[second.id], [first.id]]);
    await say(ben, first.id, 'Again.', later(2_000));
    expect(await order('archived')).toEqual([first.id]);
    await set(first.id, { archived: false, pinned: false, markedUnread: true });
    await readMessages(ann, first.id, 2, now);
    await set(first.id, { markedUnread: true });
    expect((await listed(ann))[0]).toMatchObject({ id: first.id, unread: 0, settings: { pinned: false, markedUnread: true } });
    await readMessages(ann, first.id, 2, now);
    expect((await listed(ann))[0]?.settings.markedUnread).toBe(false);
    expect(await set(first.id, { muted: { until: null } })).toMatchObject({ muted: { until: null } });
    const until = later(60_000).toISOString();
    expect(await set(first.id, { muted: { until } })).toMatchObject({ muted: { until } });
    expect(await setConversation(ann, first.id, {}, later(60_001))).toMatchObject({ muted: null });
    expect((await getConversation(ben, first.id, now)).settings).toEqual({
      ...{ muted: null, pinned: false, archived: false, markedUnread: false },
    });
    await expect(setConversation(cas, first.id, { pinned: true }, now)).rejects.toEqual(NOT_FOUND);
    expect(await differences(ann, ben, cas)).toEqual([]);
  });

  it('clears the log for one member alone, for good', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    await befriend(ann, [cas], now);
    const { id } = await groupOf(ann, [ben], now);
    for (const words of ['One.', 'Two.']) await say(ben, id, words, now);
    for (let i = 0; i < 2; i++) await clearHistory(ann, id);
    expect([await numbers(ann, id), await numbers(ben, id)]).toEqual([[], [1, 2, 3]]);
    expect((await listed(ann))[0]).toMatchObject({ unread: 0, lastMessage: null, lastSeq: 3 });
    expect((await listed(ben))[0]?.lastMessage).toMatchObject({ preview: 'Two.' });
    await expect(deleteMessage(ann, messageOf(id, 2), now)).rejects.toEqual(NOT_FOUND);
    await say(ben, id, 'Three.', now);
    expect([await numbers(ann, id), (await listed(ann))[0]?.unread]).toEqual([[4], 1]);
    // A new member is not shown the last message of before.
    await addMember(ann, id, cas.userId, now);
    expect((await getConversation(cas, id, now)).lastMessage).toBeNull();
    expect((await listed(cas))[0]).toMatchObject({ unread: 0, lastMessage: null });
    await expect(clearHistory((await people(1))[0] as User, id)).rejects.toEqual(NOT_FOUND);
    expect(await differences(ann, ben, cas)).toEqual([]);
  });
});

describe('pinned messages', () => {
  it('are at most five, set by admins, and end with the message', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await groupOf(ann, [ben], now);
    for (let i = 0; i < 6; i++) await say(ben, id, `${i}`, now);
    await expect(pinMessage(ben, messageOf(id, 2), now)).rejects.toEqual(ROLE);
    const tried = await many(10, () => retryUnavailable(() => pinMessage(ann, messageOf(id, 2), now)));
    expect(lost(tried)).toEqual([]);
    for (const seq of [3, 4, 5, 6]) await pinMessage(ann, messageOf(id, seq), now);
    await expect(pinMessage(ann, messageOf(id, 7), now)).rejects.toEqual(of('LIMIT_REACHED'));
    const pinned = async (as: User) => (await getConversation(as, id, now)).pinned;
    expect(await pinned(ben)).toEqual([2, 3, 4, 5, 6]);
    for (let i = 0; i < 2; i++) await unpinMessage(ann, messageOf(id, 3), now);
    await deleteMessage(ben, messageOf(id, 4), now);
    await expect(pinMessage(ann, messageOf(id, 4), now)).rejects.toEqual(of('MESSAGE_DELETED'));
    await clearHistory(ben, id);
    await pinMessage(ann, messageOf(id, 7), now);
    expect([await pinned(ann), await pinned(ben)]).toEqual([[2, 5, 6, 7], []]);
    expect(await changes(ann, id)).toEqual(['created', ...Array(5).fill('pinned'), 'unpinned', 'deleted', 'pinned']);
    await messagingUpkeep.erase?.(ben.userId, now);
    expect(await pinned(ann)).toEqual([]);
    expect(await differences(ann)).toEqual([]);
  });
});

describe('links to a group', () => {
  it('let in as many as they say, each once, while they live', async () => {
    const [ann, ben, mal, ...others] = (await people(8)) as [User, User, User, ...User[]];
    const { id } = await groupOf(ann, [ben], now);
    await expect(createInvite(ben, id, { days: 7, most: 2 }, now)).rejects.toEqual(ROLE);
    await expect(createInvite(mal, id, { days: 7, most: 2 }, now)).rejects.toEqual(NOT_FOUND);
    const { token, ...link } = await createInvite(ann, id, { days: 7, most: 3 }, now);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await listInvites(ann, id, now)).toEqual([link]);
    expect(await previewInvite(token, now)).toEqual({ name: 'Sunday', picture: null, members: 2 });
    const joined = await many(5, (i) => retryUnavailable(() => joinByInvite(others[i] as User, token, now)));
    expect([kept(joined).length, lost(joined)]).toEqual([3, ['NOT_FOUND', 'NOT_FOUND']]);
    const inside = others.filter((_, i) => joined[i]?.status === 'fulfilled');
    expect(await joinByInvite(inside[0] as User, token, now)).toMatchObject({ members: { length: 5 } });
    expect(await listInvites(ann, id, now)).toEqual([]);
    for (const over of [token, 'x', 'A'.repeat(43)]) {
      await expect(previewInvite(over, now)).rejects.toEqual(NOT_FOUND);
      await expect(joinByInvite(mal, over, now)).rejects.toEqual(NOT_FOUND);
    }
    const late = await createInvite(ann, id, { days: 1, most: 9 }, now);
    await expect(joinByInvite(mal, late.token, later(DAY))).rejects.toEqual(NOT_FOUND);
    for (let i = 0; i < 2; i++) await revokeInvite(ann, id, late.id);
    await expect(joinByInvite(mal, late.token, now)).rejects.toEqual(NOT_FOUND);
    const made = await many(MOST_INVITES + 5, () => createInvite(ann, id, { days: 1, most: 1 }, now));
    expect([kept(made).length, new Set(lost(made))]).toEqual([MOST_INVITES, new Set(['LIMIT_REACHED'])]);
    expect(await changes(ann, id)).toEqual(['created', 'joined', 'joined', 'joined']);
    expect(await differences(ann, ben, ...inside)).toEqual([]);
  });

  it('are the one way back for who left or was removed, who sees again what they saw', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await groupOf(ann, [ben], now);
    await say(ann, id, 'Seen.', now);
    await removeMember(ben, id, ben.userId, now);
    await say(ann, id, 'Missed.', now);
    await expect(addMember(ann, id, ben.userId, now)).rejects.toEqual(refused('CANNOT_ADD', { field: 'userId' }));
    const { token } = await createInvite(ann, id, { days: 30, most: 256 }, now);
    await many(4, () => retryUnavailable(() => joinByInvite(ben, token, now)));
    expect(await numbers(ben, id)).toEqual([1, 2, 3, 5]);
    expect((await listed(ben))[0]).toMatchObject({ unread: 0, lastMessage: null });
    await removeMember(ann, id, ben.userId, now);
    await updateConversation(ann, id, { history: 'all' }, now);
    await joinByInvite(ben, token, now);
    expect(await numbers(ben, id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await differences(ann, ben)).toEqual([]);
  });
});

it('a banned owner passes the group on, once, and stays a member', async () => {
  const [ann, ben, cas] = (await people(3)) as [User, User, User];
  const { id } = await groupOf(ann, [ben, cas], now);
  await setMemberRole(ann, id, cas.userId, 'admin', now);
  await followSocial();
  await taken('STANDARD_QUEUE_URL');
  const handle = (await getConversation(ann, id, now)).members[0]?.user?.handle ?? '';
  await decideBan(system('ban-user'), { kind: 'ban', scope: 'messaging', handle, reason: 'spam' }, now);
  await followSocial();
  const tasks = (await taken('STANDARD_QUEUE_URL')).flatMap((body) => {
    const task = ChatTask.safeParse(JSON.parse(body));
    return task.success && task.data.task === 'pass-groups-on' ? [task.data] : [];
  });
  expect(tasks).toEqual([{ task: 'pass-groups-on', userId: ann.userId }]);
  for (let i = 0; i < 2; i++) for (const task of tasks) await runChatTask(task, later(1_000));
  expect((await getConversation(ben, id, now)).members.map(({ user, role }) => [user?.id, role])).toEqual([
    [ann.userId, 'member'],
    [ben.userId, 'member'],
    [cas.userId, 'owner'],
  ]);
  expect((await changes(ben, id)).filter((change) => change === 'owner')).toHaveLength(1);
  expect(await differences(ann, ben, cas)).toEqual([]);
});
