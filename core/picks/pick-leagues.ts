import type { Viewer } from '#actor';
import type { PickId } from '#schemas/common';
import { hydratePicks } from './pick.hydrate.ts';
import { picksByIds } from './pick.store.ts';
import { visibleParts } from './pick.visibility.ts';

/**
 * The leagues of a pick's games, each once; null for a pick that the viewer may not see. 1.5 RRU for a single, 2.5 at most where people are
 * hidden or private.
 */
export async function leaguesOfPick(viewer: Viewer, pickId: PickId, now: Date): Promise<readonly string[] | null> {
  const [hydrated] = await hydratePicks(viewer, await picksByIds([pickId], { consistent: false }), now);
  return hydrated && visibleParts(hydrated, now) ? [...new Set(hydrated.events.map(({ league }) => league))] : null;
}
