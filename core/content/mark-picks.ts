import type * as z from 'zod';
import type { Viewer } from '#actor';
import { getPick, listPicks, listUserPicks } from '#core/picks';
import type { Page } from '#data/cursor';
import type { PickId } from '#schemas/common';
import type { MarkedPick, MarkedPickDetail, OwnMarks } from '#schemas/item-views';
import type { PickView } from '#schemas/pick-views';
import type { ListPicks, ListUserPicks } from '#schemas/picks';
import { NO_MARKS, ownMarksOf } from './own-marks.store.ts';

/** One Query, 1 RRU; nothing for a caller without a token. */
const marksOn = async (viewer: Viewer, pickIds: readonly PickId[]): Promise<ReadonlyMap<string, OwnMarks>> =>
  viewer.kind === 'user' ? ownMarksOf(viewer.userId, pickIds) : new Map();

/** A pick with what its reader has done with it, which is read at the same time. @throws as getPick() */
export async function getMarkedPick(viewer: Viewer, pickId: PickId, now: Date): Promise<MarkedPickDetail> {
  const [pick, marks] = await Promise.all([getPick(viewer, pickId, now), marksOn(viewer, [pickId])]);
  return { ...pick, own: marks.get(pickId) ?? NO_MARKS };
}

/** A page of listPicks() with what its reader has done with them: one trip more for somebody with a token. */
export const listMarkedPicks = async (
  viewer: Viewer,
  query: z.output<typeof ListPicks.query>,
  now: Date,
): Promise<Page<MarkedPick>> => withMarks(viewer, await listPicks(viewer, query, now));

/** The same of listUserPicks(). */
export const listMarkedUserPicks = async (
  viewer: Viewer,
  user: string,
  query: z.output<typeof ListUserPicks.query>,
  now: Date,
): Promise<Page<MarkedPick>> => withMarks(viewer, await listUserPicks(viewer, user, query, now));

async function withMarks(viewer: Viewer, { items, cursor }: Page<PickView>): Promise<Page<MarkedPick>> {
  const marks = await marksOn(
    viewer,
    items.map(({ id }) => id),
  );
  return { items: items.map((pick) => ({ ...pick, own: marks.get(pick.id) ?? NO_MARKS })), cursor };
}
