import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { blockUser } from '#core/graph';
import { addMember, deleteMessage, editMessage, readMessages, removeMember, sendMessage, setMemberRole } from '#core/messaging';
import { placePick, withdrawPick } from '#core/picks';
import { newId } from '#platform/ids';
import { ListMessages, SendMessage } from '#schemas/chat-messages';
import type { EventId, MessageId, PickId } from '#schemas/common';
import type { EntryView } from '#schemas/entry-views';
import { PlacePick } from '#schemas/picks';
import { membershipEntity } from '../../core/messaging/log/membership.entity.ts';
import { messagingUpkeep } from '../../core/messaging/messaging.upkeep.ts';
import { identityGround, kept, later, lost, many, now, refused } from '../support/bettors.ts';
import { exportedBy } from '../support/exported.ts';
import { befriend, differences, directOf, groupOf, listed, numbers, pageOf, people, say } from '../support/make/conversations.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

beforeAll(identityGround);

const of = (code: string) => expect.objectContaining({ code });
const NOT_FOUND = of('NOT_FOUND');

describe('a message', () => {
  it('is one under its id, ten times at once or after a day, and numbers have no gap', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    const clientMessageId = randomUUID();
    const sent = await many(10, () => say(ann, id, 'Once.', now, { clientMessageId }));
    expect(lost(sent)).toEqual([]);
    expect(new Set(kept(sent).map((entry) => entry.id))).toEqual(new Set([`${id}_1`]));
    const all = await many(12, (i) => {
      const own = { clientMessageId: randomUUID() };
      return retryUnavailable(() => say(i % 2 ? ann : ben, id, `Hi ${i}.`, later(i), own));
    });
    expect(lost(all)).toEqual([]);
    expect(
      kept(all)
        .map(({ seq }) => seq)
        .toSorted((a, b) => a - b),
    ).toEqual(Array.from({ length: 12 }, (_, i) => i + 2));
    expect(await say(ann, id, 'Something else.', later(86_400_000), { clientMessageId })).toMatchObject({
      seq: 1,
      text: 'Once.',
    });
    // The same id of another sender is another message.
    expect(await say(ben, id, 'Once.', now, { clientMessageId })).toMatchObject({ seq: 14 });
    expect(await numbers(ben, id)).toEqual(Array.from({ length: 14 }, (_, i) => i + 1));
    expect((await pageOf(ben, id, { limit: 1, after: 0 })).entries).toMatchObject([{ seq: 1, clientMessageId: null }]);
    expect(await differences(ann, ben)).toEqual([]);
  });

  it('has its number also at a month’s end: two at once, and repeats from the other month', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    const [before, after] = [new Date('2026-11-30T23:59:59.999Z'), new Date('2026-12-01T00:00:00.000Z')];
    const ids = Array.from({ length: 4 }, () => randomUUID());
    const send = (n: number, at: Date) =>
      retryUnavailable(() => say(n % 2 ? ann : ben, id, `Hi ${n}.`, at, { clientMessageId: ids[n] ?? '' }));
    const sent = new Map<number, number>();
    // The first two begin the conversation, the others continue it; clocks differ, so that the later one may have the earlier month.
    for (const pair of [
      [0, 1],
      [3, 2],
    ])
      await Promise.all(pair.map(async (n, i) => sent.set(n, (await send(n, i ? after : before)).seq)));
    expect([...sent.values()].toSorted()).toEqual([1, 2, 3, 4]);
    for (const [n, seq] of sent)
      for (const at of [before, after]) expect(await send(n, at)).toMatchObject({ seq, text: `Hi ${n}.` });
    expect(await numbers(ben, id)).toEqual([1, 2, 3, 4]);
    expect(await differences(ann, ben)).toEqual([]);
  });

  it('is read after a number, before one and around one', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    for (let i = 1; i <= 9; i++) await say(ann, id, `${i}`, now);
    expect(await pageOf(ann, id, { limit: 4 })).toMatchObject({ hasBefore: true, hasAfter: false, entries: { length: 4 } });
    expect(await numbers(ann, id, { limit: 4 })).toEqual([6, 7, 8, 9]);
    expect(await numbers(ann, id, { after: 2, limit: 3 })).toEqual([3, 4, 5]);
    expect(await pageOf(ann, id, { after: 6, limit: 3 })).toMatchObject({ hasBefore: true, hasAfter: false });
    expect(await numbers(ann, id, { after: 9 })).toEqual([]);
    expect(await numbers(ann, id, { before: 4, limit: 2 })).toEqual([2, 3]);
    expect(await pageOf(ann, id, { before: 4, limit: 3 })).toMatchObject({ hasBefore: false, hasAfter: true });
    expect(await numbers(ann, id, { around: 5, limit: 4 })).toEqual([4, 5, 6, 7]);
    expect(await numbers(ann, id, { around: 1, limit: 1 })).toEqual([1]);
    expect(await numbers(ann, id, { around: 500, limit: 4 })).toEqual([8, 9]);
    expect(ListMessages.query.safeParse({ after: 1, before: 2 }).success).toBe(false);
  });

  it('may be a pick, shown as it stands, or an analysis', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const { id } = await directOf(ann, ben.userId, now);
    const eventId = (await storedGame('nfl', later(48 * 3_600_000))) as EventId;
    const { id: pickId } = await placePick(ann, PlacePick.body.parse(singleBody(eventId)), undefined, now);
    const send = (body: object) => sendMessage(ann, id, SendMessage.body.parse({ clientMessageId: randomUUID(), ...body }), now);
    expect(await send({ type: 'slip', pickId })).toMatchObject({
      type: 'slip',
      text: null,
      pick: { id: pickId, status: 'open' },
    });
    await withdrawPick(ann, pickId as PickId, later(1_000));
    expect((await pageOf(ben, id)).entries).toMatchObject([{ pick: { status: 'withdrawn' } }]);
    expect((await listed(ben))[0]?.lastMessage).toMatchObject({ type: 'slip', preview: null });
    const analysis = { type: 'analysis', eventId, market: 'spread', lean: 'Home', confidence: 'high', text: 'They rest.' };
    await send(analysis);
    const { eventId: _, ...shown } = analysis;
    expect((await pageOf(ben, id)).entries.at(-1)).toMatchObject({ ...shown, event: { id: eventId } });
    await expect(send({ type: 'slip', pickId: newId(now) })).rejects.toEqual(NOT_FOUND);
    await expect(send({ ...analysis, eventId: newId(now) })).rejects.toEqual(NOT_FOUND);
    // A pick of somebody who has blocked the reader is not shown to them.
    const { id: hidden } = await placePick(cas, PlacePick.body.parse(singleBody(eventId)), undefined, now);
    await send({ type: 'slip', pickId: hidden });
    await blockUser(cas, ben.userId, now);
    expect((await pageOf(ben, id)).entries.at(-1)).toMatchObject({ pickId: hidden, pick: null });
    expect(SendMessage.body.safeParse({ type: 'song', clientMessageId: randomUUID() }).error?.issues).toMatchObject([
      { path: ['type'], message: 'must be one of text, image, file, voice, slip, analysis' },
    ]);
  });

  it('of a sender who is removed at the same instant has an earlier number, or is refused', async () => {
    for (let run = 0; run < 3; run++) {
      const [ann, ben] = (await people(2)) as [User, User];
      const { id } = await groupOf(ann, [ben], now);
      const sending = many(5, (i) => {
        const own = { clientMessageId: randomUUID() };
        return retryUnavailable(() => say(ben, id, `Hi ${i}.`, now, own));
      });
      await retryUnavailable(() => removeMember(ann, id, ben.userId, now));
      const sent = await sending;
      expect(lost(sent).filter((code) => code !== 'NOT_FOUND')).toEqual([]);
      const { entries } = await pageOf(ann, id);
      const removed = entries.findIndex((entry) => entry.type === 'change' && entry.change === 'removed');
      expect(entries.findLastIndex(({ sender }) => sender?.id === ben.userId)).toBeLessThan(removed);
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
      expect(entries.filter(({ sender }) => sender?.id === ben.userId)).toHaveLength(kept(sent).length);
    }
  });
});

