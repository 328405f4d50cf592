/**
 * The objects of a picture follow its row: attached and ready, they stay; detached, they go; removed by a moderator, they are sealed.
 * Replay contract: a record that comes again sends the task again, which asks the row as it is then and finds nothing to do.
 */
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { type Image, projection } from '#platform/projection';
import type { MediaId } from '#schemas/common';
import { mediaEntity, type StoredMedia } from './media.entity.ts';
import type { MediaTask } from './media-message.ts';

/** The stored upload in an image of the stream. */
export const mediaOfImage = (image: Image): StoredMedia => mediaEntity().parse({ Item: image as never }).data as StoredMedia;

const mayStay = (media: StoredMedia | null): boolean =>
  media !== null && media.state === 'ready' && media.attachedAt !== undefined && media.keptAt === undefined;

export const requestMediaTask = projection({
  name: 'request-media-task',
  entity: 'media',
  row: mediaOfImage,
  when: ({ before, after }): MediaTask | null => {
    if (!after) return null;
    const mediaId = after.mediaId as MediaId;
    if (after.removedAt !== before?.removedAt) return { task: after.removedAt === undefined ? 'restore' : 'remove', mediaId };
    if (after.detachedAt !== undefined) return before?.detachedAt === undefined ? { task: 'retire', mediaId } : null;
    return mayStay(after) && !mayStay(before) ? { task: 'keep', mediaId } : null;
  },
  run: (task) => enqueue(env('MEDIA_QUEUE_URL'), [task]),
});
