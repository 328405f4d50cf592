import { conditionHeld } from '#data/transaction';
import { boardEntity, boardPointerEntity } from './board.entity.ts';
import { pack, unpack } from './board-sums.ts';

/** A row of a board. Amounts are millionths of a unit. */
export interface BoardItem {
  readonly rank: number;
  readonly userId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly avatarId?: string | undefined;
  readonly score: string;
  readonly wins: number;
  readonly losses: number;
  readonly pushes: number;
  readonly decided: number;
  readonly turnover: number;
  readonly profit: number;
  /** See BoardSums. */
  readonly events: number;
  readonly above: number;
}

/** The rows in the order of their ranks, which are not stored. */
const packBoard = (rows: readonly BoardItem[]): Uint8Array =>
  pack(
    rows.map(
      ({ userId, handle, displayName, avatarId = '', score, wins, losses, pushes, decided, turnover, profit, events, above }) => [
        ...[userId, handle, displayName, avatarId, score],
        ...[wins, losses, pushes, decided, turnover, profit, events, above],
      ],
    ),
  );
const unpackBoard = (packed: Uint8Array): BoardItem[] =>
  unpack(packed).map(([userId, handle, displayName, avatarId, score, ...numbers], i) => {
    const [wins = 0, losses = 0, pushes = 0, decided = 0, turnover = 0, profit = 0, events = 0, above = 0] = numbers.map(Number);
    const words = { userId: String(userId), handle: String(handle), displayName: String(displayName), score: String(score) };
    return {
      rank: i + 1,
      ...words,
      ...(avatarId !== '' && { avatarId: String(avatarId) }),
      wins,
      losses,
      pushes,
      decided,
      turnover,
      profit,
      events,
      above,
    };
  });

/** Writes a new version of a board: one item, 1 WRU for each KB. */
export const writeBoard = async (
  version: { readonly board: string; readonly version: string; readonly expiresAt: number },
  rows: readonly BoardItem[],
): Promise<void> =>
  void (await boardEntity()
    .put({ ...version, rows: packBoard(rows) })
    .go());

/** Makes readers see this version. @returns false when they see a newer one already */
export const pointTo = (pointer: { board: string; version: string; builtAt: string; size: number }): Promise<boolean> =>
  conditionHeld(
    boardPointerEntity()
      .put(pointer)
      .where((attr, op) => `${op.notExists(attr.builtAt)} OR ${op.lt(attr.builtAt, pointer.builtAt)}`)
      .go(),
  );

/** 0.5 RRU. */
export const pointerOf = async (board: string) => (await boardPointerEntity().get({ board }).go()).data;

/**
 * The rows of a version. One read, 1 RRU for a hundred of them; a consistent one follows where a reader sees the pointer to a version before
 * the version itself.
 * @returns null when the version is gone
 */
export async function boardRows(board: string, version: string): Promise<BoardItem[] | null> {
  const key = { board, version };
  const data = (await boardEntity().get(key).go()).data ?? (await boardEntity().get(key).go({ consistent: true })).data;
  return data && unpackBoard(data.rows);
}
