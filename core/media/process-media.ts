/**
 * Takes an upload from its arrival to a picture that can be shown: arrival, scan, then the picture written anew.
 * The queue delivers at least once and in any order. Each step asks the row first, and each ends in one conditional write on the state and
 * the ETag of the object, so that a message that comes twice, or about another object, changes nothing. Objects are written before the
 * row says that they are there, always under the same names.
 */
import { transact } from '#data/transaction';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { count } from '#platform/log';
import type { MediaId } from '#schemas/common';
import type { RefusalReason } from '#schemas/media';
import { areBlocked, looksBlocked } from './blocked-hashes.ts';
import { keepMedia, retireMedia } from './keep-media.ts';
import type { StoredFile, StoredMedia } from './media.entity.ts';
import { loadMedia, noteArrival, noteReady, noteRescan, refusedPart, threatPart } from './media.store.ts';
import { chatFileKey, mediaIdIn, pictureKeys, SIZES, uploadKey } from './media-keys.ts';
import { type MediaMessage, type MediaTask, verdictIn } from './media-message.ts';
import type { NewFile } from './new-file.ts';
import { type NewPicture, rewritePicture } from './picture.ts';
import { sha256 } from './picture-hash.ts';
import { pictureJudge } from './picture-judge.ts';
import { removeMedia, restoreMedia } from './remove-media.ts';
import { type ScanVerdict, scanner } from './scan.ts';
import { bytesOf, deleteObject, mediaBucket, type ObjectName, putObject, uploadsBucket } from './storage.ts';

/** Seconds after which an upload without a verdict is looked at: the longest delay of SQS. */
const LOOK_AFTER = 900;

/** Does the work of one message. @throws to have it delivered again */
export async function processMedia(message: MediaMessage, now: Date): Promise<void> {
  if ('task' in message) return runTask(message, now);
  if (message['detail-type'] === 'Object Created') {
    const { key, etag } = message.detail.object;
    return arrived(key, etag, now);
  }
  const { objectKey, eTag } = message.detail.s3ObjectDetails;
  const upload = await processing(objectKey, eTag.replaceAll('"', ''), now);
  if (upload) await judge(upload, verdictIn(message), now);
}

function runTask(message: MediaTask, now: Date): Promise<void> {
  if (message.task === 'look') return lookAgain(message, now);
  return TASKS[message.task](message.mediaId, now);
}

const TASKS = { keep: keepMedia, retire: retireMedia, remove: removeMedia, restore: restoreMedia } as const;

/** An upload that is being processed, with the ETag of its object. */
type Processing = StoredMedia & { readonly etag: string };

/**
 * The upload behind an object, its arrival noted: a verdict may come before the arrival. Null where there is nothing to do; the object of
 * an upload that is decided is deleted, in case that the process died before it did so.
 */
async function processing(key: string, etag: string, now: Date): Promise<Processing | null> {
  const mediaId = mediaIdIn(key);
  if (mediaId === null) return null;
  const known = await loadMedia(mediaId);
  if (!known || uploadKey(known) !== key) return null;
  const media = known.state === 'awaiting' ? await arrivedNow(mediaId, etag, now) : known;
  if (media?.state === 'ready' || media?.state === 'refused') await deleteObject(placeOf(media));
  return media?.state === 'processing' && media.etag === etag ? { ...media, etag } : null;
}

/** The upload after its arrival was noted, by this message or by another one that came between. */
async function arrivedNow(mediaId: string, etag: string, now: Date): Promise<StoredMedia | null> {
  await noteArrival(mediaId, etag, now);
  return loadMedia(mediaId);
}

const placeOf = (media: StoredMedia): ObjectName => ({ bucket: uploadsBucket(), key: uploadKey(media) });

async function arrived(key: string, etag: string, now: Date): Promise<void> {
  const upload = await processing(key, etag, now);
  if (!upload) return;
  // A purpose that the environment does not scan (docs/costs.md) has a clean verdict.
  const isScanned = env('SCANS').split(' ').includes(upload.purpose);
  const verdict = isScanned ? await scanner().look(() => bytesOf(placeOf(upload), etag)) : CLEAN;
  if (verdict) await judge(upload, verdict, now);
  else await lookLater(upload);
}

const CLEAN: ScanVerdict = { is: 'clean' };

const lookLater = ({ mediaId, etag }: Processing): Promise<void> => {
  const task: MediaTask = { task: 'look', mediaId: mediaId as MediaId, etag };
  return enqueue(env('MEDIA_QUEUE_URL'), [task], LOOK_AFTER);
};

async function judge(upload: Processing, verdict: ScanVerdict, now: Date): Promise<void> {
  if (verdict.is === 'clean') return rewrite(upload, now);
  if (verdict.is === 'failed') return rescan(upload, now);
  if (verdict.is === 'unsupported') return refuse(upload, 'NOT_SCANNED', now);
  const { threat } = verdict;
  const refused = await transact({
    media: refusedPart(upload.mediaId, upload.etag, { reason: 'MALWARE', threat }, now),
    day: threatPart(upload.userId, now),
  });
  if (refused.size === 0) count('media.threat');
  await deleteObject(placeOf(upload));
}

