import type { CreateEntityItem } from 'electrodb';
import { written } from '#data/transaction';
import { BoardEntity, BoardPointerEntity } from './board.entity.ts';

export type BoardItem = CreateEntityItem<typeof BoardEntity>;

/** Every row of a new version, in batches of 25 with retries of what DynamoDB left out. @throws when some could not be written */
export async function writeBoard(rows: readonly BoardItem[]): Promise<void> {
  if (rows.length === 0) return;
  const { unprocessed } = await BoardEntity.put([...rows]).go({ concurrency: 4 });
  if (unprocessed.length > 0) throw new Error(`${unprocessed.length} board rows were not written`);
}

/** Readers see this version from now on. @returns false when a newer one is there already */
export const pointTo = (pointer: { board: string; version: string; builtAt: string; size: number }): Promise<boolean> =>
  written(
    BoardPointerEntity.put(pointer)
      .where((attr, op) => `${op.notExists(attr.builtAt)} OR ${op.lt(attr.builtAt, pointer.builtAt)}`)
      .go(),
  );

export const pointerOf = async (board: string) => (await BoardPointerEntity.get({ board }).go()).data;

/** One Query: rows of a version from a rank on. */
export const boardPage = async (board: string, version: string, fromRank: number, limit: number) =>
  (await BoardEntity.query.primary({ board, version }).gte({ rank: fromRank }).go({ limit })).data;
