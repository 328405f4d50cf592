import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { system } from '#actor';
import {
  archiveLogs,
  deleteMessage,
  editMessage,
  listReceipts,
  messagingUpkeep,
  pinMessage,
  reactToMessage,
  readMessages,
  restoreConversation,
  searchMessages,
  syncConversations,
} from '#core/messaging';
import { decideReport, listReports, moderationUpkeep, reportSubject } from '#core/moderation';
import { connection } from '#data/connection';
import type { ConversationId, MessageId } from '#schemas/common';
import { SearchMessages } from '#schemas/message-search';
import { SyncConversations } from '#schemas/sync';
import { s3 } from '../../core/media/storage.ts';
import { archiveBlock } from '../../core/messaging/log/archive-block.ts';
import { noteBlock, notesOf } from '../../core/messaging/log/block-note.store.ts';
import { markedFrom } from '../../core/messaging/log/entry.store.ts';
import { identityGround, now, refused } from '../support/bettors.ts';
import { newBuckets } from '../support/buckets.ts';
import { diesAt } from '../support/dies-at.ts';
import { exportedBy } from '../support/exported.ts';
import { differences, directOf, fillLog, numbers, pageOf, people, say } from '../support/make/conversations.ts';
import { randomOf } from '../support/make/inputs.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';
import { dropMessages } from '../support/sent-messages.ts';
import { newRecords, project } from '../support/social.ts';

/** Blocks of logs whose newest entry is older than a year are in S3, and nobody who reads, searches or deletes sees a difference. */

const DAY = 86_400_000;
const ago = (days: number) => new Date(now.getTime() - days * DAY);
const inDays = (days: number) => new Date(now.getTime() + days * DAY);
const job = system('archive-logs');

beforeAll(async () => {
  await identityGround();
  await newBuckets();
  dropMessages();
});

interface RawRow {
  readonly seq: number;
}
/** The rows of a log as the table has them. */
async function rowsOf(id: string): Promise<RawRow[]> {
  const { client, table } = connection();
  const rows: RawRow[] = [];
  for (let block = 0; ; block++) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': `$youbet#conversationid_${id}#block_${block}`, ':sk': '$logentry' },
        ConsistentRead: true,
      }),
    );
    if (Items.length === 0) return rows;
    rows.push(...(Items as RawRow[]));
  }
}

/** The texts of all objects of a conversation. */
async function objectsOf(id: string): Promise<string[]> {
  const Bucket = process.env.ARCHIVE_BUCKET;
  const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket }));
  const keys = Contents.flatMap(({ Key = '' }) => (Key.includes(id) ? [Key] : []));
  return Promise.all(
    keys.map(async (Key) => {
      const { Body } = await s3().send(new GetObjectCommand({ Bucket, Key }));
      return gunzipSync((await Body?.transformToByteArray()) ?? Buffer.alloc(0)).toString();
    }),
  );
}

/** The conversation of two people, with a log that began 800 days ago. @returns it after `count` messages, two of them edited or answered */
async function oldTalk(count: number) {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await directOf(ann, ben.userId, ago(800));
  await say(ben, id, 'The first word.', ago(800));
  await fillLog(id, { senderId: ann.userId, from: 2, to: count, messages: 1, at: ago(799) });
  const answer = await say(ben, id, 'I said so.', ago(798), { replyTo: 5 });
  await editMessage(ben, answer.id as MessageId, { text: 'As I said.', revision: 1 }, ago(798));
  await reactToMessage(ann, answer.id as MessageId, 'fire', ago(797));
  await project('social', await newRecords('logentry'));
  return { ann, ben, id, answer: count + 1 };
}
const all = async (as: User, id: ConversationId) => {
  const entries = [];
  for (let after = 0, more = true; more; ) {
    const page = await pageOf(as, id, { after: String(after), limit: '100' });
    entries.push(...page.entries);
    after = page.entries.at(-1)?.seq ?? after;
    more = page.hasAfter;
  }
  return entries;
};

