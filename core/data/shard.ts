/** The index partition of a row, from 0 to `shards` - 1. A UUIDv7 ends in random bits, so any id spreads evenly. */
export const shardOf = (id: string, shards: number): number => Number.parseInt(id.slice(-2), 16) % shards;