describe('a message that is changed', () => {
  const edit = (as: User, message: EntryView, text: string, { revision = 1, at = later(1_000) } = {}) =>
    editMessage(as, message.id as MessageId, { text, revision }, at);
  const remove = (as: User, message: EntryView) => deleteMessage(as, message.id as MessageId, later(2_000));

  it('has a new text for everybody for 15 minutes, and the one before in the log', async () => {
    const [ann, ben, cas, mal] = (await people(4)) as [User, User, User, User];
    await befriend(ann, [cas], now);
    const { id } = await groupOf(ann, [ben], now);
    const sent = await say(ben, id, 'Dogs.', now);
    await addMember(ann, id, cas.userId, now);
    expect(await edit(ben, sent, 'Cats.')).toMatchObject({
      seq: 2,
      text: 'Cats.',
      revision: 2,
      editedAt: later(1_000).toISOString(),
    });
    await expect(edit(ben, sent, 'Birds.')).rejects.toEqual(refused('CONFLICT', { revision: 2 }));
    const tried = await many(5, (i) => retryUnavailable(() => edit(ben, sent, `Birds ${i}.`, { revision: 2 })));
    expect([kept(tried).length, new Set(lost(tried))]).toEqual([1, new Set(['CONFLICT'])]);
    expect((await listed(ann))[0]?.lastMessage?.preview).toMatch(/^Birds/);
    const edits = async (as: User) =>
      (await pageOf(as, id)).entries.flatMap((entry) =>
        entry.type === 'change' && entry.change === 'edited' ? [entry.before] : [],
      );
    expect(await edits(ann)).toEqual(['Dogs.', 'Cats.']);
    // A person who joined after the message sees neither it nor what it said before.
    expect([await edits(cas), await numbers(cas, id)]).toEqual([
      [null, null],
      [3, 4, 5],
    ]);
    const late = { revision: 3, at: later(15 * 60_000 + 1) };
    await expect(edit(ben, sent, 'Late.', late)).rejects.toEqual(
      refused('EDIT_WINDOW_CLOSED', { until: later(15 * 60_000).toISOString() }),
    );
    await expect(edit(ann, sent, 'Mine.')).rejects.toEqual(of('FORBIDDEN'));
    for (const who of [cas, mal]) await expect(edit(who, sent, 'Mine.')).rejects.toEqual(NOT_FOUND);
    await expect(editMessage(ann, `${id}_1` as MessageId, { text: 'A change.', revision: 1 }, now)).rejects.toEqual(NOT_FOUND);
    await expect(editMessage(ann, `${id}_99` as MessageId, { text: 'Nothing.', revision: 1 }, now)).rejects.toEqual(NOT_FOUND);
    expect(await differences(ann, ben, cas)).toEqual([]);
  });

  it('is deleted for everyone with every text it had, and its place and its id stay', async () => {
    const [ann, ben, mal] = (await people(3)) as [User, User, User];
    const { id } = await directOf(ann, ben.userId, now);
    const clientMessageId = randomUUID();
    const sent = await say(ann, id, 'Secret one.', now, { clientMessageId });
    await edit(ann, sent, 'Secret two.');
    await say(ben, id, 'What?', now, { replyTo: 1 });
    await expect(remove(ben, sent)).rejects.toEqual(of('FORBIDDEN'));
    await expect(remove(mal, sent)).rejects.toEqual(NOT_FOUND);
    expect(lost(await many(5, () => retryUnavailable(() => remove(ann, sent))))).toEqual([]);
    const { entries } = await pageOf(ben, id);
    expect(entries.map(({ type }) => type)).toEqual(['deleted', 'change', 'text', 'change']);
    expect(JSON.stringify([entries, await listed(ben), (await exportedBy(messagingUpkeep, ann.userId)) as object])).not.toContain(
      'Secret',
    );
    await expect(edit(ann, sent, 'Again.', { revision: 2 })).rejects.toEqual(of('MESSAGE_DELETED'));
    // A repeat of the send that comes late writes nothing.
    expect(await say(ann, id, 'Secret one.', now, { clientMessageId })).toMatchObject({ seq: 1, type: 'deleted' });
    const last = await say(ann, id, 'The last one.', now);
    await remove(ann, last);
    expect((await listed(ben))[0]).toMatchObject({ lastSeq: 6, lastMessage: { preview: null } });
    await blockUser(ben, ann.userId, now);
    const { entries: all } = await pageOf(ann, id);
    await expect(edit(ben, all[2] as EntryView, 'No.')).rejects.toEqual(of('MESSAGE_NOT_ALLOWED'));
    await remove(ben, all[2] as EntryView);
    expect(await differences(ann, ben)).toEqual([]);
  });

  it('of a member is deleted by the owner and the admins, and theirs by those above them', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const { id } = await groupOf(ann, [ben, cas], now);
    const [byAnn, byBen, byCas] = [await say(ann, id, 'A.', now), await say(ben, id, 'B.', now), await say(cas, id, 'C.', now)];
    await expect(remove(ben, byCas)).rejects.toEqual(of('FORBIDDEN'));
    await setMemberRole(ann, id, ben.userId, 'admin', now);
    await remove(ben, byCas);
    await expect(remove(ben, byAnn)).rejects.toEqual(of('FORBIDDEN'));
    await remove(ann, byBen);
    expect((await pageOf(cas, id)).entries.map(({ type }) => type)).toEqual([
      ...['change', 'text', 'deleted', 'deleted', 'change', 'change', 'change'],
    ]);
    expect(await differences(ann, ben, cas)).toEqual([]);
  });
});