it('a log that is archived and brought back has equal rows, over the edge of a block', async () => {
  const { ann, ben, id } = await oldTalk(1_210);
  const [rows, entries] = [await rowsOf(id), await all(ben, id)];
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i + 1));
  expect(await archiveLogs(job, now)).toMatchObject({ later: 0, isMore: false });
  // The newest entry of each block stays, and names the object of the others.
  expect((await rowsOf(id)).map(({ seq }) => seq)).toEqual([1_000, rows.length]);
  expect((await objectsOf(id)).map((text) => text.split('\n').length - 1)).toEqual([999, rows.length - 1_001]);
  expect(await all(ben, id)).toEqual(entries);
  expect((await notesOf(id)).map(({ block }) => block)).toEqual([1]);
  expect(await differences(ann, ben)).toEqual([]);
  // A second run finds nothing to move.
  expect(await archiveLogs(job, now)).toMatchObject({ blocks: 0 });

  const operator = system('restore-conversation');
  expect(await restoreConversation(operator, { conversationId: id }, now)).toEqual({ blocks: 2, entries: rows.length - 2 });
  expect(await rowsOf(id)).toEqual(rows);
  expect(await objectsOf(id)).toEqual([]);
  expect(await restoreConversation(operator, { conversationId: id }, now)).toEqual({ blocks: 0, entries: 0 });
  await expect(restoreConversation(operator, { conversationId: ann.userId as string as ConversationId }, now)).rejects.toEqual(
    refused('NOT_FOUND'),
  );
});

it('a block with an entry of the last year waits until it is old, and one of a resumed talk is archived again, in one object', async () => {
  const { ann, ben, id } = await oldTalk(30);
  const rows = await rowsOf(id);
  await archiveLogs(job, now);
  // A conversation that a person brings back stays for a month.
  await restoreConversation(system('restore-conversation'), { conversationId: id }, now);
  await archiveLogs(job, inDays(29));
  expect(await rowsOf(id)).toEqual(rows);
  await archiveLogs(job, inDays(31));
  expect(await rowsOf(id)).toHaveLength(1);
  const before = await all(ann, id);
  await say(ann, id, 'Are you still there?', now);
  await say(ben, id, 'I am.', now);
  expect((await all(ann, id)).slice(0, -2)).toEqual(before);
  const entries = await all(ann, id);
  await archiveLogs(job, inDays(364));
  expect(await rowsOf(id)).toHaveLength(3);
  // A block that is archived is looked at again a year later.
  await archiveLogs(job, inDays(397));
  expect(await rowsOf(id)).toHaveLength(1);
  expect(await objectsOf(id)).toHaveLength(1);
  expect(await all(ann, id)).toEqual(entries);
});

it('lists, pages around, sync, search, quotes and receipts read the archive, and say so', async () => {
  const { ann, ben, id, answer } = await oldTalk(60);
  const queries = [
    ...[{}, { before: '40', limit: '7' }, { after: '3', limit: '10' }, { around: '30', limit: '9' }, { before: '2' }],
    ...[{ after: String(answer + 5) }, { around: String(answer), limit: '50' }],
  ];
  const read = async () => ({
    pages: await Promise.all(queries.map((query) => pageOf(ben, id, query))),
    found: await searchMessages(ben, SearchMessages.query.parse({ q: 'again half', limit: '50' }), now),
    first: await searchMessages(ben, SearchMessages.query.parse({ q: 'first word', conversationId: id }), now),
    synced: await syncConversations(ben, SyncConversations.body.parse({ known: { [id]: 3 } }), now),
    receipts: await listReceipts(ann, `${id}_20` as MessageId, now),
  });
  const before = await read();
  await archiveLogs(job, now);
  expect(await rowsOf(id)).toHaveLength(1);
  const after = await read();
  const said = ({ meta: _, ...reply }: { readonly meta: object }) => reply;
  expect(after.pages.map(said)).toEqual(before.pages.map(said));
  expect(
    [said(after.found), said(after.first), said(after.synced)].map((one) =>
      JSON.stringify(one).replaceAll(/"cursor":"[^"]*"/g, ''),
    ),
  ).toEqual(
    [said(before.found), said(before.first), said(before.synced)].map((one) =>
      JSON.stringify(one).replaceAll(/"cursor":"[^"]*"/g, ''),
    ),
  );
  expect(after.receipts).toEqual(before.receipts);
  expect(before.pages.map(({ meta }) => meta.archived)).toEqual(queries.map(() => false));
  expect(after.pages.map(({ meta }) => meta.archived)).toEqual([true, true, true, true, true, false, true]);
  expect([after.found.meta.archived, after.first.meta.archived, after.synced.meta.archived]).toEqual([true, true, true]);
  expect(after.pages[0]?.entries.find(({ seq }) => seq === answer)).toMatchObject({ replyTo: { seq: 5, unavailable: false } });

  await expect(editMessage(ben, `${id}_1` as MessageId, { text: 'No.', revision: 1 }, now)).rejects.toMatchObject({
    code: 'EDIT_WINDOW_CLOSED',
  });
  await readMessages(ben, id, 12, now);
  await pinMessage(ben, `${id}_1` as MessageId, now);
  await reactToMessage(ann, `${id}_1` as MessageId, 'fire', now);
  expect((await pageOf(ann, id, { around: '1', limit: '1' })).entries).toMatchObject([
    { reactions: [{ name: 'fire', count: 1 }] },
  ]);
  // A repeat of the send of an archived message writes nothing.
  const count = (await numbers(ann, id, { limit: '100' })).length;
  const clientMessageId = crypto.randomUUID();
  const sent = await say(ben, id, 'Once.', ago(390), { clientMessageId });
  expect(await markedFrom(ben.userId, id, clientMessageId)).toBe(count + 1);
  expect(await say(ben, id, 'Once.', now, { clientMessageId })).toMatchObject({ id: sent.id });
  expect(await numbers(ann, id, { limit: '100' })).toHaveLength(count + 1);
});

