import { beforeAll, expect, it } from 'vitest';
import { connection } from '#data/connection';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { commentEntity } from '../../core/content/comment.entity.ts';
import { ownMarksEntity } from '../../core/content/own-marks.entity.ts';
import { postEntity } from '../../core/content/post.entity.ts';
import { userCommentEntity } from '../../core/content/user-comment.entity.ts';
import { feedbackEntity } from '../../core/feed/feedback.entity.ts';
import { contactEntity } from '../../core/graph/contact.entity.ts';
import { followEntity } from '../../core/graph/follow.entity.ts';
import { mediaEntity } from '../../core/media/media.entity.ts';
import { conversationHeadEntity } from '../../core/messaging/log/conversation-head.entity.ts';
import { logEntryEntity } from '../../core/messaging/log/log-entry.entity.ts';
import { membershipEntity } from '../../core/messaging/log/membership.entity.ts';
import { messageReactionsEntity } from '../../core/messaging/log/message-reactions.entity.ts';
import { reportEntity } from '../../core/moderation/report.entity.ts';
import { reportCaseEntity } from '../../core/moderation/report-case.entity.ts';
import { notificationEntity } from '../../core/notifications/notification.entity.ts';
import { pickEntity } from '../../core/picks/pick.entity.ts';
import { rowsIn } from '../../core/privacy/export-rows.ts';
import { ledgerEntity } from '../../core/stats/ledger.entity.ts';
import { statsEntity } from '../../core/stats/stats.entity.ts';
import { PERSONAL_DOMAINS } from '../../core/upkeep/personal-domains.ts';
import type { DynamoCall } from '../support/dynamo-calls.ts';
import { type Sample, type SampledEntity, sampleOf } from '../support/make/samples.ts';
import { MemoryTable } from '../support/memory-table/memory-table.ts';

/** An export of a person with a long history holds one page of rows. */

/** Rows of one entity that a read gave since the list yielded last, by entity. */
let waiting = new Map<string, number>();
let most = 0;
const yielded = () => {
  most = Math.max(most, ...waiting.values());
  waiting = new Map();
};

interface Items {
  readonly Items?: readonly Sample[];
  readonly Responses?: Readonly<Record<string, readonly Sample[]>>;
}

/** A table that counts the rows of its replies. */
class CountingTable extends MemoryTable {
  override answer(call: DynamoCall) {
    const reply = super.answer(call);
    const { Items = [], Responses = {} } = reply as Items;
    for (const { __edb_e__: entity = 'keys' } of [...Items, ...Object.values(Responses).flat()])
      waiting.set(String(entity), (waiting.get(String(entity)) ?? 0) + 1);
    return reply;
  }
}

const now = new Date('2026-06-01T12:00:00.000Z');
const [few, many] = [newId(now), newId(now)] as [UserId, UserId];
const conversationOf = { [few]: newId(now), [many]: newId(now) };
const BLOCK = 1_000;

/** The rows of one kind that a person has many of: its entities, and the fields in which each row differs. */
const KINDS: readonly (readonly [() => unknown, (id: string, userId: UserId) => Sample])[] = [
  [pickEntity, (pickId) => ({ pickId })],
  [postEntity, (postId) => ({ postId })],
  [commentEntity, (commentId) => ({ commentId })],
  [userCommentEntity, (commentId) => ({ commentId })],
  [ownMarksEntity, (itemId) => ({ itemId })],
  [ledgerEntity, (pickId) => ({ pickId })],
  [statsEntity, (period) => ({ period })],
  [feedbackEntity, (itemId) => ({ itemId })],
  [followEntity, (followerId, followeeId) => ({ followerId, followeeId })],
  [followEntity, (followeeId, followerId) => ({ followerId, followeeId })],
  [contactEntity, (otherId) => ({ otherId })],
  [notificationEntity, (notificationId) => ({ notificationId })],
  [mediaEntity, (mediaId) => ({ mediaId, state: 'awaiting' })],
  [reportEntity, (caseId) => ({ caseId })],
  [reportCaseEntity, (caseId) => ({ caseId, decisions: 1 })],
];

const write = (make: () => unknown, userId: UserId, fields: Sample): Promise<unknown> => {
  const entity = make() as SampledEntity;
  const ids = Object.fromEntries(['userId', 'authorId', 'senderId', 'reporterId'].map((name) => [name, userId]));
  return entity.put({ ...sampleOf(entity, ids), ...fields }).go();
};

/** Writes `count` rows of each kind, and three times as many messages, of which one block of a log has 1,000. */
async function history(userId: UserId, count: number): Promise<void> {
  const conversationId = conversationOf[userId];
  const ids = Array.from({ length: count }, () => newId(now));
  for (const [make, fields] of KINDS) for (const id of ids) await write(make, userId, fields(id, userId));
  await write(membershipEntity, userId, { conversationId, joined: 1, from: 1, spans: [] });
  await write(conversationHeadEntity, userId, { conversationId, lastSeq: 3 * count, messages: 3 * count });
  for (let seq = 1; seq <= 3 * count; seq++) {
    const place = { conversationId, block: Math.floor((seq - 1) / BLOCK), seq };
    await write(logEntryEntity, userId, { ...place, type: 'text', messages: seq });
    if (seq % 3 === 0) await write(messageReactionsEntity, userId, { ...place, by: { [userId]: ['fire'] } });
  }
}

/** The rows of each list, and the most rows that were read before one of them was given. */
async function read(userId: UserId): Promise<Map<string, { rows: number; most: number }>> {
  const lists = new Map<string, { rows: number; most: number }>();
  for (const domain of PERSONAL_DOMAINS.filter(({ name }) => name !== 'accounts')) {
    for (const [list, value] of Object.entries((await domain.export?.(userId)) ?? {})) {
      let rows = 0;
      most = 0;
      for await (const _ of rowsIn(value)) {
        rows++;
        yielded();
      }
      yielded();
      lists.set(`${domain.name}/${list}`, { rows, most });
    }
  }
  return lists;
}

const ROWS = { few: 6, many: 560 };
beforeAll(async () => {
  const table = new CountingTable('memory');
  connection.inject(table.connect(async () => {}));
  process.env.TABLE_NAME = 'memory';
  await history(few, ROWS.few);
  await history(many, ROWS.many);
  waiting = new Map();
});

const LONG = [
  ...['picks/picks', 'marks/posts', 'marks/comments', 'marks/marks', 'records/settled', 'records/records', 'trends/feedback'],
  ...[
    'notifications/notifications',
    'moderation/reported',
    'moderation/decided',
    'graph/follows',
    'graph/contacts',
    'media/media',
  ],
  ...['messaging/messages', 'messaging/reactions'],
];

it('from 10^2 rows of a person to 10^4 an export never reads more than a page before it gives a row', async () => {
  const [small, large] = [await read(few), await read(many)];
  const sum = (lists: typeof small) => [...lists.values()].reduce((all, { rows }) => all + rows, 0);
  expect(sum(small)).toBeGreaterThan(100);
  expect(sum(large)).toBeGreaterThan(10_000);
  const long = [...large].filter(([, { rows }]) => rows >= ROWS.many);
  expect(long.map(([list]) => list).toSorted()).toEqual(LONG.toSorted());
  for (const [list, { most: held }] of long)
    expect([list, held]).toEqual([list, expect.toSatisfy((rows: number) => rows <= (/^messaging/.test(list) ? BLOCK : 210))]);
});
