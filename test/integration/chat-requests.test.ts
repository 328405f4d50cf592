import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { blockUser, unblockUser } from '#core/graph';
import {
  acceptConversation,
  addMember,
  createConversation,
  declineConversation,
  editMessage,
  getConversation,
  messagingUpkeep,
  removeMember,
  sendMessage,
} from '#core/messaging';
import { updateMe } from '#core/users';
import { newId } from '#platform/ids';
import { SendMessage } from '#schemas/chat-messages';
import type { ConversationId, MessageId } from '#schemas/common';
import { CreateConversation } from '#schemas/conversations';
import type { WhoCan } from '#schemas/users';
import { membershipEntity } from '../../core/messaging/log/membership.entity.ts';
import { identityGround, kept, later, lost, many, now, refused } from '../support/bettors.ts';
import { befriend, differences, groupOf, listed, numbers, opened, pageOf, people, say } from '../support/make/conversations.ts';
import { bettor } from '../support/make/users.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

beforeAll(identityGround);

const of = (code: string) => expect.objectContaining({ code });
const REFUSED = of('MESSAGE_NOT_ALLOWED');
const REQUESTS = { folder: 'requests' };
const folders = async (as: User) => [await listed(as), await listed(as, REQUESTS)].map((all) => all.map(({ id }) => id));

/** A stranger's request to somebody. */
async function asked(text = 'Do you take the dogs?'): Promise<{ ann: User; ben: User; id: ConversationId }> {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await opened(ann, ben.userId, now);
  await say(ann, id, text, now);
  return { ann, ben, id };
}

describe('a request to talk', () => {
  it('is one text in a folder of its own, once, until it is accepted', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await opened(ann, ben.userId, now);
    const clientMessageId = randomUUID();
    const tried = await many(10, () => say(ann, id, 'Do you take the dogs?', now, { clientMessageId }));
    expect(lost(tried)).toEqual([]);
    expect(new Set(kept(tried).map(({ seq }) => seq))).toEqual(new Set([1]));
    expect([await folders(ann), await folders(ben)]).toEqual([
      [[id], []],
      [[], [id]],
    ]);
    expect((await listed(ann))[0]).toMatchObject({ request: 'sent' });
    expect((await listed(ben, REQUESTS))[0]).toMatchObject({ request: 'received', unread: 1, other: { avatar: null } });
    await expect(say(ann, id, 'Well?', now)).rejects.toEqual(REFUSED);
    await expect(editMessage(ann, `${id}_1` as MessageId, { text: 'x.bet', revision: 1 }, now)).rejects.toEqual(REFUSED);
    await expect(acceptConversation(ann, id, now)).rejects.toEqual(of('FORBIDDEN'));
    await expect(declineConversation(ann, id, { block: false }, now)).rejects.toEqual(of('CONFLICT'));
    expect(await differences(ann, ben)).toEqual([]);
    const accepted = await many(5, () => retryUnavailable(() => acceptConversation(ben, id, now)));
    expect([lost(accepted), kept(accepted).at(-1)]).toEqual([[], expect.objectContaining({ request: null, lastSeq: 2 })]);
    expect((await pageOf(ann, id)).entries.at(-1)).toMatchObject({
      type: 'change',
      change: 'accepted',
      sender: { id: ben.userId },
    });
    expect(await folders(ben)).toEqual([[id], []]);
    expect(await say(ann, id, 'Well?', now)).toMatchObject({ seq: 3 });
    await expect(declineConversation(ben, id, { block: false }, now)).rejects.toEqual(of('CONFLICT'));
    expect(await differences(ann, ben)).toEqual([]);
  });

  it('is accepted by an answer, and by a message that crosses it', async () => {
    const { ann, ben, id } = await asked();
    expect(await say(ben, id, 'Always.', now)).toMatchObject({ seq: 3 });
    expect(await say(ann, id, 'Good.', now)).toMatchObject({ seq: 4 });
    const [cas, dee] = (await people(2)) as [User, User];
    const { id: crossed } = await opened(cas, dee.userId, now);
    const both = await Promise.all(
      [cas, dee].map((who) => {
        const own = { clientMessageId: randomUUID() };
        return retryUnavailable(() => say(who, crossed, 'Hi.', now, own));
      }),
    );
    expect(both.map(({ seq }) => seq).toSorted()).toEqual([1, 3]);
    expect(await numbers(cas, crossed)).toEqual([1, 2, 3]);
    expect(await differences(ann, ben, cas, dee)).toEqual([]);
  });

  it('that is declined is told to nobody, and may be accepted later', async () => {
    const { ann, ben, id } = await asked();
    expect(lost(await many(5, () => retryUnavailable(() => declineConversation(ben, id, { block: false }, now))))).toEqual([]);
    expect([await folders(ben), await folders(ann), await numbers(ann, id)]).toEqual([[[], []], [[id], []], [1]]);
    expect(await getConversation(ann, id, now)).toMatchObject({ request: 'sent', lastSeq: 1 });
    expect(await getConversation(ben, id, now)).toMatchObject({ request: 'declined' });
    await expect(say(ann, id, 'Please.', now)).rejects.toEqual(REFUSED);
    expect(await differences(ann, ben)).toEqual([]);
    expect(await say(ben, id, 'I changed my mind.', now)).toMatchObject({ seq: 3 });
    expect(await say(ann, id, 'Thanks.', now)).toMatchObject({ seq: 4 });
    expect(await differences(ann, ben)).toEqual([]);
  });

  it('that is declined with a block ends there', async () => {
    const { ann, ben, id } = await asked();
    for (let i = 0; i < 2; i++) await declineConversation(ben, id, { block: true }, now);
    for (const who of [ann, ben]) await expect(say(who, id, 'Still?', now)).rejects.toEqual(REFUSED);
    await expect(acceptConversation(ben, id, now)).rejects.toEqual(REFUSED);
    await unblockUser(ben, ann.userId);
    await expect(say(ann, id, 'Still?', now)).rejects.toEqual(REFUSED);
    // A block by itself hides the request too.
    const other = await asked();
    await blockUser(other.ben, other.ann.userId, now);
    expect(await folders(other.ben)).toEqual([[], []]);
  });

  it('is a short text without a link', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await opened(ann, ben.userId, now);
    const field = (name: string) => refused('INVALID_INPUT', { field: name });
    await expect(say(ann, id, 'Come to picks.bet', now)).rejects.toEqual(field('text'));
    await expect(say(ann, id, 'é'.repeat(501), now)).rejects.toEqual(field('text'));
    const slip = SendMessage.body.parse({ type: 'slip', pickId: newId(now), clientMessageId: randomUUID() });
    await expect(sendMessage(ann, id, slip, now)).rejects.toEqual(of('NOT_FOUND'));
    expect(await listed(ben, REQUESTS)).toEqual([]);
    expect(await say(ann, id, 'é'.repeat(500), now)).toMatchObject({ seq: 1 });
  });

  it('is sent at most twenty times a day, five times by a young account', async () => {
    for (const [most, since] of [
      [20, -2 * 86_400_000],
      [5, 0],
    ] as const) {
      const ann = await bettor(`q_${randomUUID().slice(0, 8)}`, later(since));
      const others = await people(most + 1);
      const ids: ConversationId[] = [];
      for (const other of others) ids.push((await opened(ann, other.userId, now)).id);
      const sent = await many(ids.length, (i) => retryUnavailable(() => say(ann, ids[i] as ConversationId, 'Hi.', now)));
      expect([kept(sent).length, lost(sent)]).toEqual([most, ['RATE_LIMITED']]);
    }
  });
});

