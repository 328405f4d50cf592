import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { mediaUpkeep, processMedia } from '#core/media';
import { addProof, getPick, pickUpkeep, placePick, withdrawPick } from '#core/picks';
import { newId } from '#platform/ids';
import type { EventId, MediaId, PickId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { AddProof } from '#schemas/proofs';
import { type Scanner, scanner } from '../../core/media/scan.ts';
import { bytesOf, etagOf, keysUnder, s3 } from '../../core/media/storage.ts';
import { newBuckets } from '../support/buckets.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { bettor } from '../support/make/users.ts';
import { takeMessages } from '../support/sent-messages.ts';
import { arrivalOf, followMedia, pictureOf, sent, sha256Of, uploaded, verdictOf } from '../support/uploads.ts';

/** The clock on the wall: the emulator compares a signed address with it. */
const now = new Date();
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const LINK = 'https://share.fanduel.com/slip/1';
let people = 0;
let ann: User;
let game: EventId;
let pickId: PickId;

beforeAll(async () => {
  await newBuckets();
  takeMessages(() => {});
});
beforeEach(async () => {
  scanner.inject(undefined);
  ann = await bettor(`p${Date.now().toString(36)}${people++}x`, now);
  game = await storedGame('nfl', at(60), { seenAt: at(-60) });
  pickId = await placed();
});

const placed = async (): Promise<PickId> => (await placePick(ann, PlacePick.body.parse(singleBody(game)), undefined, now)).id;
const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const proofBucket = () => process.env.PROOF_BUCKET ?? '';
const slips = (of = pickId) => keysUnder(proofBucket(), `betting-slips/${ann.userId}/${of}/`);
const ready = async (seed: number, by = ann): Promise<MediaId> => uploaded(by, await pictureOf(seed), now, 'proof');
const add = (proof: { mediaId: MediaId; alt?: string } | { url: string }, when = now, by = ann, of = pickId) =>
  addProof(by, of, proof, when);
const audited = async () => [...(await pickUpkeep.audit([pickId], now)), ...(await mediaUpkeep.audit([ann.userId], now))];
/** A scanner whose verdicts come as messages, as those of GuardDuty. */
const later: Scanner = { look: async () => null, scanAgain: async () => {} };
const verdict = async (mediaId: MediaId, status: string) => {
  const etag = await etagOf({ bucket: process.env.UPLOADS_BUCKET ?? '', key: `temp-uploads/proof/${mediaId}` });
  await processMedia(verdictOf(mediaId, etag ?? '', status, { purpose: 'proof' }), now);
};
/** A picture that has arrived and waits for its scan. */
const processing = async (seed: number): Promise<MediaId> => {
  const mediaId = await sent(ann, await pictureOf(seed), now, 'proof');
  await processMedia(await arrivalOf(mediaId, 'proof'), now);
  return mediaId;
};

describe('a picture as proof', () => {
  it('lies under its lock before the pick says so, with the hash of the bytes that are served', async () => {
    const mediaId = await ready(1);
    const { proof, verified } = await add({ mediaId, alt: 'A slip of 50 dollars on the Chiefs.' });
    expect([verified, proof[0]?.alt]).toEqual([true, 'A slip of 50 dollars on the Chiefs.']);
    expect(proof).toMatchObject([{ kind: 'picture', state: 'ready', mediaId, sentSha256: sha256Of(await pictureOf(1)) }]);
    const names = ['proof.1024.webp', 'proof.256.webp', 'proof.96.webp', 'proof.jpg', 'proof.webp'];
    expect(await slips()).toEqual(names.map((name) => `betting-slips/${ann.userId}/${pickId}/${name}`));
    const served = await fetch(proof[0]?.urls?.full ?? '');
    expect(sha256Of(Buffer.from(await served.arrayBuffer()))).toBe(proof[0]?.sha256);
    expect(await audited()).toEqual([]);
  });

  it('is added once, however often it is asked for, also after the start', async () => {
    const mediaId = await ready(1);
    const all = await Promise.all(Array.from({ length: 6 }, () => add({ mediaId })));
    for (const { proof } of all) expect(proof).toHaveLength(1);
    expect((await add({ mediaId }, at(90))).proof).toHaveLength(1);
    expect(await slips()).toHaveLength(5);
    expect(await audited()).toEqual([]);
  });

  it('replaces the one before, which stays with its hashes; after four of both kinds there is no more', async () => {
    const [first, second, third] = [await ready(1), await ready(2), await ready(3)];
    await add({ mediaId: first });
    await add({ url: LINK }, at(1));
    const { proof } = await add({ mediaId: second }, at(2));
    expect(proof).toMatchObject([
      { mediaId: first, replacedAt: at(2).toISOString(), urls: null, sha256: expect.any(String) },
      { kind: 'link', url: LINK, replacedAt: null },
      { mediaId: second, replacedAt: null, urls: { full: expect.stringContaining('proof-2.webp') } },
    ]);
    await add({ url: `${LINK}2` }, at(3));
    await expect(add({ mediaId: third }, at(4))).rejects.toEqual(refusal('LIMIT_REACHED'));
    expect(await audited()).toEqual([]);
  });

  it('is refused from the first start on, also when the start comes between the bytes and the fact', async () => {
    const [mediaId, other] = [await ready(1), await ready(2)];
    await expect(add({ mediaId }, at(60))).rejects.toEqual(refusal('PICK_LOCKED'));
    expect(await slips()).toEqual([]);
    const all = await Promise.allSettled(
      [59.9999, 60, 59.9999, 60].map((minute, i) => add({ mediaId: i < 2 ? mediaId : other }, at(minute))),
    );
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect((await getPick(ann, pickId, now)).proof.map((one) => one.mediaId).toSorted()).toEqual([mediaId, other].toSorted());
  });

  it('is nobody else’s, and of a pick of nobody else', async () => {
    const ben = await bettor(`q${Date.now().toString(36)}${people++}x`, now);
    await expect(add({ mediaId: await ready(1, ben) })).rejects.toEqual(refusal('NOT_FOUND', { field: 'mediaId' }));
    await expect(add({ url: LINK }, now, ben)).rejects.toEqual(expect.objectContaining({ code: 'NOT_FOUND' }));
    await expect(add({ url: LINK }, now, ann, newId<PickId>(now))).rejects.toEqual(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    await expect(add({ mediaId: await uploaded(ann, await pictureOf(1), now) })).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('proves one pick', async () => {
    const mediaId = await ready(1);
    await add({ mediaId });
    const second = await placed();
    await expect(add({ mediaId }, now, ann, second)).rejects.toEqual(refusal('CONFLICT', { field: 'mediaId' }));
  });

  it('stays with a withdrawn pick, which takes no more', async () => {
    const mediaId = await ready(1);
    await add({ mediaId });
    await withdrawPick(ann, pickId, now);
    expect((await getPick(ann, pickId, now)).proof).toMatchObject([{ mediaId, state: 'ready' }]);
    await expect(add({ url: LINK })).rejects.toEqual(refusal('CONFLICT', { field: 'pickId' }));
  });

  it('takes another name where a request that lost has used one up, and the audit names the orphan', async () => {
    const [lost, mediaId] = [await ready(1), await ready(2)];
    const key = `betting-slips/${ann.userId}/${pickId}/proof.webp`;
    const Body = await bytesOf({ bucket: process.env.MEDIA_BUCKET ?? '', key: `waiting/${ann.userId}/${lost}.webp` });
    await s3().send(new PutObjectCommand({ Bucket: proofBucket(), Key: key, Body: Body ?? undefined }));
    const { proof } = await add({ mediaId });
    expect(proof[0]?.urls?.full).toContain('proof-2.webp');
    expect(await audited()).toMatchObject([{ differences: [{ of: `object ${key}`, field: 'upload' }] }]);
    expect(await mediaUpkeep.repair?.(ann.userId, now)).toEqual([`orphan ${pickId} 1 of media ${lost}`]);
    expect(await audited()).toEqual([]);
  });

  it('whose stored bytes are others is found', async () => {
    await add({ mediaId: await ready(1) });
    const Key = `betting-slips/${ann.userId}/${pickId}/proof.jpg`;
    await s3().send(new PutObjectCommand({ Bucket: proofBucket(), Key, Body: 'another slip' }));
    expect(await audited()).toMatchObject([
      { differences: [{ field: 'jpegSha256', is: sha256Of(Buffer.from('another slip')) }] },
    ]);
  });
});

describe('a picture that is still processed', () => {
  beforeEach(() => scanner.inject(later));

  it('is added before the start, and verified when it is ready after it', async () => {
    const mediaId = await processing(4);
    expect(await add({ mediaId }, at(59))).toMatchObject({ verified: false, proof: [{ state: 'processing', urls: null }] });
    await followMedia(at(61));
    await verdict(mediaId, 'NO_THREATS_FOUND');
    await followMedia(at(61));
    const pick = await getPick(ann, pickId, now);
    expect(pick).toMatchObject({ verified: true, proof: [{ state: 'ready', sha256: expect.any(String) }] });
    expect(await slips()).toHaveLength(5);
    expect(await audited()).toEqual([]);
  });

  it('is not added while its bytes have not arrived', async () => {
    const mediaId = await sent(ann, await pictureOf(4), now, 'proof');
    await expect(add({ mediaId })).rejects.toEqual(refusal('CONFLICT', { state: 'awaiting' }));
  });

  it('says why it was refused, and leaves the one before in its place', async () => {
    scanner.inject(undefined);
    const first = await ready(1);
    await add({ mediaId: first });
    scanner.inject(later);
    const mediaId = await processing(4);
    await add({ mediaId }, at(1));
    await verdict(mediaId, 'THREATS_FOUND');
    await followMedia(now);
    expect(await getPick(ann, pickId, now)).toMatchObject({
      verified: true,
      proof: [
        { mediaId: first, replacedAt: null },
        { mediaId, state: 'refused', reason: 'MALWARE', urls: null },
      ],
    });
    expect(await audited()).toEqual([]);
  });

  it('is brought up to date by the upkeep when its record got lost, and of a pick that was withdrawn meanwhile too', async () => {
    const mediaId = await processing(4);
    await add({ mediaId });
    await withdrawPick(ann, pickId, now);
    await verdict(mediaId, 'NO_THREATS_FOUND');
    await processMedia({ task: 'keep', mediaId }, now);
    expect(await audited()).toMatchObject([{ differences: [{ field: 'stored' }] }]);
    expect(await pickUpkeep.repair?.(pickId, now)).toEqual([`proofs of pick ${pickId}`]);
    expect(await audited()).toEqual([]);
    expect((await getPick(ann, pickId, now)).proof).toMatchObject([{ state: 'ready' }]);
  });
});

it.each([
  'http://share.fanduel.com/1',
  'https://evil.example/share.fanduel.com',
  'https://fanduel.com.evil.example/1',
  'https://user@share.fanduel.com/1',
  'https://share.fanduel.com:8443/1',
  'https://notfanduel.com/1',
  'javascript:alert(1)',
])('a link of %s is refused', (url) => {
  expect(AddProof.body.safeParse({ url }).success).toBe(false);
});
it('a link is at one of the books, and either a link or a picture is named', () => {
  expect(AddProof.body.safeParse({ url: LINK }).success).toBe(true);
  expect(AddProof.body.safeParse({}).success).toBe(false);
  expect(AddProof.body.safeParse({ url: LINK, alt: 'A slip.' }).success).toBe(false);
  expect(AddProof.body.safeParse({ mediaId: newId(now), alt: 'x'.repeat(501) }).success).toBe(false);
  expect(AddProof.body.safeParse({ url: LINK, mediaId: newId(now) }).success).toBe(false);
});
