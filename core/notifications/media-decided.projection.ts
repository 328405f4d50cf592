/**
 * The person who uploaded something is told over sockets that it is ready, or why it was refused.
 * Replay contract: a record that comes again sends the message again under the same id, by which clients drop it. A message that is lost for
 * good can be read over HTTP.
 */
import { mediaOfImage, type StoredMedia } from '#core/media';
import { batchProjection, type TableChange } from '#platform/projection';
import type { MediaId, UserId } from '#schemas/common';
import { type NotificationFor, notify } from './notify.ts';

/** The message about an upload that became ready or refused with this change, or was removed; null for any other change. */
export function mediaDecision({ before, after }: TableChange<StoredMedia>): NotificationFor | null {
  if (!after) return null;
  const { purpose, state, reason } = after;
  const [userId, mediaId] = [after.userId as UserId, after.mediaId as MediaId];
  if (after.removedAt !== undefined && before?.removedAt === undefined)
    return { userId, body: { type: 'media.refused', data: { mediaId, purpose, reason: 'BLOCKED' } } };
  if (before?.state === state) return null;
  if (state === 'ready') return { userId, body: { type: 'media.ready', data: { mediaId, purpose } } };
  return state === 'refused' && reason !== undefined
    ? { userId, body: { type: 'media.refused', data: { mediaId, purpose, reason } } }
    : null;
}

export const notifyMediaDecided = batchProjection({
  name: 'notify-media-decided',
  entity: 'media',
  row: mediaOfImage,
  when: mediaDecision,
  runAll: notify,
});
