import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import type { PickView } from '#schemas/pick-views';
import { analysesOf } from './analysis.store.ts';
import { hydratePicks } from './pick.hydrate.ts';
import type { StoredPick } from './pick.store.ts';
import { pickView } from './pick.view.ts';
import { visibleParts } from './pick.visibility.ts';

/** Hydrates these picks and leaves out those that the viewer may not see. Two BatchGets at the same time. Long analyses are cut. */
export async function showPicks(viewer: Viewer, picks: readonly StoredPick[], now: Date): Promise<PickView[]> {
  return (await hydratePicks(viewer, picks, now)).flatMap((hydrated) => {
    const parts = visibleParts(viewer, hydrated);
    return parts ? [pickView(hydrated, parts, now)] : [];
  });
}

/** One hydrated pick as its viewer sees it, with the whole of its analysis. @throws NOT_FOUND when the viewer may not see it */
export async function showPick(viewer: Viewer, pick: StoredPick, now: Date): Promise<PickView> {
  const [[hydrated], analyses] = await Promise.all([hydratePicks(viewer, [pick], now), analysesOf(pick.pickId, [pick])]);
  const parts = hydrated && visibleParts(viewer, hydrated);
  if (!parts) throw noSuchPick();
  return pickView(hydrated, parts, now, analyses);
}

export const noSuchPick = () => new DomainError('NOT_FOUND', 'No such pick.');
