import { entity, type Item, primary } from '#data/entity';

/**
 * The ids that a person's lists leave out, at most 500 to an item. `blocked` are those on either side of a block, which follow from the
 * pairs; `muted` are those whom the person muted. One Query reads all of them.
 */
export const hiddenEntity = entity('hidden', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    kind: { type: ['blocked', 'muted'] as const, required: true, readOnly: true },
    part: { type: 'number', required: true, readOnly: true, padding: { length: 4, char: '0' } },
    ids: { type: 'set', items: 'string' },
  },
  indexes: { primary: primary(['userId'], ['kind', 'part']) },
});

export type StoredHidden = Item<typeof hiddenEntity>;
