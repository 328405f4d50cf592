import type * as z from 'zod';
import type { Viewer } from '#actor';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import type { PickId } from '#schemas/common';
import type { PickDetail } from '#schemas/pick-views';
import type { ListRevisions } from '#schemas/picks';
import { analysesOf } from './analysis.store.ts';
import { hydratePicks } from './pick.hydrate.ts';
import { newestRevisions, pickById } from './pick.store.ts';
import { revisionView } from './pick.view.ts';
import { visibleParts } from './pick.visibility.ts';
import { noSuchPick } from './show-pick.ts';

/**
 * The revisions of a pick, newest first. Three round trips, a fourth where an analysis is long: the pick, its events and its author, and
 * 0.5 RRU per 4 KB of revisions and of analyses. To a signed-in reader their own changes show at once. None of a sealed pick of somebody else.
 * @throws NOT_FOUND, INVALID_INPUT for a cursor of another query
 */
export async function listRevisions(
  viewer: Viewer,
  pickId: PickId,
  query: z.output<typeof ListRevisions.query>,
  now: Date,
): Promise<Page<PickDetail['revisions'][number]>> {
  const consistent = viewer.kind === 'user';
  const pick = await pickById(pickId, { consistent });
  const [hydrated] = pick ? await hydratePicks(viewer, [pick], now) : [];
  const parts = hydrated && visibleParts(hydrated, now);
  if (!parts) throw noSuchPick();
  if (!parts.terms) return { items: [], cursor: null };
  return fillPage(`revisions ${pickId}`, query, {
    read: (after, count) => newestRevisions(pickId, after === null ? null : Number(after), count, { consistent }),
    positionOf: ({ revision }) => String(revision),
    show: async (revisions) => {
      const analyses = await analysesOf(pickId, revisions, { consistent });
      return revisions.map((revision) => revisionView(revision, hydrated.pick.kind, parts, analyses));
    },
  });
}
