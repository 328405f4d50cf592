import { streamRows } from '#data/row-stream';
import { conditionHeld, type Part, part } from '#data/transaction';
import { epoch } from '#platform/clock';
import { BYTES_PER_DAY, type RefusalReason } from '#schemas/media';
import { mediaEntity, type StoredFile, type StoredMedia, type StoredPicture } from './media.entity.ts';
import { MOST_THREATS, ROW_KEPT, WAITS } from './media-rules.ts';
import type { SealedPlace } from './seal-proof.ts';
import { uploadDayEntity } from './upload-day.entity.ts';

/** 1 RRU. */
export async function loadMedia(mediaId: string): Promise<StoredMedia | null> {
  const { data } = await mediaEntity().get({ mediaId }).go({ consistent: true });
  return data;
}

/** All that a user uploaded and that is still known. One query of an index and a batch. */
export const mediaOf = async (userId: string): Promise<StoredMedia[]> =>
  (await mediaEntity().query.byUser({ userId }).go({ pages: 'all', hydrate: true })).data;

/** All that a user uploaded and that is still known, by its id, as a stream. For exports. */
export const streamMedia = (userId: string): AsyncGenerator<StoredMedia> =>
  streamRows((page) =>
    mediaEntity()
      .query.byUser({ userId })
      .go({ ...page, hydrate: true }),
  );

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);
const TWO_DAYS = 2 * 86_400;

/** A new upload. */
export const newMediaPart = (
  media: Pick<StoredMedia, 'mediaId' | 'userId' | 'purpose' | 'contentType' | 'bytes' | 'sentSha256' | 'conversationId' | 'name'>,
  now: Date,
): Part =>
  part({ media: mediaEntity() }, ({ media: rows }) => [
    rows.create({ ...media, createdAt: now.toISOString(), state: 'awaiting', expiresAt: epoch(now) + ROW_KEPT }).commit(),
  ]);

/** Counts announced bytes. Refused when the day's would be more than BYTES_PER_DAY, or threats of that day stop the person. 1 WRU twice. */
export const bytesPart = (userId: string, bytes: number, now: Date): Part =>
  part({ days: uploadDayEntity() }, ({ days }) => [
    days
      .update({ userId, day: dayOf(now) })
      .add({ bytes })
      .set({ expiresAt: epoch(now) + TWO_DAYS })
      .where(
        (attr, op) =>
          `(${op.notExists(attr.bytes)} OR ${op.lte(attr.bytes, BYTES_PER_DAY - bytes)}) AND (${op.notExists(attr.threats)} OR ${op.lt(attr.threats, MOST_THREATS)})`,
      )
      .commit(),
  ]);

/** The threats that were found in uploads of a day. 1 RRU. */
async function threatsOn(userId: string, now: Date): Promise<number> {
  const { data } = await uploadDayEntity()
    .get({ userId, day: dayOf(now) })
    .go({ consistent: true });
  return data?.threats ?? 0;
}

/** True when so many threats were found on a day that the person uploads nothing more on it. 1 RRU. */
export const hasManyThreats = async (userId: string, at: Date): Promise<boolean> => (await threatsOn(userId, at)) >= MOST_THREATS;

/**
 * Notes the arrival of an upload's bytes.
 * @returns false when it has arrived before, is expired, or is gone
 */
export const noteArrival = (mediaId: string, etag: string, now: Date): Promise<boolean> =>
  conditionHeld(
    mediaEntity()
      .patch({ mediaId })
      .set({ state: 'processing', etag, arrivedAt: now.toISOString() })
      .where(
        (attr, op) =>
          `${op.eq(attr.state, 'awaiting')} AND ${op.gt(attr.createdAt, new Date(now.getTime() - WAITS).toISOString())}`,
      )
      .go(),
  );

/** Notes that a second scan was asked for. */
export const noteRescan = (mediaId: string, etag: string, now: Date): Promise<boolean> =>
  conditionHeld(
    mediaEntity()
      .patch({ mediaId })
      .set({ rescannedAt: now.toISOString() })
      .where((attr, op) => `${op.eq(attr.state, 'processing')} AND ${op.eq(attr.etag, etag)}`)
      .go(),
  );

/** The end of the processing of one object. @returns false when it is decided already, or about another object */
export const noteReady = (
  mediaId: string,
  etag: string,
  written: { readonly stored: StoredPicture; readonly looks?: string } | { readonly file: StoredFile },
  now: Date,
): Promise<boolean> =>
  conditionHeld(
    mediaEntity()
      .patch({ mediaId })
      .set({ state: 'ready', ...written, decidedAt: now.toISOString() })
      .where((attr, op) => `${op.eq(attr.state, 'processing')} AND ${op.eq(attr.etag, etag)}`)
      .go(),
  );

