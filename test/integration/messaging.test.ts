import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { blockUser, deleteContact, unblockUser } from '#core/graph';
import {
  addMember,
  createConversation,
  getConversation,
  listConversations,
  removeMember,
  setMemberRole,
  setOwner,
  updateConversation,
} from '#core/messaging';
import { newId } from '#platform/ids';
import type { ConversationId } from '#schemas/common';
import { CreateConversation } from '#schemas/conversations';
import { correctHead, loadHead } from '../../core/messaging/log/conversation.store.ts';
import { membershipEntity } from '../../core/messaging/log/membership.entity.ts';
import { messagingUpkeep } from '../../core/messaging/messaging.upkeep.ts';
import { identityGround, kept, later, lost, many, now, refused } from '../support/bettors.ts';
import { exportedBy } from '../support/exported.ts';
import {
  befriend,
  differences,
  directOf,
  groupOf,
  listed,
  numbers,
  opened,
  pageOf,
  people,
  say,
} from '../support/make/conversations.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

beforeAll(identityGround);

const of = (code: string) => expect.objectContaining({ code });
const NOT_FOUND = of('NOT_FOUND');

describe('the conversation of two people', () => {
  it('is one, opened by either, twice, or by both at once', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const tried = await many(6, (i) => (i % 2 ? opened(ann, ben.userId, now) : opened(ben, ann.userId, now)));
    expect(lost(tried)).toEqual([]);
    expect(new Set(kept(tried).map(({ id }) => id)).size).toBe(1);
    expect(await opened(ann, ben.userId, now)).toMatchObject({ kind: 'direct', other: { id: ben.userId }, lastSeq: 0 });
    expect(await differences(ann, ben)).toEqual([]);
  });

  it('is shown to the other one from its first message on, and to nobody else', async () => {
    const [ann, ben, mal] = (await people(3)) as [User, User, User];
    const { id } = await directOf(ann, ben.userId, now);
    const [asAnn] = await listed(ann);
    expect([asAnn, await listed(ben)]).toEqual([expect.objectContaining({ id }), []]);
    await say(ann, id, 'Hi.', now);
    expect(await listed(ben)).toMatchObject([
      { id, other: { id: ann.userId }, lastSeq: 1, lastMessage: { preview: 'Hi.', sender: { id: ann.userId } } },
    ]);
    await expect(getConversation(mal, id, now)).rejects.toEqual(NOT_FOUND);
    await expect(pageOf(mal, id)).rejects.toEqual(NOT_FOUND);
    await expect(say(mal, id, 'Hi.', now)).rejects.toEqual(NOT_FOUND);
    expect(await listed(mal)).toEqual([]);
  });

  it('keeps its history while one blocks the other, and takes no messages then', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const { id } = await directOf(ann, ben.userId, now);
    await say(ann, id, 'Hi.', now);
    await blockUser(ben, ann.userId, now);
    for (const who of [ann, ben]) {
      await expect(say(who, id, 'Still?', now)).rejects.toEqual(expect.objectContaining({ code: 'MESSAGE_NOT_ALLOWED' }));
      expect(await numbers(who, id)).toEqual([1]);
      expect((await opened(who, who === ann ? ben.userId : ann.userId, now)).id).toBe(id);
    }
    expect((await pageOf(ben, id)).entries).toMatchObject([{ authorBlocked: true, text: 'Hi.' }]);
    await unblockUser(ben, ann.userId);
    expect(await say(ann, id, 'Again.', now)).toMatchObject({ seq: 2 });
    await blockUser(cas, ann.userId, now);
    await expect(opened(ann, cas.userId, now)).rejects.toEqual(NOT_FOUND);
    await expect(opened(ann, newId(now), now)).rejects.toEqual(NOT_FOUND);
    await expect(opened(ann, ann.userId, now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'userId' }));
  });

  it('has no members to change', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    await befriend(ann, [cas], now);
    const { id } = await directOf(ann, ben.userId, now);
    const CONFLICT = of('CONFLICT');
    await expect(addMember(ann, id, cas.userId, now)).rejects.toEqual(CONFLICT);
    await expect(removeMember(ann, id, ann.userId, now)).rejects.toEqual(CONFLICT);
    await expect(updateConversation(ann, id, { name: 'Us' }, now)).rejects.toEqual(CONFLICT);
  });
});