describe('unread messages', () => {
  const unread = async (as: User) => (await listed(as)).map((one) => [one.unread, one.readSeq]);

  it('are those of others after what was read, which never goes back', async () => {
    const [ann, ben, cas, mal] = (await people(4)) as [User, User, User, User];
    await befriend(ann, [cas], now);
    const { id } = await groupOf(ann, [ben], now);
    for (const words of ['One.', 'Two.', 'Three.']) await say(ann, id, words, now);
    expect([await unread(ann), await unread(ben)]).toEqual([[[0, 4]], [[3, 0]]]);
    await readMessages(ben, id, 3, now);
    expect(await unread(ben)).toEqual([[1, 3]]);
    await many(6, (i) => readMessages(ben, id, i % 2 ? 4 : 2, now));
    expect(await unread(ben)).toEqual([[0, 4]]);
    // A message from before somebody joined is not news to them, nor is a change of the group.
    await addMember(ann, id, cas.userId, now);
    expect([await unread(ben), await unread(cas)]).toEqual([[[0, 4]], [[0, 5]]]);
    await say(ben, id, 'Welcome.', now);
    expect([await unread(ann), await unread(ben), await unread(cas)]).toEqual([[[1, 4]], [[0, 6]], [[1, 5]]]);
    await expect(readMessages(cas, id, 4, now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'seq' }));
    await expect(readMessages(ben, id, 7, now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'seq' }));
    await expect(readMessages(mal, id, 1, now)).rejects.toEqual(NOT_FOUND);
    expect(await differences(ann, ben, cas)).toEqual([]);
    await membershipEntity().patch({ userId: ben.userId, state: 'in', conversationId: id }).set({ readMessages: 1 }).go();
    expect(await differences(ann)).toMatchObject([{ field: 'readMessages', is: 1, should: 4 }]);
  });
});