/** Looks whether a verdict came. A second scan that says nothing either is the last one. */
async function lookAgain({ mediaId, etag }: Extract<MediaTask, { task: 'look' }>, now: Date): Promise<void> {
  const media = await loadMedia(mediaId);
  if (media?.state === 'processing' && media.etag === etag) await rescan({ ...media, etag }, now);
}

async function rescan(upload: Processing, now: Date): Promise<void> {
  if (upload.rescannedAt !== undefined) {
    count('media.unscanned');
    return refuse(upload, 'NOT_SCANNED', now);
  }
  await scanner().scanAgain(placeOf(upload));
  await lookLater(upload);
  await noteRescan(upload.mediaId, upload.etag, now);
}

async function refuse(upload: Processing, reason: RefusalReason, now: Date): Promise<void> {
  await transact({ media: refusedPart(upload.mediaId, upload.etag, { reason }, now) });
  await deleteObject(placeOf(upload));
}

async function rewrite(upload: Processing, now: Date): Promise<void> {
  const bytes = await bytesOf(placeOf(upload), upload.etag);
  if (!bytes) return refuse(upload, 'EXPIRED', now);
  if (sha256(bytes) !== upload.sentSha256) return refuse(upload, 'NOT_WHAT_IT_SAYS', now);
  if (await areBlocked([upload.sentSha256])) return refuse(upload, 'BLOCKED', now);
  const written = await writtenAnew(upload, bytes);
  if (typeof written === 'string') return refuse(upload, written, now);
  if (await isBlocked(written)) return refuse(upload, 'BLOCKED', now);
  if ('file' in written) {
    await noteReady(upload.mediaId, upload.etag, { file: await putFile(upload, written) }, now);
  } else {
    await putPicture(upload, written);
    const { stored, looks } = written;
    await noteReady(upload.mediaId, upload.etag, { stored, ...(looks !== null && { looks }) }, now);
  }
  await deleteObject(placeOf(upload));
}

/** The upload as it may be shown, or the reason of a refusal. The libraries of files and recordings are loaded where they are needed. */
async function writtenAnew({ purpose, contentType }: Processing, bytes: Buffer): Promise<NewPicture | NewFile | RefusalReason> {
  if (purpose === 'chat_file') return (await import('./file.ts')).rewriteFile(bytes, contentType);
  if (purpose === 'chat_voice') return (await import('./voice.ts')).rewriteVoice(bytes);
  return rewritePicture(bytes, { purpose, heic: env('HEIC') === 'on' });
}

/** True for what was removed before, in these bytes or in others that look the same, and for a picture that the judge refuses. */
async function isBlocked(written: NewPicture | NewFile): Promise<boolean> {
  if ('file' in written) return areBlocked([written.file.sha256]);
  const { stored, looks, sizes } = written;
  if (await areBlocked([stored.sha256])) return true;
  if (looks !== null && (await looksBlocked(looks))) return true;
  return (await pictureJudge().judge(sizes[1024])) === 'refused';
}

/**
 * Writes the object of a file or a recording, once. A file is downloaded under its name, and never opened in place. A new container has a
 * number or an instant of its own, so a second worker, or one after a crash, writes other bytes: it finds those of the first and takes
 * them.
 * @returns the file as it lies there
 */
async function putFile({ conversationId, mediaId, name }: StoredMedia, { bytes, file }: NewFile): Promise<StoredFile> {
  const { contentType } = file;
  if (conversationId === undefined) throw new Error(`the upload ${mediaId} goes to no conversation`);
  const key = chatFileKey(conversationId, mediaId, contentType);
  const disposition = name === undefined ? {} : { disposition: attachmentOf(name) };
  const place = { bucket: mediaBucket(), key };
  const first = await putObject({ ...place, bytes, contentType, ...disposition, waits: true, once: true });
  const there = first === null ? await bytesOf(place) : bytes;
  if (!there) throw new Error(`the object of upload ${mediaId} went while it was looked at`);
  return { ...file, sha256: sha256(there), bytes: there.length };
}

/** The header by which a browser saves a file under a name (https://www.rfc-editor.org/rfc/rfc6266). */
const attachmentOf = (name: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name.replaceAll(/[/\\]/g, '_')).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)}`;

/**
 * Writes the objects of a picture, each once: of two workers with one message, the slower one must not put the mark back by which S3 deletes
 * what waits. Where a worker of an earlier version died over this picture, other bytes may lie there; they are replaced.
 */
async function putPicture(upload: StoredMedia, picture: NewPicture, once: true | undefined = true): Promise<void> {
  const { full, sizes, jpeg, stored } = picture;
  const [bucket, keys] = [mediaBucket(), pictureKeys(upload)];
  const put = (key: string, bytes: Buffer, contentType: 'image/webp' | 'image/jpeg' = 'image/webp') =>
    putObject({ bucket, key, bytes, contentType, waits: true, ...(once && { once }) });
  const [first] = await Promise.all([
    put(keys.full, full),
    ...SIZES.map((size) => put(keys.sizes[size], sizes[size])),
    ...(jpeg && keys.jpeg !== null ? [put(keys.jpeg, jpeg, 'image/jpeg')] : []),
  ]);
  if (first !== null || !once) return;
  const there = await bytesOf({ bucket, key: keys.full });
  if (!there || sha256(there) !== stored.sha256) await putPicture(upload, picture, undefined);
}
