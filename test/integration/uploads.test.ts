import { randomUUID } from 'node:crypto';
import { GetObjectTaggingCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { confirmUpload, mediaUpkeep, presignUpload, processMedia, removeAvatar, setAvatar } from '#core/media';
import { authorView, cardsOf, loadUser, publicView } from '#core/users';
import { newId } from '#platform/ids';
import type { ConversationId, MediaId } from '#schemas/common';
import { getMedia } from '../../core/media/get-media.ts';
import { type Scanner, scanner } from '../../core/media/scan.ts';
import { bytesOf, etagOf, s3 } from '../../core/media/storage.ts';
import { eicar, eicarInComment } from '../../core/media/testdata/corpus.ts';
import { newBuckets } from '../support/buckets.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { exportedBy } from '../support/exported.ts';
import { bettor } from '../support/make/users.ts';
import { takeMessages } from '../support/sent-messages.ts';
import {
  announce,
  arrivalOf,
  followMedia,
  pictureOf,
  put,
  sent,
  sha256Of,
  uploaded,
  uploadOf,
  verdictOf,
} from '../support/uploads.ts';

/** The clock on the wall: the emulator compares a signed address with it. */
const now = new Date();
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const newHandle = () => `b${randomUUID().slice(0, 12).replaceAll('-', '_')}x`;
const tasks: { message: object; delay: number }[] = [];
let ann: User;
let picture: Buffer;

beforeAll(async () => {
  await newBuckets();
  takeMessages((_, messages, delay) => {
    tasks.push(...messages.map((message) => ({ message, delay })));
  });
  picture = await pictureOf();
});
beforeEach(async () => {
  tasks.length = 0;
  scanner.inject(undefined);
  ann = await bettor(newHandle(), now);
});

const objectsUnder = async (Prefix: string, Bucket = process.env.MEDIA_BUCKET) => {
  const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket, Prefix }));
  return Contents.map(({ Key = '' }) => Key.replace(ann.userId, 'ann'));
};
const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

