import type * as z from 'zod';
import type { Viewer } from '#actor';
import { hiddenFrom } from '#core/graph';
import { authorView } from '#core/users';
import { type Page, readCursor, signCursor } from '#data/cursor';
import { invalid } from '#errors';
import type { UserId } from '#schemas/common';
import type { GetLeaderboard } from '#schemas/stats';
import { type BoardItem, boardRows, pointerOf } from './board.store.ts';
import { recordView } from './record.view.ts';

type Query = z.output<typeof GetLeaderboard.query>;
type Meta = z.input<typeof GetLeaderboard.meta>;
type BoardRowView = z.input<(typeof GetLeaderboard.replies)[200]>[number];
interface BoardVersion {
  readonly board: string;
  readonly version: string;
  readonly builtAt: string;
}

/**
 * A page of one version of a board, which never changes: one read of it; the first page also reads the pointer. The cursor holds the version,
 * so that pages that follow belong to the same board although a newer one is out. A page leaves out those whom the viewer has muted or who
 * are on either side of a block; ranks stay as they are, so that it may be short.
 * @throws INVALID_INPUT for a cursor of another query, or of a version that is gone
 */
export async function getLeaderboard(viewer: Viewer, query: Query): Promise<Page<BoardRowView> & { readonly meta: Meta }> {
  const { metric, timeframe, limit, cursor, page = 1 } = query;
  if (cursor !== undefined && query.page !== undefined) {
    throw invalid('page', 'A cursor and a page number exclude each other.');
  }
  const board = `${metric}#${timeframe}`;
  const list = `board ${board}`;
  const [after, { blocked, muted }] = await Promise.all([readCursor(list, cursor), hiddenFrom(viewer)]);
  const start = after === null ? await firstPage(board, (page - 1) * limit + 1) : nextPage(board, after);
  if (!start) return { items: [], cursor: null, meta: { asOf: null } };
  const { version, from } = start;
  const rows = await rowsFrom(version, from, limit + 1);
  const isLeftOut = (userId: UserId) => blocked.has(userId) || muted.has(userId);
  const next = rows.length > limit ? [version.version, version.builtAt, from + limit].join(' ') : null;
  return {
    items: rows
      .slice(0, limit)
      .filter(({ userId }) => !isLeftOut(userId as UserId))
      .map(boardRowView),
    cursor: await signCursor(list, next),
    meta: { asOf: version.builtAt },
  };
}

async function firstPage(board: string, from: number): Promise<{ version: BoardVersion; from: number } | null> {
  const version = await pointerOf(board);
  return version && { version, from };
}

/** @param position as `positionOf` wrote it */
function nextPage(board: string, position: string): { version: BoardVersion; from: number } {
  const [version = '', builtAt = '', from] = position.split(' ');
  return { version: { board, version, builtAt }, from: Number(from) };
}

/** @throws INVALID_INPUT when the rows of this version are gone */
async function rowsFrom(version: BoardVersion, from: number, count: number): Promise<BoardItem[]> {
  const rows = await boardRows(version.board, version.version);
  if (!rows) {
    throw invalid('cursor', 'This version of the board is gone. Start again without a cursor.');
  }
  return rows.slice(from - 1, from - 1 + count);
}

const boardRowView = ({
  rank,
  userId,
  handle,
  displayName,
  avatarId,
  score,
  turnover,
  profit,
  events: _,
  above: __,
  ...counts
}: BoardItem): BoardRowView => ({
  rank,
  user: authorView(userId as UserId, { handle, displayName, avatarId }),
  score,
  ...recordView({ ...counts, turnoverMicro: turnover, profitMicro: profit }),
});
