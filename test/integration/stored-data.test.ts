import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { newDataKey } from '#platform/new-data-key';
import { personalVault } from '#platform/personal-vault';
import { vault } from '#platform/vault';
import type { PickId, UserId } from '#schemas/common';
import { fieldRows } from '../../core/data/data-row.ts';
import { shardOf } from '../../core/data/shard.ts';
import { packRefs } from '../../core/feed/feed-ref.ts';
import { packList } from '../../core/feed/ref-list.ts';
import { identityKey } from '../../core/identity/address-rules.ts';
import { PERSONAL_DOMAINS } from '../../core/upkeep/personal-domains.ts';
import { STORED_DATA } from '../../docs/privacy.ts';
import { ROOT, sources } from '../house/source.ts';
import { identityGround, now } from '../support/bettors.ts';
import { newBuckets } from '../support/buckets.ts';
import { exportedBy } from '../support/exported.ts';
import { type Sample, type SampledEntity, sampleOf } from '../support/make/samples.ts';

const newIds = (count: number) => Array.from({ length: count }, () => newId(now)).toSorted();
const [userId = '', otherId = '', pickId = '', postId = '', commentId = '', mediaId = '', caseId = ''] = newIds(7);
const [conversationId = ''] = newIds(1);
const ref = { type: 'pick', id: pickId as PickId, hint: null } as const;
const packed = packRefs([ref]);

/** Ids by the names of fields, so that rows of several entities belong together. */
const IDS: Sample = {
  ...{ userId, authorId: userId, readerId: userId, senderId: userId, reporterId: userId, createdBy: userId, followerId: userId },
  ...{ lastSenderId: userId, lowId: userId, highId: otherId, ownerId: otherId, otherId, followeeId: otherId, by: otherId },
  ...{ pickId, postId, commentId, mediaId, caseId, conversationId, itemId: pickId },
};

/** Values that a row needs so that the domain finds it, and fields that change what an erasure does. */
const GIVEN: Record<string, Sample> = {
  reaction: { shard: shardOf(userId, 4) },
  comment: { replies: 0 },
  hidden: { part: 0, ids: [otherId] },
  logentry: { block: 0, seq: 1, messages: 1 },
  messagereactions: { block: 0, seq: 1, by: { [userId]: ['fire'], [otherId]: ['fire'] } },
  sentmark: { from: 1 },
  handle: { handle: 'canary user handle' },
  membership: { joined: 1, from: 1 },
  conversationroster: { members: { [userId]: 'o1', [otherId]: 'm1' } },
  conversationhead: { lastSeq: 1, messages: 1, pinned: [] },
  invite: { place: 1 },
  authorfeed: { recent: packed },
  timeline: { ref: packed },
  feedrow: { ref: packed },
  homesession: { rows: packList([{ ref: { ...ref, authorId: userId as UserId }, value: 0 }]) },
  searchlist: { terms: ['h#zzcanary'] },
  searchrow: { letters: 'zz', field: 'h', term: 'zzcanary' },
  mobiletoken: {
    tokenHash: createHash('sha256').update('canary mobiledevice token').digest('base64url'),
    deviceId: 'canary mobiledevice deviceid',
  },
  revision: { longAnalysis: 7 },
  analysis: { revision: 7 },
  // A file that a moderator removed stays, and so does a proof.
  media: { purpose: 'avatar', removedAt: undefined },
};

/** The samples that were written, by entity. */
const samples = new Map<string, Sample>();
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

beforeAll(async () => {
  await identityGround();
  await newBuckets();
  const keys = await vault();
  const address = 'canary@youbet.example';
  const dataKey = await newDataKey(userId);
  const own = await personalVault({ userId, dataKey });
  const addresses = [{ channel: 'email', sealed: own.seal(address), verifiedAt: now.toISOString() }];
  GIVEN.user = { addresses, dataKey };
  GIVEN.addresschange = { before: addresses };
  for (const entity of ['identity', 'addresshold', 'addressban', 'addressexclusion'])
    GIVEN[entity] = { identityKey: identityKey(keys, 'email', address) };
  for (const { path } of sources().filter(({ path }) => path.startsWith('core/') && path.endsWith('.entity.ts')))
    for (const make of Object.values((await import(ROOT + path)) as Record<string, unknown>)) {
      const entity = typeof make === 'function' ? (make() as SampledEntity) : null;
      const name = entity?.schema?.model.entity ?? '';
      const row = Object.values(STORED_DATA).find((data) => name in data)?.[name];
      if (!entity || !row || row.personal.length === 0) continue;
      const sample = sampleOf(entity, IDS, GIVEN[name]);
      samples.set(name, sample);
      await entity.put(sample).go();
    }
});

/** The personal fields for which the register gives no reason against `what`, with the values that were written. */
const promised = (what: 'exported' | 'erased') =>
  Object.values(STORED_DATA).flatMap((data) =>
    Object.entries(data).flatMap(([entity, row]) =>
      fieldRows(row)
        .filter((field) => field[what] === true)
        .map(({ field }) => ({ entity, field, value: samples.get(entity)?.[field] }))
        .filter(({ value }) => value !== undefined),
    ),
  );

it('the exports have every field that the register says they have', async () => {
  const exported = await Promise.all(PERSONAL_DOMAINS.map((domain) => exportedBy(domain, userId as UserId)));
  const text = JSON.stringify(exported, (_, value: unknown) => (value instanceof Set ? [...value] : value));
  const isThere = (value: unknown) => text.includes(JSON.stringify(value));
  /** Texts and ids are looked for, packed references by their id, and all else also by the name of the field. */
  const isIn = (field: string, value: unknown): boolean => {
    if (value instanceof Uint8Array) return isThere(pickId);
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.every(isThere);
    return isThere(value) || (typeof value !== 'string' && text.includes(`"${field}":`));
  };
  expect(promised('exported').length).toBeGreaterThan(200);
  expect(
    promised('exported')
      .filter(({ field, value }) => !isIn(field, value))
      .map(({ entity, field }) => `${entity}.${field}`),
  ).toEqual([]);
});

it('after the erasures no row has a value that the register says they take, and a second time changes nothing', async () => {
  for (let i = 0; i < 2; i++) for (const { erase } of PERSONAL_DOMAINS) await erase?.(userId as UserId, now);
  const rows: Sample[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: process.env.TABLE_NAME ?? '', ConsistentRead: true }))
    rows.push(...Items);
  const plain = (value: unknown) => JSON.stringify(value instanceof Set ? [...value] : value);
  const left = promised('erased').filter(({ entity, field, value }) =>
    rows.some((row) => row.__edb_e__ === entity && row.userId !== otherId && plain(row[field]) === plain(value)),
  );
  expect(promised('erased').length).toBeGreaterThan(150);
  expect(left.map(({ entity, field }) => `${entity}.${field}`)).toEqual([]);
});