describe('a group', () => {
  it('is made once under its key, of contacts alone', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    await befriend(ann, [ben], now);
    const make = (memberIds: string[], key: string = randomUUID()) =>
      createConversation(ann, { body: CreateConversation.body.parse({ kind: 'group', name: 'Sunday', memberIds }), key }, now);
    await expect(make([ben.userId, cas.userId])).rejects.toEqual(refused('CANNOT_ADD', { field: 'memberIds.1' }));
    await expect(make([newId(now)])).rejects.toEqual(refused('CANNOT_ADD', { field: 'memberIds.0' }));
    await expect(
      createConversation(
        ann,
        { body: CreateConversation.body.parse({ kind: 'group', name: 'S', memberIds: [ben.userId] }), key: undefined },
        now,
      ),
    ).rejects.toEqual(refused('INVALID_INPUT', { field: 'idempotency-key' }));
    const key = randomUUID();
    const made = await many(5, () => make([ben.userId], key));
    expect(lost(made)).toEqual([]);
    expect(new Set(kept(made).map(({ id }) => id)).size).toBe(1);
    await expect(make([cas.userId], key)).rejects.toEqual(of('IDEMPOTENCY_KEY_REUSED'));
    const [group] = await listed(ben);
    expect(group).toMatchObject({ kind: 'group', name: 'Sunday', role: 'member', lastSeq: 1, lastMessage: null });
    expect(await getConversation(ben, group?.id as ConversationId, now)).toMatchObject({
      members: [
        { user: { id: ann.userId }, role: 'owner' },
        { user: { id: ben.userId }, role: 'member' },
      ],
    });
    expect(await differences(ann, ben)).toEqual([]);
  });

  it('gives a repeat the rows that the first request did not come to write', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    await befriend(ann, [ben], now);
    const body = CreateConversation.body.parse({ kind: 'group', name: 'Sunday', memberIds: [ben.userId] });
    const { id } = await createConversation(ann, { body, key: 'k' }, now);
    await membershipEntity().delete({ userId: ben.userId, state: 'in', conversationId: id }).go();
    expect(await listed(ben)).toEqual([]);
    // The roster lets them in all the same.
    expect(await numbers(ben, id)).toEqual([1]);
    expect(await differences(ann)).toMatchObject([{ field: 'role' }, { field: 'joined' }, { field: 'from' }]);
    await createConversation(ann, { body, key: 'k' }, now);
    expect(await listed(ben)).toMatchObject([{ id }]);
    expect(await differences(ann)).toEqual([]);
  });

  it('is changed by those whose role allows it', async () => {
    const [ann, ben, cas, dee, mal] = (await people(5)) as [User, User, User, User, User];
    await befriend(ben, [dee], now);
    const { id } = await groupOf(ann, [ben, cas], now);
    const ROLE = of('ROLE_REQUIRED');
    await expect(addMember(ben, id, dee.userId, now)).rejects.toEqual(ROLE);
    await expect(updateConversation(ben, id, { name: 'Mine' }, now)).rejects.toEqual(ROLE);
    await expect(removeMember(ben, id, cas.userId, now)).rejects.toEqual(ROLE);
    await expect(setMemberRole(ben, id, cas.userId, 'admin', now)).rejects.toEqual(ROLE);
    await expect(setOwner(ben, id, ben.userId, now)).rejects.toEqual(ROLE);
    for (let i = 0; i < 2; i++) await setMemberRole(ann, id, ben.userId, 'admin', now);
    await addMember(ben, id, dee.userId, now);
    await addMember(ben, id, dee.userId, now);
    expect(await updateConversation(ben, id, { name: 'Ours' }, now)).toMatchObject({ name: 'Ours', members: { length: 4 } });
    await updateConversation(ben, id, { name: 'Ours' }, now);
    await expect(removeMember(ben, id, ann.userId, now)).rejects.toEqual(ROLE);
    await expect(removeMember(ann, id, ann.userId, now)).rejects.toEqual(of('CONFLICT'));
    await expect(setOwner(ann, id, mal.userId, now)).rejects.toEqual(NOT_FOUND);
    for (let i = 0; i < 2; i++) await setOwner(ann, id, ben.userId, now);
    await removeMember(ann, id, ann.userId, now);
    for (let i = 0; i < 2; i++) await removeMember(ben, id, cas.userId, now);
    for (const gone of [ann, cas]) {
      await expect(getConversation(gone, id, now)).rejects.toEqual(NOT_FOUND);
      await expect(pageOf(gone, id)).rejects.toEqual(NOT_FOUND);
      await expect(say(gone, id, 'Hi.', now)).rejects.toEqual(NOT_FOUND);
      expect(await listed(gone)).toEqual([]);
    }
    await befriend(ben, [cas], now);
    // Nobody brings back who left or was removed.
    await expect(addMember(ben, id, cas.userId, now)).rejects.toEqual(of('CANNOT_ADD'));
    for (const act of [
      () => addMember(mal, id, dee.userId, now),
      () => removeMember(mal, id, dee.userId, now),
      () => updateConversation(mal, id, { name: 'Mine' }, now),
      () => setOwner(mal, id, mal.userId, now),
      () => setMemberRole(mal, id, dee.userId, 'admin', now),
    ])
      await expect(act()).rejects.toEqual(NOT_FOUND);
    expect((await pageOf(ben, id)).entries.map((entry) => entry.type === 'change' && entry.change)).toEqual([
      ...['created', 'role', 'added', 'renamed', 'owner', 'left', 'removed'],
    ]);
    expect(await differences(ann, ben, cas, dee)).toEqual([]);
  });

  it('shows those who join what was said since, or all where the group says so', async () => {
    const [ann, ben, cas, dee] = (await people(4)) as [User, User, User, User];
    await befriend(ann, [cas, dee], now);
    const { id } = await groupOf(ann, [ben], now);
    await say(ann, id, 'Before.', now);
    await addMember(ann, id, cas.userId, now);
    await say(ann, id, 'Between.', now);
    await updateConversation(ann, id, { history: 'all' }, now);
    await addMember(ann, id, dee.userId, now);
    expect(await numbers(cas, id)).toEqual([3, 4, 5, 6]);
    expect(await numbers(cas, id, { after: 0 })).toEqual([3, 4, 5, 6]);
    expect(await numbers(dee, id)).toEqual([1, 2, 3, 4, 5, 6]);
    await expect(say(cas, id, 'What?', now, { replyTo: 2 })).rejects.toEqual(refused('INVALID_INPUT', { field: 'replyTo' }));
    await say(dee, id, 'This.', now, { replyTo: 2 });
    const quote = async (as: User) => ((await pageOf(as, id)).entries.at(-1) as { replyTo?: unknown }).replyTo;
    expect(await quote(ben)).toMatchObject({ seq: 2, unavailable: false, excerpt: 'Before.', sender: { id: ann.userId } });
    expect(await quote(cas)).toEqual({ seq: 2, unavailable: true, type: null, sender: null, excerpt: null });
  });

  it('has one owner after ten handovers at once, and one entry for ten who leave at once', async () => {
    const [ann, ...others] = (await people(6)) as [User, ...User[]];
    const { id } = await groupOf(ann, others, now);
    const tried = await many(5, (i) => retryUnavailable(() => setOwner(ann, id, (others[i] as User).userId, now)));
    expect(kept(tried)).toHaveLength(1);
    expect(new Set(lost(tried))).toEqual(new Set(['ROLE_REQUIRED']));
    const { members } = await getConversation(ann, id, now);
    expect(members.filter(({ role }) => role === 'owner')).toHaveLength(1);
    const leaving = await many(10, () => retryUnavailable(() => removeMember(ann, id, ann.userId, now)));
    expect(lost(leaving).filter((code) => code !== 'NOT_FOUND')).toEqual([]);
    const [owner] = members.filter(({ role }) => role === 'owner');
    const as = others.find(({ userId }) => userId === owner?.user?.id) as User;
    const left = (await pageOf(as, id)).entries.filter((entry) => entry.type === 'change' && entry.change === 'left');
    expect(left).toHaveLength(1);
    expect(await differences(ann, ...others)).toEqual([]);
  });
});

