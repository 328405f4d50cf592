/**
 * A proof that was added while it was processed learns what became of it: its stored bytes, or the reason of a refusal. Any proof learns that
 * a moderator removed its picture, or shows it again.
 * Replay contract: a record only says where to look, so one that comes again or late writes nothing.
 */
import { mediaOfImage } from '#core/media';
import { projection } from '#platform/projection';
import { followProof } from './follow-proof.ts';

export const updateProof = projection({
  name: 'update-proof',
  entity: 'media',
  row: mediaOfImage,
  when: ({ before, after }) => {
    if (after?.purpose !== 'proof' || after.attachedTo === undefined || before?.attachedTo === undefined) return null;
    const isSealed = after.keptAt !== undefined && before.keptAt === undefined;
    const isRefused = after.state === 'refused' && before.state !== 'refused';
    const isMoved = after.removedAt !== before.removedAt;
    return isSealed || isRefused || isMoved ? { pickId: after.attachedTo, mediaId: after.mediaId } : null;
  },
  run: ({ pickId, mediaId }) => followProof(pickId, mediaId),
});
