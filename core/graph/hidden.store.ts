import { type Part, part } from '#data/transaction';
import { hiddenEntity, type StoredHidden } from './hidden.entity.ts';

export type HiddenKind = StoredHidden['kind'];
/** The most ids of an item: 18 KB. */
const MOST_IDS = 500;

/** Everybody whom the lists of a person leave out. One consistent Query; 1 RRU for some 100 ids. */
export async function hiddenRows(userId: string): Promise<StoredHidden[]> {
  const { data } = await hiddenEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data;
}

/** All ids of a kind. */
export const idsIn = (rows: readonly StoredHidden[], kind: HiddenKind): string[] =>
  rows.flatMap((row) => (row.kind === kind ? [...(row.ids ?? [])] : []));

/**
 * Adds an id to a person's set. Refused when the item that has room now is full by then. Null when the id is in it.
 * @param rows as they were read
 */
export function hidePart(userId: string, kind: HiddenKind, id: string, rows: readonly StoredHidden[]): Part | null {
  const own = rows.filter((row) => row.kind === kind);
  if (own.some(({ ids = [] }) => [...ids].includes(id))) return null;
  const roomy = own.find(({ ids = [] }) => [...ids].length < MOST_IDS);
  const last = Math.max(-1, ...own.map((row) => row.part));
  return part({ hidden: hiddenEntity() }, ({ hidden }) => [
    hidden
      .upsert({ userId, kind, part: roomy?.part ?? last + 1 })
      .add({ ids: [id] })
      .where((attr, op) => `${op.notExists(attr.ids)} OR ${op.size(attr.ids)} < ${op.value(attr.part, MOST_IDS)}`)
      .commit(),
  ]);
}

/** Takes an id out of a person's set. Null when it is not in it. @param rows as they were read */
export function showPart(userId: string, kind: HiddenKind, id: string, rows: readonly StoredHidden[]): Part | null {
  const row = rows.find((one) => one.kind === kind && [...(one.ids ?? [])].includes(id));
  if (!row) return null;
  return part({ hidden: hiddenEntity() }, ({ hidden }) => [
    hidden
      .update({ userId, kind, part: row.part })
      .delete({ ids: [id] })
      .commit(),
  ]);
}

/** Deletes a person's sets. @param rows as they were read */
export async function deleteHidden(rows: readonly StoredHidden[]): Promise<void> {
  for (const { userId, kind, part } of rows) await hiddenEntity().delete({ userId, kind, part }).go();
}