describe('a list of conversations', () => {
  it('is in the order of the last activity, page by page, each once', async () => {
    const [ann, ...others] = (await people(5)) as [User, ...User[]];
    const ids = [];
    for (const [i, other] of others.entries()) {
      const { id } = await directOf(ann, other.userId, now);
      await say(i % 2 ? ann : other, id, 'Hi.', later(i * 1_000));
      ids.unshift(id);
    }
    const pages = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listConversations(ann, { limit: 3, folder: 'inbox', ...(cursor && { cursor }) }, now);
      pages.push(page.items.map(({ id }) => id));
      if (page.cursor === null) break;
      cursor = page.cursor;
    }
    expect(pages).toEqual([ids.slice(0, 3), ids.slice(3)]);
    await expect(listConversations(others[0] as User, { limit: 3, folder: 'inbox', cursor: 'abc' }, now)).rejects.toEqual(
      refused('INVALID_INPUT', { field: 'cursor' }),
    );
  });
});

describe('upkeep of messaging', () => {
  it('brings a head that fell behind to its log', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    await say(ann, id, 'One.', now);
    const behind = await loadHead(id);
    await say(ben, id, 'Two.', later(1));
    const { lastSeq, messages, lastMessageAt, lastSenderId, preview } = behind as NonNullable<typeof behind>;
    const head = await loadHead(id);
    if (head) await correctHead(head, { lastSeq, messages, lastMessageAt, lastSenderId, preview });
    const [auditor] = [ann, ben].toSorted((a, b) => (a.userId < b.userId ? -1 : 1)) as [User];
    expect((await differences(auditor)).map(({ field }) => field)).toContain('lastSeq');
    expect(await messagingUpkeep.repair?.(auditor.userId, now)).toEqual([`head of ${id}`]);
    expect(await differences(ann, ben)).toEqual([]);
    expect(await loadHead(id)).toEqual(head);
  });

  it('erases a person: words and names go, places stay, and a group passes on', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const { id } = await groupOf(ann, [ben, cas], now);
    await setMemberRole(ann, id, cas.userId, 'admin', now);
    const { id: direct } = await directOf(ann, ben.userId, now);
    await say(ann, direct, 'Between us.', now);
    await say(ann, id, 'A secret.', now);
    await say(ben, id, 'An answer.', now, { replyTo: 3 });
    await say(ann, id, 'The last word.', later(1));
    const kept = (await exportedBy(messagingUpkeep, ann.userId)) as { messages: unknown[]; memberships: unknown[] };
    expect(JSON.stringify(kept.messages)).toContain('A secret.');
    expect([kept.messages.length, kept.memberships.length]).toEqual([3, 2]);
    for (let i = 0; i < 2; i++) await messagingUpkeep.erase?.(ann.userId, now);
    const { entries } = await pageOf(ben, id);
    expect(JSON.stringify([entries, await listed(ben), await pageOf(ben, direct)])).not.toMatch(/secret|last word|Between us/);
    expect(entries.map(({ type }) => type)).toEqual([...['change', 'change', 'deleted', 'text', 'deleted', 'change', 'change']]);
    expect(entries[3]).toMatchObject({ replyTo: { unavailable: true, excerpt: null } });
    expect((await getConversation(ben, id, now)).members).toMatchObject([
      { user: { id: ben.userId }, role: 'member' },
      { user: { id: cas.userId }, role: 'owner' },
    ]);
    await expect(say(ben, direct, 'Hello?', now)).rejects.toEqual(of('MESSAGE_NOT_ALLOWED'));
    expect(await exportedBy(messagingUpkeep, ann.userId)).toMatchObject({ messages: [], memberships: [], invites: [] });
    expect(await differences(ben, cas)).toEqual([]);
  });

  it('a contact that ends leaves the group as it is', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await groupOf(ann, [ben], now);
    await deleteContact(ann, ben.userId);
    expect(await say(ben, id, 'Still here.', now)).toMatchObject({ seq: 2 });
    await blockUser(ann, ben.userId, now);
    expect(await say(ben, id, 'And here.', now)).toMatchObject({ seq: 3 });
    expect((await pageOf(ann, id)).entries.at(-1)).toMatchObject({ authorBlocked: true });
  });
});