describe('an address for an upload', () => {
  it('takes exactly the bytes that were announced, once', async () => {
    const ticket = await announce(ann, uploadOf(picture), now);
    const other = await pictureOf(1);
    expect(await put(ticket, Buffer.concat([picture, Buffer.from('x')]))).toBe(403);
    expect(await put({ ...ticket, headers: { ...ticket.headers, 'content-type': 'text/html' } }, picture)).toBe(403);
    const { 'if-none-match': _, ...unconditional } = ticket.headers;
    expect(await put({ ...ticket, headers: unconditional }, picture)).toBe(403);
    if (other.length === picture.length) expect(await put(ticket, other)).toBe(400);
    expect(await put(ticket, picture)).toBe(200);
    expect(await put(ticket, picture)).toBe(412);
  });

  it('is given anew while nothing has arrived, and for the same bytes alone', async () => {
    const body = uploadOf(picture);
    const { uploadId } = await announce(ann, body, now);
    const again = await announce(ann, { ...body, uploadId }, at(11));
    expect(again).toMatchObject({ uploadId, expiresAt: at(21).toISOString() });
    await expect(announce(ann, { ...body, bytes: body.bytes + 1, uploadId }, now)).rejects.toEqual(
      refusal('CONFLICT', { field: 'bytes' }),
    );
    await expect(announce(await bettor(newHandle(), now), { ...body, uploadId }, now)).rejects.toEqual(refusal('NOT_FOUND'));
    await expect(announce(ann, { ...body, uploadId: newId<MediaId>(now) }, now)).rejects.toEqual(refusal('NOT_FOUND'));
    await put(again, picture);
    await confirmUpload(ann, { uploadId }, now);
    await expect(announce(ann, { ...body, uploadId }, now)).rejects.toEqual(refusal('CONFLICT', { state: 'processing' }));
  });

  it('is refused when 200 MB were announced on a day, until the next one', async () => {
    const noon = new Date('2026-11-28T12:00:00.000Z');
    // To a conversation, since an hour takes 20 others.
    const conversationId = newId<ConversationId>(noon);
    const body = { ...uploadOf(picture, 'chat_image'), bytes: 10_000_000, conversationId };
    const announceAt = (instant: Date) => presignUpload(ann, body, async () => {}, instant);
    const all = await Promise.allSettled(Array.from({ length: 22 }, () => announceAt(noon)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    await expect(announceAt(noon)).rejects.toEqual(refusal('RATE_LIMITED', { field: 'bytes', retryAfter: 12 * 3_600 }));
    await expect(announceAt(new Date('2026-11-29T00:00:00.000Z'))).resolves.toBeDefined();
  });
});

describe('an upload', () => {
  it('becomes a picture in all sizes, whose hash is that of its stored bytes', async () => {
    const mediaId = await uploaded(ann, picture, now);
    const media = await getMedia(ann, mediaId, now);
    expect(media).toMatchObject({ state: 'ready', reason: null, sentSha256: sha256Of(picture), width: 320, height: 200 });
    const stored = Buffer.from(await (await fetch(media.urls?.full ?? '')).arrayBuffer());
    expect(media).toMatchObject({ sha256: sha256Of(stored), bytes: stored.length });
    expect(
      (await objectsUnder(`profile-images/originals/${ann.userId}`)).concat(
        await objectsUnder(`profile-images/thumbnails/${ann.userId}`),
      ),
    ).toEqual([
      `profile-images/originals/ann/${mediaId}.webp`,
      ...[1024, 256, 96].map((size) => `profile-images/thumbnails/ann/${mediaId}-${size}.webp`),
    ]);
    expect(await etagOf({ bucket: process.env.UPLOADS_BUCKET ?? '', key: `temp-uploads/avatar/${mediaId}` })).toBeNull();
  });

  it('of a proof waits with a JPEG beside it, behind addresses that expire', async () => {
    const mediaId = await uploaded(ann, picture, now, 'proof');
    const { urls } = await getMedia(ann, mediaId, new Date());
    expect((await objectsUnder(`waiting/${ann.userId}`)).map((key) => key.split('.').slice(1).join('.'))).toEqual([
      '1024.webp',
      '256.webp',
      '96.webp',
      'jpg',
      'webp',
    ]);
    expect((await fetch(urls?.jpeg ?? '')).headers.get('content-type')).toBe('image/jpeg');
    expect(urls?.expiresAt).toBeTruthy();
  });

  it('is confirmed ten times, and by S3, with one result', async () => {
    const mediaId = await sent(ann, picture, now);
    const arrival = await arrivalOf(mediaId);
    const all = await Promise.all([
      ...Array.from({ length: 10 }, () => confirmUpload(ann, { uploadId: mediaId }, now)),
      ...Array.from({ length: 3 }, () => processMedia(arrival, now)),
    ]);
    for (const view of all) if (view) expect(['processing', 'ready']).toContain(view.state);
    expect((await getMedia(ann, mediaId, now)).state).toBe('ready');
    await processMedia(arrival, now);
    expect(await confirmUpload(ann, { uploadId: mediaId }, now)).toMatchObject({ state: 'ready' });
  });

  it('that is confirmed while its arrival is being noted is processed all the same', async () => {
    const mediaId = await sent(ann, picture, now);
    const arrival = await arrivalOf(mediaId);
    const stop = intercept(async ({ name }, send) => {
      if (!name.startsWith('Update')) return send();
      stop();
      await confirmUpload(ann, { uploadId: mediaId }, now);
      return send();
    });
    await processMedia(arrival, now);
    expect((await getMedia(ann, mediaId, now)).state).toBe('ready');
  });

  it('that has not arrived is not confirmed; after a day neither', async () => {
    const { uploadId } = await announce(ann, uploadOf(picture), now);
    await expect(confirmUpload(ann, { uploadId }, now)).rejects.toEqual(refusal('CONFLICT', { field: 'uploadId' }));
    expect(await confirmUpload(ann, { uploadId }, at(24 * 60))).toMatchObject({ state: 'refused', reason: 'EXPIRED' });
  });

  it('hangs on nothing after a day, and cannot be attached any more', async () => {
    const mediaId = await uploaded(ann, picture, now);
    expect(await getMedia(ann, mediaId, at(24 * 60))).toMatchObject({ state: 'refused', reason: 'EXPIRED', urls: null });
    await expect(setAvatar(ann, { mediaId }, at(24 * 60))).rejects.toEqual(refusal('CONFLICT', { state: 'refused' }));
  });

  it('is nobody else’s', async () => {
    const mediaId = await uploaded(ann, picture, now);
    const ben = await bettor(newHandle(), now);
    for (const attempt of [
      getMedia(ben, mediaId, now),
      confirmUpload(ben, { uploadId: mediaId }, now),
      setAvatar(ben, { mediaId }, now),
    ])
      await expect(attempt).rejects.toEqual(refusal('NOT_FOUND', { field: 'mediaId' }));
  });

  it('that is no picture is refused with the reason, and its bytes are deleted', async () => {
    const html = Buffer.from('<html><script>alert(1)</script>');
    const mediaId = await uploaded(ann, html, now);
    expect(await getMedia(ann, mediaId, now)).toMatchObject({ state: 'refused', reason: 'NOT_WHAT_IT_SAYS', urls: null });
    expect(await objectsUnder('temp-uploads/', process.env.UPLOADS_BUCKET)).not.toContain(`temp-uploads/avatar/${mediaId}`);
  });
});

describe('the scan', () => {
  it('lets no file with a threat become readable, and stops who sends three in a day', async () => {
    for (const bytes of [eicar(), await eicarInComment(), Buffer.from('MZ program')]) {
      const mediaId = await uploaded(ann, bytes, now);
      expect(await getMedia(ann, mediaId, now)).toMatchObject({ state: 'refused', reason: 'MALWARE', urls: null });
      await processMedia(verdictOf(mediaId, sha256Of(bytes), 'NO_THREATS_FOUND'), now);
      expect((await getMedia(ann, mediaId, now)).state).toBe('refused');
      expect(await etagOf({ bucket: process.env.UPLOADS_BUCKET ?? '', key: `temp-uploads/avatar/${mediaId}` })).toBeNull();
    }
    expect(await objectsUnder(`profile-images/originals/${ann.userId}`)).toEqual([]);
    await expect(announce(ann, uploadOf(picture), now)).rejects.toEqual(expect.objectContaining({ code: 'FORBIDDEN' }));
    await expect(announce(ann, uploadOf(picture), at(24 * 60))).resolves.toBeDefined();
  });

  describe('that answers later', () => {
    const asked: string[] = [];
    const later: Scanner = {
      look: async () => null,
      scanAgain: async ({ key }) => void asked.push(key),
    };
    beforeEach(() => {
      asked.length = 0;
      scanner.inject(later);
    });
    const etagFor = async (mediaId: string) =>
      (await etagOf({ bucket: process.env.UPLOADS_BUCKET ?? '', key: `temp-uploads/avatar/${mediaId}` })) ?? '';

    it('keeps the bytes unread until its verdict', async () => {
      const mediaId = await uploaded(ann, picture, now);
      expect(await getMedia(ann, mediaId, now)).toMatchObject({ state: 'processing', urls: null });
      const etag = await etagFor(mediaId);
      expect(tasks).toEqual([{ message: { task: 'look', mediaId, etag }, delay: 900 }]);
      await processMedia(verdictOf(mediaId, 'another', 'NO_THREATS_FOUND'), now);
      expect((await getMedia(ann, mediaId, now)).state).toBe('processing');
      await processMedia(verdictOf(mediaId, etag, 'NO_THREATS_FOUND'), now);
      expect((await getMedia(ann, mediaId, now)).state).toBe('ready');
      await processMedia(verdictOf(mediaId, etag, 'THREATS_FOUND', { threats: [{ name: 'x' }] }), now);
      expect((await getMedia(ann, mediaId, now)).state).toBe('ready');
    });

    it('may say its verdict before the arrival is known', async () => {
      const mediaId = await sent(ann, picture, now);
      await processMedia(verdictOf(mediaId, await etagFor(mediaId), 'NO_THREATS_FOUND'), now);
      expect((await getMedia(ann, mediaId, now)).state).toBe('ready');
    });

    it.each([
      ['THREATS_FOUND', 'MALWARE'],
      ['UNSUPPORTED', 'NOT_SCANNED'],
    ])('refuses by its verdict %s', async (status, reason) => {
      const mediaId = await uploaded(ann, picture, now);
      await processMedia(verdictOf(mediaId, await etagFor(mediaId), status), now);
      expect(await getMedia(ann, mediaId, now)).toMatchObject({ state: 'refused', reason });
      expect(asked).toEqual([]);
    });

    it.each(['ACCESS_DENIED', 'FAILED'])('is asked once more after %s, and then refuses', async (status) => {
      const mediaId = await uploaded(ann, picture, now);
      const verdict = verdictOf(mediaId, await etagFor(mediaId), status);
      await processMedia(verdict, now);
      expect([asked.length, (await getMedia(ann, mediaId, now)).state]).toEqual([1, 'processing']);
      await processMedia(verdict, now);
      expect([asked.length, await getMedia(ann, mediaId, now)]).toEqual([1, expect.objectContaining({ reason: 'NOT_SCANNED' })]);
    });

    it('is asked once more when it says nothing for 15 minutes, and then refuses', async () => {
      const mediaId = await uploaded(ann, picture, now);
      const look = { task: 'look' as const, mediaId, etag: await etagFor(mediaId) };
      await processMedia(look, at(15));
      expect([asked.length, tasks.length]).toEqual([1, 2]);
      await processMedia(look, at(30));
      expect(await getMedia(ann, mediaId, now)).toMatchObject({ state: 'refused', reason: 'NOT_SCANNED' });
    });
  });
});

it('an upload whose use is not scanned goes on without a verdict, and others wait for theirs', async () => {
  const all = process.env.SCANS;
  process.env.SCANS = 'proof chat_file';
  scanner.inject({ look: async () => null, scanAgain: async () => {} });
  try {
    const [avatar, proof] = [await uploaded(ann, picture, now), await uploaded(ann, picture, now, 'proof')];
    expect([(await getMedia(ann, avatar, now)).state, (await getMedia(ann, proof, now)).state]).toEqual(['ready', 'processing']);
  } finally {
    process.env.SCANS = all;
  }
});

describe('the picture beside a name', () => {
  it('has a description, which can be changed, and goes with it', async () => {
    const mediaId = await uploaded(ann, picture, now);
    const described = async () => [
      (await getMedia(ann, mediaId, now)).alt,
      (await loadUser(ann.userId).then((user) => user && publicView(user)))?.avatarAlt,
    ];
    expect((await setAvatar(ann, { mediaId, alt: 'Ann in a red hat.' }, now)).alt).toBe('Ann in a red hat.');
    expect(await described()).toEqual(['Ann in a red hat.', 'Ann in a red hat.']);
    expect((await setAvatar(ann, { mediaId, alt: 'A red hat.' }, now)).alt).toBe('A red hat.');
    expect(await described()).toEqual(['A red hat.', 'A red hat.']);
    expect((await setAvatar(ann, { mediaId }, now)).alt).toBeNull();
    await setAvatar(ann, { mediaId, alt: 'A hat.' }, now);
    await followMedia(now);
    expect(await mediaUpkeep.audit([ann.userId], now)).toEqual([]);
    await removeAvatar(ann, now);
    expect((await loadUser(ann.userId))?.avatarAlt).toBeUndefined();
  });

  it('stands on the account and on the card, and its objects stay', async () => {
    const mediaId = await uploaded(ann, picture, now);
    await setAvatar(ann, { mediaId }, now);
    await setAvatar(ann, { mediaId }, now);
    const card = (await cardsOf([ann.userId], now)).get(ann.userId);
    expect(card).toMatchObject({ avatarId: mediaId });
    const { avatar } = authorView(ann.userId, card);
    expect((await fetch(avatar?.[96] ?? '')).status).toBe(200);
    await followMedia(now);
    const Key = `profile-images/thumbnails/${ann.userId}/${mediaId}-96.webp`;
    const { TagSet } = await s3().send(new GetObjectTaggingCommand({ Bucket: process.env.MEDIA_BUCKET, Key }));
    expect(TagSet).toEqual([]);
    expect(await mediaUpkeep.audit([ann.userId], now)).toEqual([]);
  });

  it('is replaced as a whole: the old one is taken away, and kept where nobody is shown it', async () => {
    const [first, second] = [await uploaded(ann, picture, now), await uploaded(ann, await pictureOf(2), now)];
    await setAvatar(ann, { mediaId: first }, now);
    await setAvatar(ann, { mediaId: second }, now);
    await followMedia(now);
    for (let repeat = 0; repeat < 2; repeat++) await processMedia({ task: 'retire', mediaId: first }, now);
    expect(await objectsUnder(`profile-images/originals/${ann.userId}`)).toEqual([`profile-images/originals/ann/${second}.webp`]);
    expect(await objectsUnder(`replaced/${ann.userId}`)).toEqual([`replaced/ann/${first}.webp`]);
    await expect(setAvatar(ann, { mediaId: first }, now)).rejects.toEqual(refusal('NOT_FOUND'));
    await expect(getMedia(ann, first, now)).rejects.toEqual(refusal('NOT_FOUND'));
    expect(await mediaUpkeep.audit([ann.userId], now)).toEqual([]);
  });

  it('is one, however many are set at once', async () => {
    const ids = [];
    for (let seed = 0; seed < 4; seed++) ids.push(await uploaded(ann, await pictureOf(seed), now));
    await Promise.allSettled(ids.flatMap((mediaId) => [1, 2].map(() => setAvatar(ann, { mediaId }, now))));
    const card = (await cardsOf([ann.userId], now)).get(ann.userId);
    expect(ids).toContain(card?.avatarId);
    await followMedia(now);
    expect(await mediaUpkeep.audit([ann.userId], now)).toEqual([]);
  });

  it('is removed, twice with the same effect', async () => {
    const mediaId = await uploaded(ann, picture, now);
    await setAvatar(ann, { mediaId }, now);
    await removeAvatar(ann, now);
    await removeAvatar(ann, now);
    expect((await cardsOf([ann.userId], now)).get(ann.userId)?.avatarId).toBeUndefined();
    await followMedia(now);
    expect(await objectsUnder(`profile-images/thumbnails/${ann.userId}`)).toEqual([]);
  });

  it('is found and mended when its objects were not made to stay', async () => {
    const mediaId = await uploaded(ann, picture, now);
    await setAvatar(ann, { mediaId }, now);
    expect(await mediaUpkeep.audit([ann.userId], now)).toMatchObject([{ differences: [{ field: 'keptAt' }] }]);
    await mediaUpkeep.repair?.(ann.userId, now);
    expect(await mediaUpkeep.audit([ann.userId], now)).toEqual([]);
  });

  it('is exported, and erased with all of its objects', async () => {
    const mediaId = await uploaded(ann, picture, now);
    await setAvatar(ann, { mediaId }, now);
    expect(await exportedBy(mediaUpkeep, ann.userId)).toMatchObject({ media: [{ mediaId }] });
    await mediaUpkeep.erase?.(ann.userId, now);
    expect(await exportedBy(mediaUpkeep, ann.userId)).toEqual({ media: [] });
    expect(
      await bytesOf({ bucket: process.env.MEDIA_BUCKET ?? '', key: `profile-images/originals/${ann.userId}/${mediaId}.webp` }),
    ).toBeNull();
  });
});
