import type * as z from 'zod';
import type { User } from '#actor';
import { type Page, readCursor, signCursor } from '#data/cursor';
import { createdAt } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { ListAuditTrail } from '#schemas/trail';
import { actionsOf, monthOf } from './admin-action.store.ts';

type View = z.input<(typeof ListAuditTrail.replies)[200]>[number];

/**
 * A page of what moderators and admins did in a month, newest first. 0.5 RRU for some 12.
 * @throws INVALID_INPUT for a cursor of another month
 */
export async function listAuditTrail(
  _: User,
  { month = '', cursor, limit }: z.output<typeof ListAuditTrail.query>,
  now: Date,
): Promise<Page<View>> {
  const of = month === '' ? monthOf(now) : month;
  const list = `audit trail ${of}`;
  const page = await actionsOf(of, await readCursor(list, cursor), limit);
  const items = page.items.map(({ actionId, by, role, route, params, reason, status }) => ({
    id: actionId,
    at: createdAt(actionId).toISOString(),
    by: by as UserId,
    role,
    route,
    params: JSON.parse(params) as Record<string, string>,
    reason: reason ?? null,
    status: status ?? null,
  }));
  return { items, cursor: await signCursor(list, page.cursor) };
}
