import { Readable } from 'node:stream';
import type { Upkeep } from '#data/upkeep';
import type { UserId } from '#schemas/common';

/** The export of a domain with its streams read to lists. */
export async function exportedBy(domain: Pick<Upkeep, 'export'>, userId: UserId): Promise<Readonly<Record<string, unknown>>> {
  const members = Object.entries((await domain.export?.(userId)) ?? {}).map(async ([name, value]) => {
    const isStream = typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
    return [name, isStream ? await Readable.from(value as AsyncIterable<unknown>).toArray() : value] as const;
  });
  return Object.fromEntries(await Promise.all(members));
}
