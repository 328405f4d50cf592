import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { createConversation, listMessages, removeMember, syncConversations } from '#core/messaging';
import { newId } from '#platform/ids';
import { ListMessages } from '#schemas/chat-messages';
import type { ConversationId } from '#schemas/common';
import { CreateConversation } from '#schemas/conversations';
import { SyncConversations } from '#schemas/sync';
import { membershipEntity } from '../../core/messaging/log/membership.entity.ts';
import { identityGround, later, now, tag } from '../support/bettors.ts';
import { befriend, directOf, fillLog, groupOf, say } from '../support/make/conversations.ts';
import { bettor } from '../support/make/users.ts';

beforeAll(identityGround);
const people = (count: number): Promise<User[]> =>
  Promise.all(Array.from({ length: count }, () => bettor(`s_${tag()}`, later(-2 * 86_400_000))));
const sync = (as: User, known: object, cursor?: string) =>
  syncConversations(as, SyncConversations.body.parse({ known, ...(cursor && { cursor }) }), now);

describe('a sync', () => {
  it('gives what is new after the numbers of a client, of the conversations that it does not know too', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const [one, two] = [await directOf(ann, ben.userId, now), await groupOf(ann, [ben, cas], now)];
    for (const words of ['One.', 'Two.', 'Three.']) await say(ben, one.id, words, now);
    const { meta, ...data } = await sync(ann, {});
    expect(meta).toEqual({ archived: false });
    expect(SyncConversations.replies[200].parse(data)).toMatchObject({
      changed: [one, two]
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id }) => ({ conversationId: id, lastSeq: id === one.id ? 3 : 1, gap: false })),
      gone: [],
      cursor: null,
    });
    const { changed } = await sync(ann, { [one.id]: 1, [two.id]: 1 });
    expect(changed).toMatchObject([
      { conversationId: one.id, readSeq: 0, gap: false, entries: [{ seq: 2 }, { seq: 3, text: 'Three.' }] },
    ]);
    expect(await sync(ann, { [one.id]: 3, [two.id]: 1 })).toMatchObject({ changed: [], gone: [], cursor: null });
    expect((await sync(ben, { [one.id]: 0, [two.id]: 1 })).changed).toMatchObject([{ readSeq: 3 }]);
  });

  it('has the newest 20, and says where there are more, over the edge of a partition', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    await fillLog(id, { senderId: ben.userId, from: 1, to: 1_010, messages: 0, at: now });
    const numbers = async (known: number) => {
      const [{ entries, gap } = { entries: [], gap: null }] = (await sync(ann, { [id]: known })).changed;
      return [gap, entries[0]?.seq, entries.at(-1)?.seq, entries.length];
    };
    expect(await numbers(0)).toEqual([true, 991, 1_010, 20]);
    expect(await numbers(990)).toEqual([false, 991, 1_010, 20]);
    expect(await numbers(989)).toEqual([true, 991, 1_010, 20]);
    expect(await numbers(1_009)).toEqual([false, 1_010, 1_010, 1]);
    const before = await listMessages(ann, id, ListMessages.query.parse({ before: '991', limit: '1' }), now);
    expect(before.entries.map(({ seq }) => seq)).toEqual([990]);
  });

  it('says which conversations are gone, the same for one that was left, of others, and that never was', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const [left, others] = [await groupOf(ann, [ben, cas], now), await directOf(ben, cas.userId, now)];
    await say(ben, others.id, 'Hi.', now);
    await removeMember(ann, left.id, cas.userId, now);
    const never = newId<ConversationId>(now);
    const { gone } = await sync(cas, { [left.id]: 1, [never]: 3 });
    expect(gone.toSorted()).toEqual([left.id, never].toSorted());
    expect((await sync(ann, { [others.id]: 1, [left.id]: 9 })).gone).toEqual([others.id]);
    // A member whose row was not written yet is let in by the roster.
    await membershipEntity().delete({ userId: ben.userId, state: 'in', conversationId: left.id }).go();
    expect((await sync(ben, { [left.id]: 2 })).gone).toEqual([]);
  });

  it('shows what a member sees of a group, since they joined', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await groupOf(ann, [ben], now);
    await membershipEntity().patch({ userId: ben.userId, state: 'in', conversationId: id }).set({ from: 3 }).go();
    for (const words of ['Two.', 'Three.']) await say(ann, id, words, now);
    expect((await sync(ben, { [id]: 0 })).changed).toMatchObject([{ gap: false, entries: [{ seq: 3 }] }]);
  });

  it('takes 50 conversations a call and stays under 1 MB, in pages that have each once', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const ids: string[] = [];
    // 16 KB each.
    const text = '\u{1f3c8}'.repeat(3_990);
    await befriend(ann, [ben], now);
    const body = CreateConversation.body.parse({ kind: 'group', name: 'Sunday', memberIds: [ben.userId] });
    for (let n = 0; n < 52; n++) {
      const { id } = await createConversation(ann, { body, key: newId(now) }, now);
      ids.push(id);
      if (n % 13 === 0) for (let i = 0; i < 20; i++) await say(ben, id, text, now);
    }
    const seen: string[] = [];
    for (let cursor: string | undefined, calls = 0; ; calls++) {
      const page = await sync(ann, {}, cursor);
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(1_000_000);
      expect(page.changed.length).toBeLessThanOrEqual(50);
      seen.push(...page.changed.map(({ conversationId }) => conversationId));
      if (page.cursor === null) {
        expect(calls).toBeGreaterThan(0);
        break;
      }
      cursor = page.cursor;
    }
    expect(seen).toEqual(ids.toSorted());
    await expect(sync(ben, {}, (await sync(ann, {})).cursor ?? '')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('is refused for more than 500 numbers, and for one that is none', () => {
    const many = Object.fromEntries(Array.from({ length: 501 }, () => [newId(now), 1]));
    for (const known of [many, { ann: 1 }, { [newId(now)]: -1 }, { [newId(now)]: 'x' }])
      expect(SyncConversations.body.safeParse({ known }).success).toBe(false);
  });
});
