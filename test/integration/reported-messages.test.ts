import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { blockUser } from '#core/graph';
import {
  addMember,
  clearHistory,
  deleteMessage,
  editMessage,
  messagingUpkeep,
  reactToMessage,
  removeMember,
  runChatTask,
} from '#core/messaging';
import { decideReport, listReports, moderationUpkeep, reportSubject } from '#core/moderation';
import { loadUser } from '#core/users';
import type { ConversationId, MessageId } from '#schemas/common';
import type { CaseAction } from '#schemas/moderation';
import { casesAbout, openCaseIdOf } from '../../core/moderation/case.store.ts';
import { standingFacts } from '../../core/notifications/standing-facts.ts';
import { identityGround, kept, later, lost, many, now, refused } from '../support/bettors.ts';
import { SocketHub } from '../support/chat-sockets.ts';
import {
  befriend,
  differences,
  directOf,
  fillLog,
  groupOf,
  listed,
  opened,
  pageOf,
  people,
  say,
} from '../support/make/conversations.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

beforeAll(identityGround);

const messageOf = (id: ConversationId, seq: number) => `${id}_${seq}` as MessageId;
const report = (by: User, id: MessageId, at = now) =>
  reportSubject(by, { subject: { type: 'message', id }, reason: 'hate', note: undefined }, at);
let mo: User;
let max: User;
beforeAll(async () => {
  [mo, max] = (await people(2)).map((user) => ({ ...user, role: 'moderator' })) as [User, User];
});
const caseOf = async (id: MessageId, status: 'open' | 'decided' = 'open') => {
  const { items } = await listReports(mo, { status, limit: 100, cursor: undefined }, now);
  return items.find(({ subject }) => subject.id === id);
};
const decide = async (id: MessageId, action: CaseAction, by = mo, more: object = {}) => {
  const one = (await caseOf(id)) ?? (await caseOf(id, 'decided'));
  return decideReport(by, one?.id ?? '', { action, reason: 'Seen.', ...more } as never, now);
};
const entryOf = async (as: User, id: ConversationId, seq: number) =>
  (await pageOf(as, id)).entries.find((entry) => entry.seq === seq);
/** The facts that stand of those of which the author is told. */
const toldOf = async (author: User, id: ConversationId, seq: number) => {
  const facts = [{ by: id, mark: seq.toString(16).padStart(8, '0') }];
  const named = { userId: author.userId, subject: `message#${messageOf(id, seq)}`, facts } as const;
  const stands = async (kind: 'content-hidden' | 'content-restored') =>
    (await standingFacts({ ...named, facts: [...facts], kind }, now)).every((fact) => fact.stands);
  return { hidden: await stands('content-hidden'), restored: await stands('content-restored') };
};
const auditOf = async (...authors: User[]) => {
  const cases = (await Promise.all(authors.map(({ userId }) => casesAbout(userId)))).flat();
  const found = await moderationUpkeep.audit(
    cases.map(({ caseId }) => caseId),
    now,
  );
  return [...found.flatMap((one) => one.differences), ...(await differences(...authors))];
};

