import { expect, it } from 'vitest';
import { shardOf } from './shard.ts';

it.each([4, 8])('shardOf() spreads ids over all %d shards and always gives an id the same one', (shards) => {
  const ids = Array.from({ length: 256 }, (_, i) => `0190a000-0000-7000-8000-0000000000${i.toString(16).padStart(2, '0')}`);
  const found = ids.map((id) => shardOf(id, shards));
  expect(new Set(found)).toEqual(new Set(Array.from({ length: shards }, (_, n) => n)));
  expect(ids.map((id) => shardOf(id, shards))).toEqual(found);
});