it('a deletion, an erasure and an export reach what is archived', async () => {
  const { ann, ben, id, answer } = await oldTalk(40);
  await archiveLogs(job, now);
  const exported = (await exportedBy(messagingUpkeep, ben.userId)) as {
    readonly messages: readonly { readonly text: string }[];
  };
  expect(exported.messages.map(({ text }) => text)).toEqual(['The first word.', 'As I said.']);
  expect(JSON.stringify(exported)).not.toMatch(/"archive|sha256/);
  const words = async () => `${JSON.stringify(await rowsOf(id))}${(await objectsOf(id)).join('')}`;
  expect(await words()).toMatch(/I said so\..*|As I said\./);
  for (let i = 0; i < 2; i++) await deleteMessage(ben, `${id}_${answer}` as MessageId, now);
  expect((await pageOf(ann, id, { around: String(answer), limit: '1' })).entries).toMatchObject([{ type: 'deleted' }]);
  // The words before the edit go with it.
  expect(await words()).not.toMatch(/As I said|I said so/);
  await archiveLogs(job, inDays(400));
  expect(await rowsOf(id)).toHaveLength(1);
  expect(await words()).not.toMatch(/As I said|I said so/);
  expect((await all(ann, id)).find(({ seq }) => seq === answer)).toMatchObject({ type: 'deleted' });

  expect(await words()).toContain('The first word.');
  for (let i = 0; i < 2; i++) await messagingUpkeep.erase?.(ben.userId, now);
  await archiveLogs(job, inDays(800));
  expect(await rowsOf(id)).toHaveLength(1);
  expect(await words()).not.toMatch(new RegExp(`The first word|${ben.userId}(?!#)"`));
  expect((await numbers(ann, id, { after: '0', limit: '100' })).at(0)).toBe(1);
});

it('an archived message is reported with the five before it, and removed by a moderator for everyone', async () => {
  const { ann, ben, id, answer } = await oldTalk(40);
  const [mo] = (await people(1)).map((user): User => ({ ...user, role: 'moderator' })) as [User];
  await archiveLogs(job, now);
  const subject = { type: 'message' as const, id: `${id}_${answer}` as MessageId };
  const report = () => reportSubject(ann, { subject, reason: 'hate', note: undefined }, now);
  expect([await report(), await report()]).toMatchObject([{ happened: 'recorded' }, { happened: 'already_open' }]);
  const { items } = await listReports(mo, { status: 'open', limit: 100, cursor: undefined }, now);
  const found = items.find((one) => one.subject.id === subject.id);
  const [copy] = found?.copies ?? [];
  expect(copy).toMatchObject({ text: 'As I said.', revision: 2 });
  expect(copy?.message?.before.map(({ text }) => text?.match(/\d+$/)?.[0] ?? text?.match(/(\d+)\.$/)?.[1])).toEqual(
    [36, 37, 38, 39, 40].map(String),
  );
  // The report left the archive as it was.
  expect(await rowsOf(id)).toHaveLength(1);
  const decide = (action: 'hide' | 'restore') => decideReport(mo, found?.id ?? '', { action, reason: 'Seen.' } as never, now);
  expect(await decide('hide')).toMatchObject({ happened: 'recorded' });
  const words = async () => `${JSON.stringify(await rowsOf(id))}${(await objectsOf(id)).join('')}`;
  const deleted = async () => (await all(ann, id)).find(({ seq }) => seq === answer);
  for (const days of [0, 400]) {
    if (days > 0) await archiveLogs(job, inDays(days));
    expect(await deleted()).toMatchObject({ type: 'deleted' });
    expect(await words()).not.toMatch(/As I said|I said so/);
  }
  // Decided otherwise, in the archive again: the mark goes, the words do not come back.
  expect((await rowsOf(id)).length).toBe(1);
  expect(await decide('restore')).toMatchObject({ happened: 'recorded' });
  expect(await deleted()).toMatchObject({ type: 'deleted' });
  expect(await differences(ann, ben)).toEqual([]);
  expect(await moderationUpkeep.audit([found?.id ?? ''], now)).toEqual([]);
});

describe('a process that dies at any call', () => {
  it.each(['archives', 'brings back'])('while it %s leaves all entries to readers, and the next run goes on', async (what) => {
    const { ann, ben, id } = await oldTalk(120);
    const [rows, entries] = [await rowsOf(id), await all(ben, id)];
    const isArchiving = what === 'archives';
    const act = isArchiving
      ? () => archiveBlock(id, 0, now)
      : () => restoreConversation(system('restore-conversation'), { conversationId: id }, now);
    let deaths = 0;
    for (let k = 0, died = true; died; k++) {
      if (!isArchiving) await archiveBlock(id, 0, now);
      died = await diesAt(k, act);
      deaths += died ? 1 : 0;
      expect(await all(ben, id), `after call ${k}`).toEqual(entries);
      await act();
      expect(await all(ben, id)).toEqual(entries);
      if (isArchiving) {
        expect(await rowsOf(id)).toHaveLength(1);
        expect(await objectsOf(id)).toHaveLength(1);
        await restoreConversation(system('restore-conversation'), { conversationId: id }, now);
      }
      expect(await rowsOf(id)).toEqual(rows);
      expect(await objectsOf(id)).toEqual([]);
    }
    expect(deaths).toBeGreaterThan(6);
    expect(await differences(ann, ben)).toEqual([]);
  });
});

it('readers, deletions, runs and restores at the same time lose no entry, and bring no word back', async () => {
  const random = randomOf(Number(process.env.SEED ?? 1));
  const { ann, ben, id } = await oldTalk(120);
  const entries = await all(ben, id);
  const deleted = new Set<number>();
  const acts = Array.from({ length: 24 }, (_, i) => async () => {
    await new Promise((done) => setTimeout(done, random.below(400)));
    if (i % 4 === 0) return archiveBlock(id, 0, now);
    if (i % 4 === 1) return restoreConversation(system('restore-conversation'), { conversationId: id }, now);
    if (i % 4 === 2)
      return expect((await all(ben, id)).slice(0, entries.length).map(({ seq }) => seq)).toEqual(entries.map(({ seq }) => seq));
    const seq = 2 + random.below(110);
    deleted.add(seq);
    return retryUnavailable(() => deleteMessage(ann, `${id}_${seq}` as MessageId, now));
  });
  await Promise.all(
    acts.map((act) =>
      act().catch((error: { readonly code?: string }) => {
        if (error.code !== 'UNAVAILABLE') throw error;
      }),
    ),
  );
  for (const at of [inDays(0), inDays(400)]) {
    if (at > now) await archiveBlock(id, 0, at);
    const left = await all(ben, id);
    expect(left.map(({ seq }) => seq)).toEqual(left.map((_, i) => i + 1));
    expect(left.flatMap(({ type, seq }) => (type === 'deleted' ? [seq] : []))).toEqual([...deleted].toSorted((a, b) => a - b));
  }
  expect(await rowsOf(id)).toHaveLength(1);
  const [object = '', ...others] = await objectsOf(id);
  expect(others).toEqual([]);
  for (const seq of deleted) expect(object).not.toContain(`by half a point: ${seq}.`);
});

it('one block that fails does not stop the others, and the run says so', async () => {
  const [one, two] = [await oldTalk(20), await oldTalk(20)];
  const { client, table } = connection();
  const { DeleteCommand } = await import('@aws-sdk/lib-dynamodb');
  const [row] = await rowsOf(one.id);
  const { pk, sk } = row as unknown as { readonly pk: string; readonly sk: string };
  await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
  await expect(archiveLogs(job, now)).rejects.toThrow('1 of ');
  expect(await rowsOf(two.id)).toHaveLength(1);
  expect((await rowsOf(one.id)).length).toBeGreaterThan(15);
});

it('the audit finds a block that no note leads to, and the repair notes it', async () => {
  const { ann, ben, id } = await oldTalk(20);
  const { blockNoteEntity } = await import('../../core/messaging/log/block-note.entity.ts');
  await blockNoteEntity().delete({ conversationId: id, block: 0 }).go();
  expect(await differences(ann, ben)).toMatchObject([{ of: `note of block 0 of ${id}` }]);
  for (const { userId } of [ann, ben]) await messagingUpkeep.repair?.(userId, now);
  expect(await differences(ann, ben)).toEqual([]);
  expect(await noteBlock(id, 0, now.toISOString())).toBe(false);
});
