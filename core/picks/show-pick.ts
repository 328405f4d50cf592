import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import type { PickView } from '#schemas/pick-views';
import { analysesOf } from './analysis.store.ts';
import { hydratePicks } from './pick.hydrate.ts';
import type { StoredPick } from './pick.store.ts';
import { pickView } from './pick.view.ts';
import { visibleParts } from './pick.visibility.ts';

/**
 * Hydrates these picks and leaves out those that the viewer may not see. Two BatchGets at the same time. Long analyses are cut.
 * @param ofMany true for a list of several people's picks, which leaves out those of muted ones too
 */
export async function showPicks(viewer: Viewer, picks: readonly StoredPick[], ofMany: boolean, now: Date): Promise<PickView[]> {
  return (await hydratePicks(viewer, picks, now)).flatMap((hydrated) => {
    const parts = visibleParts(hydrated, now);
    return parts && (hydrated.isListed || !ofMany) ? [pickView(hydrated, parts, now)] : [];
  });
}

/** One hydrated pick as its viewer sees it, with the whole of its analysis. @throws NOT_FOUND when the viewer may not see it */
export async function showPick(viewer: Viewer, pick: StoredPick, now: Date): Promise<PickView> {
  const [[hydrated], analyses] = await Promise.all([hydratePicks(viewer, [pick], now), analysesOf(pick.pickId, [pick])]);
  const parts = hydrated && visibleParts(hydrated, now);
  if (!parts) throw noSuchPick();
  return pickView(hydrated, parts, now, analyses);
}

export const noSuchPick = () => new DomainError('NOT_FOUND', 'No such pick.');