/** Refuses one object. Refused itself when it is decided already, or about another object. */
export const refusedPart = (
  mediaId: string,
  etag: string,
  { reason, threat }: { readonly reason: RefusalReason; readonly threat?: string | undefined },
  now: Date,
): Part =>
  part({ media: mediaEntity() }, ({ media }) => [
    media
      .patch({ mediaId })
      .set({ state: 'refused', reason, decidedAt: now.toISOString(), ...(threat !== undefined && { threat }) })
      .where((attr, op) => `${op.eq(attr.state, 'processing')} AND ${op.eq(attr.etag, etag)}`)
      .commit(),
  ]);

/** Counts a threat against the person who uploaded it. */
export const threatPart = (userId: string, now: Date): Part =>
  part({ days: uploadDayEntity() }, ({ days }) => [
    days
      .update({ userId, day: dayOf(now) })
      .add({ threats: 1 })
      .set({ expiresAt: epoch(now) + TWO_DAYS })
      .commit(),
  ]);

/**
 * Hangs a picture on something. Refused when it hangs on anything, or is not at this state any more.
 * @param sealed of a proof whose bytes lie under their lock @param alt its description
 */
export const attachedPart = (
  { mediaId, state }: Pick<StoredMedia, 'mediaId' | 'state'>,
  attachedTo: string,
  now: Date,
  { sealed = null, alt }: { readonly sealed?: SealedPlace | null; readonly alt?: string | undefined } = {},
): Part =>
  part({ media: mediaEntity() }, ({ media }) => [
    media
      .patch({ mediaId })
      .set({
        ...{ attachedTo, attachedAt: now.toISOString() },
        ...(alt !== undefined && { alt }),
        ...(sealed && { ...sealed, keptAt: now.toISOString() }),
      })
      .remove(['expiresAt'])
      .where((attr, op) => `${op.notExists(attr.attachedAt)} AND ${op.eq(attr.state, state)}`)
      .commit(),
  ]);

/**
 * Hangs a ready upload on the message under this id of its sender's. 1 WRU.
 * @returns false when it hangs on anything else, or is ready no more
 */
export const attachToMessage = (mediaId: string, clientMessageId: string, now: Date): Promise<boolean> =>
  conditionHeld(
    mediaEntity()
      .patch({ mediaId })
      .set({ attachedTo: clientMessageId, attachedAt: now.toISOString() })
      .remove(['expiresAt'])
      .where(
        (attr, op) =>
          `${op.eq(attr.state, 'ready')} AND ${op.notExists(attr.detachedAt)} AND (${op.notExists(attr.attachedTo)} OR ${op.eq(attr.attachedTo, clientMessageId)})`,
      )
      .go(),
  );

/** Describes an attached picture anew. Refused when it hangs on something else. */
export const describedPart = (mediaId: string, attachedTo: string, alt: string | undefined): Part =>
  part({ media: mediaEntity() }, ({ media }) => {
    const row = media.patch({ mediaId });
    return [
      (alt === undefined ? row.remove(['alt']) : row.set({ alt }))
        .where((attr, op) => op.eq(attr.attachedTo, attachedTo))
        .commit(),
    ];
  });

/** Removes an upload for a moderator, or with null shows it again. Refused when it is gone. */
export const removedPart = (mediaId: string, removedAt: string | null): Part =>
  part({ media: mediaEntity() }, ({ media }) => {
    const row = media.patch({ mediaId });
    // A row that was removed says why for as long as there is a row; that of a sealed one is kept.
    return [(removedAt === null ? row.remove(['removedAt']) : row.set({ removedAt }).remove(['expiresAt'])).commit()];
  });

/** Takes a picture off what it hangs on. Refused when it hangs on something else. */
export const detachedPart = (mediaId: string, attachedTo: string, now: Date): Part =>
  part({ media: mediaEntity() }, ({ media }) => [
    media
      .patch({ mediaId })
      .set({ detachedAt: now.toISOString(), expiresAt: epoch(now) + ROW_KEPT })
      .where((attr, op) => `${op.eq(attr.attachedTo, attachedTo)} AND ${op.notExists(attr.detachedAt)}`)
      .commit(),
  ]);

/** Notes that the objects of an attached picture are where they stay. @returns false when that was noted before */
export const noteKept = (mediaId: string, sealed: SealedPlace | null, now: Date): Promise<boolean> =>
  conditionHeld(
    mediaEntity()
      .patch({ mediaId })
      .set({ keptAt: now.toISOString(), ...sealed })
      .where((attr, op) => op.notExists(attr.keptAt))
      .go(),
  );

/** Notes objects that were copied for nothing, and keeps the row that explains them. Refused when others were noted meanwhile. */
export const noteOrphan = ({ mediaId, orphans = [] }: StoredMedia, place: string): Promise<boolean> =>
  conditionHeld(
    mediaEntity()
      .patch({ mediaId })
      .set({ orphans: [...orphans, place] })
      .remove(['expiresAt'])
      .where((attr, op) => (orphans.length === 0 ? op.notExists(attr.orphans) : op.eq(attr.orphans, orphans)))
      .go(),
  );

/** Forgets an upload. */
export const deleteMedia = async (mediaId: string): Promise<void> => {
  await mediaEntity().delete({ mediaId }).go();
};
