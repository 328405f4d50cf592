import type { Viewer } from '#actor';
import type { PickId } from '#schemas/common';
import type { PickView } from '#schemas/pick-views';
import { picksByIds } from './pick.store.ts';
import { showPicks } from './show-pick.ts';

/**
 * Picks that something names, as they stand: those of them that the viewer may see. Two trips, three with private accounts; 1 RRU each for pick,
 * event and card. Nothing for none.
 */
export async function shownPicks(viewer: Viewer, pickIds: readonly PickId[], now: Date): Promise<Map<PickId, PickView>> {
  if (pickIds.length === 0) return new Map();
  const views = await showPicks(viewer, await picksByIds(pickIds, { consistent: false }), false, now);
  return new Map(views.map((view) => [view.id, view]));
}
