import type { User } from '#actor';
import { DomainError } from '#errors';
import type { MediaId } from '#schemas/common';
import type { MediaView } from '#schemas/media';
import { getMedia, ownMedia, showMedia } from './get-media.ts';
import { noteArrival } from './media.store.ts';
import { uploadKey } from './media-keys.ts';
import { standingOf } from './media-rules.ts';
import { etagOf, uploadsBucket } from './storage.ts';

/**
 * Notes that the bytes of an upload have arrived, as the event of S3 does by itself. A repeat changes nothing. 1 to 2 RRU, a call of S3 and
 * 1 WRU the first time.
 * @throws NOT_FOUND, CONFLICT while nothing has arrived
 */
export async function confirmUpload(actor: User, { uploadId }: { readonly uploadId: MediaId }, now: Date): Promise<MediaView> {
  const media = await ownMedia(actor, uploadId);
  if (standingOf(media, now).state !== 'awaiting') return showMedia(media, now);
  const etag = await etagOf({ bucket: uploadsBucket(), key: uploadKey(media) });
  if (etag === null) throw new DomainError('CONFLICT', 'Nothing has arrived under this upload yet.', { field: 'uploadId' });
  await noteArrival(uploadId, etag, now);
  return getMedia(actor, uploadId, now);
}
