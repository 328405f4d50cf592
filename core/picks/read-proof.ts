import type { User } from '#actor';
import type { AttachedMedia } from '#core/media';
import type { PickId } from '#schemas/common';
import { shownPicks } from './shown-picks.ts';

/** True for somebody to whom the pick shows the picture: not one that was replaced, nor words that a moderator has hidden. Costs as shownPicks(). */
export async function mayReadProof(viewer: User, { mediaId, attachedTo }: AttachedMedia, now: Date): Promise<boolean> {
  const pickId = attachedTo as PickId;
  const pick = (await shownPicks(viewer, [pickId], now)).get(pickId);
  return pick?.proof.some((proof) => proof.mediaId === mediaId && proof.urls !== null) ?? false;
}
