import { whole } from '#data/batch';
import type { NewItem } from '#data/entity';
import { written } from '#data/transaction';
import { boardEntity, boardPointerEntity } from './board.entity.ts';

export type BoardItem = NewItem<typeof boardEntity>;

/** Every row of a new version, in batches of 25. @throws UNAVAILABLE when some could not be written */
export async function writeBoard(rows: readonly BoardItem[]): Promise<void> {
  await whole(rows, async (some) => {
    const { unprocessed } = await boardEntity().put(some).go({ concurrency: 4 });
    const left = new Set(unprocessed.map(({ rank }) => rank));
    return { unprocessed: some.filter(({ rank }) => left.has(rank)) };
  });
}

/** Readers see this version from now on. @returns false when a newer one is there already */
export const pointTo = (pointer: { board: string; version: string; builtAt: string; size: number }): Promise<boolean> =>
  written(
    boardPointerEntity()
      .put(pointer)
      .where((attr, op) => `${op.notExists(attr.builtAt)} OR ${op.lt(attr.builtAt, pointer.builtAt)}`)
      .go(),
  );

export const pointerOf = async (board: string) => (await boardPointerEntity().get({ board }).go()).data;

/** One Query: rows of a version from a rank on. Consistent, since the pointer to a new version may be seen sooner than its last rows. */
export const boardPage = async (board: string, version: string, fromRank: number, limit: number) =>
  (await boardEntity().query.primary({ board, version }).gte({ rank: fromRank }).go({ limit, consistent: true })).data;
