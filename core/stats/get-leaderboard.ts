import type * as z from 'zod';
import { type Page, readCursor, signCursor } from '#data/cursor';
import { invalid } from '#errors';
import type { UserId } from '#schemas/common';
import type { GetLeaderboard } from '#schemas/stats';
import { boardPage, pointerOf } from './board.store.ts';
import { recordView } from './record.view.ts';

type Query = z.output<typeof GetLeaderboard.query>;
type Row = z.input<(typeof GetLeaderboard.replies)[200]>[number];

/**
 * A page is one Query of a version that never changes; the first page also reads the pointer. The cursor holds the version, so that pages
 * that follow belong to the same board although a newer one is out.
 * @throws INVALID_INPUT for a cursor of another query, or of a version that is gone
 */
export async function getLeaderboard({ metric, timeframe, limit, cursor, page }: Query): Promise<Page<Row>> {
  if (cursor !== undefined && page !== undefined) throw invalid('page', 'A cursor and a page number exclude each other.');
  const board = `${metric}#${timeframe}`;
  const position = await readCursor(`board ${board}`, cursor);
  const pointer = position === null ? await pointerOf(board) : read(position);
  if (!pointer) return { items: [], cursor: null };
  const from = 'from' in pointer ? pointer.from : ((page ?? 1) - 1) * limit + 1;
  const { version, builtAt, size } = pointer;
  const rows = await boardPage(board, version, from, limit);
  if (rows.length === 0 && from <= size)
    throw invalid('cursor', 'This version of the board is gone. Start again without a cursor.');
  const next = from + rows.length <= size ? [version, builtAt, size, from + rows.length].join(' ') : null;
  return { items: rows.map((row) => rowView(row, builtAt)), cursor: await signCursor(`board ${board}`, next) };
}

function read(position: string): { version: string; builtAt: string; size: number; from: number } {
  const [version = '', builtAt = '', size, from] = position.split(' ');
  return { version, builtAt, size: Number(size), from: Number(from) };
}

type Stored = Awaited<ReturnType<typeof boardPage>>[number];
const rowView = ({ rank, userId, handle, displayName, score, turnover, profit, ...counts }: Stored, asOf: string): Row => ({
  rank,
  user: { id: userId as UserId, handle, displayName },
  score,
  ...recordView({ ...counts, turnoverMicro: turnover, profitMicro: profit }),
  asOf,
});