describe('settings', () => {
  const setting = (as: User, whoCanMessage: WhoCan) => updateMe(as, { whoCanMessage }, now);

  it('say who may begin a conversation; those that have begun go on', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    await befriend(ben, [cas], now);
    const ids = { ann: (await opened(ann, ben.userId, now)).id, cas: (await opened(cas, ben.userId, now)).id };
    await setting(ben, 'nobody');
    for (const [who, id] of [
      [ann, ids.ann],
      [cas, ids.cas],
    ] as const)
      await expect(say(who, id, 'Hi.', now)).rejects.toEqual(REFUSED);
    await setting(ben, 'contacts');
    await expect(say(ann, ids.ann, 'Hi.', now)).rejects.toEqual(REFUSED);
    expect(await say(cas, ids.cas, 'Hi.', now)).toMatchObject({ seq: 1 });
    await setting(ben, 'nobody');
    expect(await say(cas, ids.cas, 'Still here.', now)).toMatchObject({ seq: 2 });
    // They write first to whom they want.
    expect(await say(ben, ids.ann, 'Hi.', now)).toMatchObject({ seq: 1 });
    expect(await folders(ann)).toEqual([[], [ids.ann]]);
  });

  it('say who may add somebody to a group', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const { id } = await groupOf(ann, [cas], now);
    const add = () => addMember(ann, id, ben.userId, now);
    const make = () => {
      const body = CreateConversation.body.parse({ kind: 'group', name: 'Sunday', memberIds: [ben.userId] });
      return createConversation(ann, { body, key: randomUUID() }, now);
    };
    for (const act of [add, make]) await expect(act()).rejects.toEqual(of('CANNOT_ADD'));
    await befriend(ann, [ben], now);
    await updateMe(ben, { whoCanAdd: 'nobody' }, now);
    for (const act of [add, make]) await expect(act()).rejects.toEqual(of('CANNOT_ADD'));
    await updateMe(ben, { whoCanAdd: 'everyone' }, now);
    await blockUser(ben, ann.userId, now);
    for (const act of [add, make]) await expect(act()).rejects.toEqual(of('CANNOT_ADD'));
    await unblockUser(ben, ann.userId);
    await add();
    expect(await make()).toMatchObject({ members: { length: 2 } });
    expect(await getConversation(ben, id, now)).toMatchObject({ role: 'member' });
    await removeMember(ben, id, ben.userId, now);
    await expect(add()).rejects.toEqual(of('CANNOT_ADD'));
  });
});

it('upkeep finds a request that a row does not say, and sets it', async () => {
  const { ann, ben, id } = await asked();
  const [first] = [ann, ben].toSorted((a, b) => (a.userId < b.userId ? -1 : 1)) as [User];
  await membershipEntity().patch({ userId: ben.userId, state: 'in', conversationId: id }).remove(['request']).go();
  expect((await differences(ann, ben)).map(({ field, should }) => [field, should])).toContainEqual(['request', 'received']);
  expect(await messagingUpkeep.repair?.(first.userId, now)).toEqual([`membership of ${ben.userId} in ${id}`]);
  expect(await differences(ann, ben)).toEqual([]);
  expect(await listed(ben, REQUESTS)).toHaveLength(1);
});