describe('a report of a message', () => {
  it('keeps the message and the five before it as the reporter sees them, and names no other', async () => {
    const [mal, ann, ben] = (await people(3)) as [User, User, User];
    const { id } = await groupOf(mal, [ann, ben], now);
    for (const [by, text] of [
      [ann, 'Too early for the copy.'],
      [ben, 'One.'],
      [ann, 'Gone.'],
      [mal, 'Two.'],
      [ann, 'Three.'],
      [ben, `Four: ${'long '.repeat(400)}`],
      [ann, 'Five.'],
      [mal, 'Vile.'],
    ] as const)
      await say(by, id, text, now);
    await deleteMessage(ann, messageOf(id, 4), now);
    expect(await report(ann, messageOf(id, 9))).toMatchObject({ happened: 'recorded', subject: { type: 'message' } });
    await editMessage(mal, messageOf(id, 9), { text: 'Sweet.', revision: 1 }, now);
    const found = await caseOf(messageOf(id, 9));
    const [copy] = found?.copies ?? [];
    expect(copy).toMatchObject({ text: 'Vile.', revision: 1, message: { type: 'text' } });
    expect(copy?.message?.before.map(({ speaker, text }) => [speaker, text?.slice(0, 6)])).toEqual([
      [1, 'One.'],
      [0, 'Two.'],
      [2, 'Three.'],
      [1, 'Four: '],
      [2, 'Five.'],
    ]);
    expect(copy?.message?.before[3]?.text?.length).toBeLessThan(300);
    expect(found?.owner?.id).toBe(mal.userId);
    for (const { userId } of [ann, ben]) expect(JSON.stringify(found)).not.toContain(userId);
    expect(await auditOf(mal)).toEqual([]);
  });

  it('is refused to who does not see the number, of a deleted message, of a change and of one’s own', async () => {
    const [mal, ann, cas, eve] = (await people(4)) as [User, User, User, User];
    const { id } = await groupOf(mal, [ann], now);
    await say(mal, id, 'Before Cas.', now);
    await befriend(mal, [cas], now);
    await addMember(mal, id, cas.userId, now);
    await say(mal, id, 'With Cas.', now);
    const notFound = refused('NOT_FOUND');
    for (const [by, seq] of [
      [eve, 2],
      [cas, 2],
      [ann, 1],
      [ann, 99],
    ] as const)
      await expect(report(by, messageOf(id, seq))).rejects.toEqual(notFound);
    await expect(report(mal, messageOf(id, 2))).rejects.toEqual(refused('INVALID_INPUT', { field: 'subject' }));
    // The copy has nothing from before the reporter joined, and nothing that they have cleared.
    await report(cas, messageOf(id, 4));
    await clearHistory(ann, id);
    await expect(report(ann, messageOf(id, 2))).rejects.toEqual(notFound);
    await say(mal, id, 'After.', now);
    await report(ann, messageOf(id, 5));
    for (const seq of [4, 5])
      expect((await caseOf(messageOf(id, seq)))?.copies.map(({ message }) => message?.before)).toEqual([[]]);
    await deleteMessage(mal, messageOf(id, 5), now);
    await expect(report(cas, messageOf(id, 5))).rejects.toEqual(notFound);
    await removeMember(mal, id, cas.userId, now);
    await expect(report(cas, messageOf(id, 4))).rejects.toEqual(notFound);
  });

  it('reaches over the edge of a block, and is made of a request to talk, also after it was declined with a block', async () => {
    const [mal, ann, ben] = (await people(3)) as [User, User, User];
    const { id } = await directOf(mal, ann.userId, now);
    await say(mal, id, 'First.', now);
    await fillLog(id, { senderId: ann.userId, from: 2, to: 1_000, messages: 1, at: now });
    await say(mal, id, 'Over the edge.', now);
    await report(ann, messageOf(id, 1_001));
    const before = (await caseOf(messageOf(id, 1_001)))?.copies[0]?.message?.before ?? [];
    expect(before.map(({ text }) => text?.match(/\d+/)?.[0])).toEqual(['996', '997', '998', '999', '1000']);
    const asked = (await opened(mal, ben.userId, now)).id;
    await say(mal, asked, 'Pay me.', now);
    await blockUser(ben, mal.userId, now);
    expect(await report(ben, messageOf(asked, 1))).toMatchObject({ happened: 'recorded' });
    expect(await report(ben, messageOf(asked, 1))).toMatchObject({ happened: 'already_open' });
  });

  it('of ten members at once is one case, and hides nothing', async () => {
    const [mal, ...others] = (await people(11)) as [User, ...User[]];
    const { id } = await groupOf(mal, others, now);
    await say(mal, id, 'Vile.', now);
    const tries = await many(10, (i) => report(others[i] as User, messageOf(id, 2)));
    expect(kept(tries)).toHaveLength(10);
    expect(await caseOf(messageOf(id, 2))).toMatchObject({ reporters: 10, copies: [{ text: 'Vile.' }] });
    expect((await entryOf(others[0] as User, id, 2))?.type).toBe('text');
    expect(await auditOf(mal)).toEqual([]);
  });
});

