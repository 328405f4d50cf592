import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { User } from '#actor';
import { removedPart } from '#core/media';
import { transact } from '#data/transaction';
import type { MediaId } from '#schemas/common';
import { ConfirmUpload, GetMedia, type MediaPurpose, PresignUpload, RemoveAvatar, SetAvatar } from '#schemas/media';
import { AddProof } from '#schemas/proofs';
import { s3 } from '../../../core/media/storage.ts';
import { pictureOf } from '../../../test/support/uploads.ts';
import { http, queue, recordsOf, stream } from '../doors.ts';
import { NOW } from '../fixed.ts';
import type { Scenario } from '../scenario.ts';
import { bettor, game, placed } from '../world.ts';
import { group } from './talks.ts';

const announcement = (bytes: Buffer, purpose: MediaPurpose) => ({
  purpose,
  contentType: 'image/jpeg' as const,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** An upload whose bytes lie in the bucket, with the events about it. */
export async function arrived(as: User, purpose: MediaPurpose = 'avatar') {
  const bytes = await pictureOf();
  const { uploadId } = await http(PresignUpload, { as, body: announcement(bytes, purpose) });
  const key = `temp-uploads/${purpose}/${uploadId}`;
  await s3().send(new PutObjectCommand({ Bucket: 'uploads', Key: key, Body: bytes }));
  const etag = createHash('md5').update(bytes).digest('hex');
  const arrival = { 'detail-type': 'Object Created', detail: { object: { key, etag } } };
  const verdict = {
    'detail-type': 'GuardDuty Malware Protection Object Scan Result',
    detail: {
      s3ObjectDetails: { objectKey: key, eTag: etag },
      scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND', threats: null },
    },
  };
  return { as, uploadId, etag, arrival, verdict };
}

/** An upload that is ready. */
export async function ready(as: User, purpose: MediaPurpose = 'avatar'): Promise<MediaId> {
  const { uploadId, arrival, verdict } = await arrived(as, purpose);
  await queue('process-media', arrival);
  await queue('process-media', verdict);
  return uploadId;
}

/** A bettor with a picture beside the name, and another one that is ready. */
async function shown() {
  const as = await bettor();
  const mediaId = await ready(as);
  await http(SetAvatar, { as, body: { mediaId } });
  return { as, mediaId };
}

/** A pick, and a picture that has arrived and is not decided yet. @param added true when it is a proof of the pick */
async function early(as: User, added: boolean) {
  const { uploadId, arrival, verdict } = await arrived(as, 'proof');
  await queue('process-media', arrival);
  const { pickId } = await placed(as, [await game()]);
  if (added) await http(AddProof, { as, params: { pickId }, body: { mediaId: uploadId } });
  return { pickId, mediaId: uploadId, verdict };
}

export const MEDIA: readonly Scenario[] = [
  {
    name: 'announce an upload',
    group: 'media',
    of: ['PresignUpload'],
    async prepare() {
      const as = await bettor();
      const body = announcement(await pictureOf(), 'avatar');
      return () => http(PresignUpload, { as, body });
    },
  },
  {
    name: 'announce an upload to a group of 16',
    group: 'media',
    of: ['PresignUpload'],
    async prepare() {
      const { as, id: conversationId } = await group(16);
      const body = { ...announcement(await pictureOf(), 'chat_image'), conversationId };
      return () => http(PresignUpload, { as, body });
    },
  },
  {
    name: 'confirm an upload',
    group: 'media',
    of: ['ConfirmUpload'],
    async prepare() {
      const { as, uploadId } = await arrived(await bettor());
      return () => http(ConfirmUpload, { as, body: { uploadId } });
    },
  },
  {
    name: 'an upload that arrived',
    group: 'media',
    of: ['queues/process-media'],
    async prepare() {
      const { arrival } = await arrived(await bettor());
      return () => queue('process-media', arrival);
    },
  },
  {
    name: 'a clean verdict: a picture written anew',
    group: 'media',
    of: ['queues/process-media'],
    async prepare() {
      const { arrival, verdict } = await arrived(await bettor());
      await queue('process-media', arrival);
      return () => queue('process-media', verdict);
    },
  },
  {
    name: 'the stream: an upload that is ready',
    group: 'media',
    of: ['notifyMediaDecided'],
    async prepare() {
      const { arrival, verdict } = await arrived(await bettor());
      await queue('process-media', arrival);
      const records = await recordsOf('media', () => queue('process-media', verdict));
      return () => stream('social', records);
    },
  },
  {
    name: 'a look at an upload that is decided',
    group: 'media',
    of: ['queues/process-media'],
    async prepare() {
      const { uploadId, etag, arrival, verdict } = await arrived(await bettor());
      await queue('process-media', arrival);
      await queue('process-media', verdict);
      return () => queue('process-media', { task: 'look', mediaId: uploadId, etag });
    },
  },
  {
    name: 'the state of my upload',
    group: 'media',
    of: ['GetMedia'],
    async prepare() {
      const as = await bettor();
      const mediaId = await ready(as);
      return () => http(GetMedia, { as, params: { mediaId } });
    },
  },
  {
    name: "somebody else's picture",
    group: 'media',
    of: ['GetMedia'],
    async prepare() {
      const { mediaId } = await shown();
      const as = await bettor('quinn');
      return () => http(GetMedia, { as, params: { mediaId } });
    },
  },
  {
    name: 'another picture beside my name',
    group: 'media',
    of: ['SetAvatar'],
    async prepare() {
      const { as } = await shown();
      const mediaId = await ready(as);
      return () => http(SetAvatar, { as, body: { mediaId } });
    },
  },
  {
    name: 'no picture beside my name',
    group: 'media',
    of: ['RemoveAvatar'],
    async prepare() {
      const { as } = await shown();
      return () => http(RemoveAvatar, { as });
    },
  },
  {
    name: 'the stream: a picture that was attached',
    group: 'media',
    of: ['requestMediaTask'],
    async prepare() {
      const as = await bettor();
      const mediaId = await ready(as);
      const records = await recordsOf('media', () => http(SetAvatar, { as, body: { mediaId } }));
      return () => stream('social', records);
    },
  },
  {
    name: 'the objects of an attached picture stay',
    group: 'media',
    of: ['queues/process-media'],
    async prepare() {
      const { mediaId } = await shown();
      return () => queue('process-media', { task: 'keep', mediaId });
    },
  },
  {
    name: 'the objects of a picture that was taken off go',
    group: 'media',
    of: ['queues/process-media'],
    async prepare() {
      const { as, mediaId } = await shown();
      await http(RemoveAvatar, { as });
      return () => queue('process-media', { task: 'retire', mediaId });
    },
  },
  {
    name: 'the objects of a picture that a moderator removed are sealed',
    group: 'media',
    of: ['queues/process-media'],
    async prepare() {
      const { mediaId } = await shown();
      await transact({ media: removedPart(mediaId, NOW.toISOString()) });
      return () => queue('process-media', { task: 'remove', mediaId });
    },
  },
  {
    name: 'the stream: the third upload of a day with a threat',
    group: 'media',
    of: ['reportManyThreats'],
    async prepare() {
      const as = await bettor();
      let records: Awaited<ReturnType<typeof recordsOf>> = [];
      for (let i = 0; i < 3; i++) {
        const { arrival, verdict } = await arrived(as);
        await queue('process-media', arrival);
        const scanResultDetails = { scanResultStatus: 'THREATS_FOUND', threats: [{ name: 'EICAR' }] };
        const threat = { ...verdict, detail: { ...verdict.detail, scanResultDetails } };
        records = await recordsOf('media', () => queue('process-media', threat));
      }
      return () => stream('social', records);
    },
  },
  {
    name: 'a ready picture as proof of a pick',
    group: 'media',
    of: ['AddProof'],
    async prepare() {
      const as = await bettor();
      const [{ pickId }, mediaId] = [await placed(as, [await game()]), await ready(as, 'proof')];
      return () => http(AddProof, { as, params: { pickId }, body: { mediaId } });
    },
  },
  {
    name: 'a picture that is still processed as proof of a pick',
    group: 'media',
    of: ['AddProof'],
    async prepare() {
      const as = await bettor();
      const { pickId, mediaId } = await early(as, false);
      return () => http(AddProof, { as, params: { pickId }, body: { mediaId } });
    },
  },
  {
    name: 'a link as proof of a pick',
    group: 'media',
    of: ['AddProof'],
    async prepare() {
      const as = await bettor();
      const { pickId } = await placed(as, [await game()]);
      return () => http(AddProof, { as, params: { pickId }, body: { url: 'https://share.fanduel.com/slip/1' } });
    },
  },
  {
    name: 'the objects of a proof that was added early go under their lock',
    group: 'media',
    of: ['queues/process-media'],
    async prepare() {
      const { mediaId, verdict } = await early(await bettor(), true);
      await queue('process-media', verdict);
      return () => queue('process-media', { task: 'keep', mediaId });
    },
  },
  {
    name: 'the stream: a proof that was added early is ready',
    group: 'media',
    of: ['updateProof'],
    async prepare() {
      const { mediaId, verdict } = await early(await bettor(), true);
      await queue('process-media', verdict);
      const records = await recordsOf('media', () => queue('process-media', { task: 'keep', mediaId }));
      return () => stream('social', records);
    },
  },
];
