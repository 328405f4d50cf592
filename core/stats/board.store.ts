import { batchAll } from '#data/batch';
import type { NewItem } from '#data/entity';
import { conditionHeld } from '#data/transaction';
import { boardEntity, boardPointerEntity } from './board.entity.ts';

export type BoardItem = NewItem<typeof boardEntity>;

/** Writes all rows of a new version, in batches of 25. @throws UNAVAILABLE when some could not be written */
export async function writeBoard(rows: readonly BoardItem[]): Promise<void> {
  await batchAll(rows, async (some) => {
    const { unprocessed } = await boardEntity().put(some).go({ concurrency: 4 });
    const left = new Set(unprocessed.map(({ rank }) => rank));
    return { unprocessed: some.filter(({ rank }) => left.has(rank)) };
  });
}

/** Makes readers see this version. @returns false when they see a newer one already */
export const pointTo = (pointer: { board: string; version: string; builtAt: string; size: number }): Promise<boolean> =>
  conditionHeld(
    boardPointerEntity()
      .put(pointer)
      .where((attr, op) => `${op.notExists(attr.builtAt)} OR ${op.lt(attr.builtAt, pointer.builtAt)}`)
      .go(),
  );

export const pointerOf = async (board: string) => (await boardPointerEntity().get({ board }).go()).data;

/** Rows of a version from a rank on. One Query, consistent: a reader may see the pointer to a new version before its last rows. */
export const boardPage = async (board: string, version: string, fromRank: number, limit: number) =>
  (await boardEntity().query.primary({ board, version }).gte({ rank: fromRank }).go({ limit, consistent: true })).data;
