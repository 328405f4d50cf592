import { CustomAttributeType } from 'electrodb';
import { EXPIRES_AT, entity, primary } from '#data/entity';

/** See packRefs: one reference in a feed row and in a row of a timeline, all of them in an author's recent items. */
export const PACKED = { type: CustomAttributeType<Uint8Array>('any'), required: true } as const;

/**
 * An item in the feed of a reader who follows its author: under 1 KB, so that a fan-out writes 1 WRU a reader. In no index, and no reader of
 * the stream receives it. A row says where to look; an item is shown only if the reader may see it when the page is read.
 */
export const feedRowEntity = entity('feedrow', {
  attributes: {
    readerId: { type: 'string', required: true, readOnly: true },
    itemId: { type: 'string', required: true, readOnly: true },
    authorId: { type: 'string', required: true },
    ref: PACKED,
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['readerId'], ['itemId']) },
});

/** An item of an author, of every kind that feeds show. It is read where the author's recent items do not reach back. In no index. */
export const timelineEntity = entity('timeline', {
  attributes: {
    authorId: { type: 'string', required: true, readOnly: true },
    itemId: { type: 'string', required: true, readOnly: true },
    ref: PACKED,
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['authorId'], ['itemId']) },
});
