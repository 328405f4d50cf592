import type { PickId } from '#schemas/common';
import { pageOfShard } from '../../core/picks/pick.store.ts';
import { SHARDS } from '../../core/picks/pick-rules.ts';

const PAGE = 1_000;

/** Every pick with a leg on an event, each once. Throws rather than leave some out. */
export async function idsOfEvent(eventId: string): Promise<PickId[]> {
  const shards = await Promise.all(Array.from({ length: SHARDS }, (_, shard) => pageOfShard(eventId, shard, null, PAGE)));
  if (shards.some((ids) => ids.length === PAGE)) throw new Error(`event ${eventId} has too many picks for a test`);
  return [...new Set(shards.flat())];
}
