import { CustomAttributeType } from 'electrodb';
import { EXPIRES_AT, entity, primary } from '#data/entity';
import { PACKED } from './feed-row.entity.ts';
import { TREND_LISTS, TREND_SPORTS } from './trend-rules.ts';

/**
 * The people who reacted to an item in 5 minutes, each counted once for an item in its whole life. Items of several sports stand under
 * `mixed`, those of none under `none`. In no index, and no reader of the stream receives it.
 */
export const trendCountEntity = entity('trendcount', {
  attributes: {
    sport: { type: TREND_SPORTS, required: true, readOnly: true },
    bucket: { type: 'string', required: true, readOnly: true },
    /** From 0 to 3, so that a busy game is not one hot partition. */
    shard: { type: 'number', required: true, readOnly: true },
    itemId: { type: 'string', required: true, readOnly: true },
    authorId: { type: 'string', required: true },
    ref: PACKED,
    sports: { type: 'list', items: { type: 'string' }, required: true },
    people: { type: 'number', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['sport', 'bucket', 'shard'], ['itemId']) },
});

/** A bucket in which something is counted, and its sports. It is written before the first count and deleted once lists contain the bucket. */
export const trendBucketEntity = entity('trendbucket', {
  attributes: {
    of: { type: ['trend'] as const, required: true, readOnly: true },
    bucket: { type: 'string', required: true, readOnly: true },
    sports: { type: 'set', items: TREND_SPORTS },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['of'], ['bucket']) },
});

/** One version of a list of trending items: some 14 KB for 200. A version never changes. */
export const trendListEntity = entity('trendlist', {
  attributes: {
    list: { type: TREND_LISTS, required: true, readOnly: true },
    version: { type: 'string', required: true, readOnly: true },
    /** The newest bucket in it. */
    through: { type: 'string', required: true, readOnly: true },
    /** See packTrend. */
    rows: { type: CustomAttributeType<Uint8Array>('any'), required: true, readOnly: true },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['list'], ['version']) },
});

/** The version of a list that readers see, with the best of it, so that the home feed reads this one item. Changing it swaps the list. */
export const trendPointerEntity = entity('trendpointer', {
  attributes: {
    list: { type: TREND_LISTS, required: true, readOnly: true },
    version: { type: 'string', required: true },
    through: { type: 'string', required: true },
    builtAt: { type: 'string', required: true },
    size: { type: 'number', required: true },
    /** See packTrend: the best 40. */
    best: { type: CustomAttributeType<Uint8Array>('any'), required: true },
  },
  indexes: { primary: primary(['list']) },
});