describe('a moderator’s removal of a message', () => {
  it('deletes it for everyone with all that hangs on it, tells its author, and names nobody', async () => {
    const hub = new SocketHub();
    const [mal, ann] = (await people(2)) as [User, User];
    const { id } = await groupOf(mal, [ann], now);
    await say(mal, id, 'Vile.', now);
    await editMessage(mal, messageOf(id, 2), { text: 'Viler.', revision: 1 }, now);
    await reactToMessage(ann, messageOf(id, 2), 'fire', now);
    await report(ann, messageOf(id, 2));
    const socket = await hub.open(ann, now);
    expect(await toldOf(mal, id, 2)).toMatchObject({ hidden: false });
    expect(await decide(messageOf(id, 2), 'hide')).toMatchObject({ happened: 'recorded' });
    expect(await decide(messageOf(id, 2), 'hide', max)).toMatchObject({ happened: 'unchanged' });
    expect(hub.taken(socket)).toEqual([]);
    await runChatTask({ task: 'post-entries', conversationId: id }, now);
    expect(hub.taken(socket)).toMatchObject([
      { type: 'entry', data: { seq: 5, entry: { type: 'change', change: 'deleted', target: 2, sender: null } } },
    ]);
    const { entries } = await pageOf(ann, id);
    expect(entries.map(({ type }) => type)).toEqual(['change', 'deleted', 'change', 'change', 'change']);
    expect(JSON.stringify(entries)).not.toMatch(/Vile/);
    expect((await listed(ann))[0]?.lastMessage).toMatchObject({ preview: null });
    expect(await toldOf(mal, id, 2)).toEqual({ hidden: true, restored: false });
    expect((await caseOf(messageOf(id, 2), 'decided'))?.copies).toMatchObject([{ text: 'Viler.', revision: 2 }]);
    expect(await auditOf(mal)).toEqual([]);
  });

  it('that is decided otherwise lifts the ban, and brings no words back', async () => {
    const [mal, ann] = (await people(2)) as [User, User];
    const { id } = await groupOf(mal, [ann], now);
    await say(mal, id, 'Fine, really.', now);
    await report(ann, messageOf(id, 2));
    await decide(messageOf(id, 2), 'ban', mo, { scope: 'messaging' });
    expect((await loadUser(mal.userId))?.messagingBan).toBeDefined();
    expect((await entryOf(ann, id, 2))?.type).toBe('deleted');
    expect(await decide(messageOf(id, 2), 'restore', max)).toMatchObject({ happened: 'recorded' });
    expect((await loadUser(mal.userId))?.messagingBan).toBeUndefined();
    expect((await entryOf(ann, id, 2))?.type).toBe('deleted');
    expect(await toldOf(mal, id, 2)).toEqual({ hidden: false, restored: false });
    expect(await auditOf(mal)).toEqual([]);
  });

  it('of one that its author deleted is a decision alone, and of two at once one is written', async () => {
    const [mal, ann] = (await people(2)) as [User, User];
    const { id } = await groupOf(mal, [ann], now);
    await say(mal, id, 'Vile.', now);
    await say(mal, id, 'Viler.', now);
    for (const seq of [2, 3]) await report(ann, messageOf(id, seq));
    await deleteMessage(mal, messageOf(id, 2), now);
    expect(await decide(messageOf(id, 2), 'hide')).toMatchObject({ happened: 'recorded' });
    expect(await toldOf(mal, id, 2)).toMatchObject({ hidden: false });
    const acts = [
      () => decide(messageOf(id, 3), 'hide'),
      () => decide(messageOf(id, 3), 'hide', max),
      () => deleteMessage(mal, messageOf(id, 3), now),
      ...Array.from({ length: 5 }, (_, i) => () => say(ann, id, `Meanwhile ${i}.`, now)),
    ];
    const done = await many<unknown>(acts.length, (i) => retryUnavailable(async () => acts[i]?.()));
    expect(lost(done)).toEqual([]);
    expect((await entryOf(ann, id, 3))?.type).toBe('deleted');
    const { entries } = await pageOf(ann, id);
    expect(entries.filter((entry) => entry.type === 'change' && entry.change === 'deleted')).toHaveLength(2);
    expect(await auditOf(mal, ann)).toEqual([]);
  });

  it('is made by the upkeep where a decision stands without it', async () => {
    const [mal, ann] = (await people(2)) as [User, User];
    const { id } = await groupOf(mal, [ann], now);
    await say(mal, id, 'Vile.', now);
    await report(ann, messageOf(id, 2));
    const caseId = (await openCaseIdOf({ type: 'message', id: messageOf(id, 2) })) ?? '';
    const { caseDecisionEntity } = await import('../../core/moderation/case-decision.entity.ts');
    const decision = { caseId, number: 1, action: 'hide', reason: 'Seen.', by: mo.userId, at: now.toISOString() } as const;
    await caseDecisionEntity().put(decision).go();
    expect((await moderationUpkeep.audit([caseId], now)).length).toBe(1);
    await moderationUpkeep.repair?.(caseId, later(1));
    expect((await entryOf(ann, id, 2))?.type).toBe('deleted');
    expect(await differences(mal)).toEqual([]);
  });
});

it('an erasure takes the words of a person out of the copies about others, and of those about themselves', async () => {
  const [mal, ann, ben] = (await people(3)) as [User, User, User];
  const { id } = await groupOf(mal, [ann, ben], now);
  await say(ann, id, 'Said by Ann.', now);
  await say(ben, id, 'Said by Ben.', now);
  await say(mal, id, 'Vile.', now);
  await report(ben, messageOf(id, 4));
  for (let i = 0; i < 2; i++) await moderationUpkeep.erase?.(ann.userId, now);
  const before = async () => (await caseOf(messageOf(id, 4)))?.copies[0]?.message?.before.map(({ text }) => text);
  expect(await before()).toEqual([null, 'Said by Ben.']);
  await messagingUpkeep.erase?.(mal.userId, now);
  await moderationUpkeep.erase?.(mal.userId, now);
  expect((await caseOf(messageOf(id, 4)))?.copies).toEqual([]);
});
