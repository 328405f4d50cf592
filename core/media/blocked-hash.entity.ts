import { entity, primary } from '#data/entity';

/**
 * A hash of uploads that moderators removed: of all bytes (`sha256`), or eight bits of a perceptual hash at their place (`bits.3`). The members
 * are the ids of the uploads, each with its whole perceptual hash where it has one.
 */
export const blockedHashEntity = entity('blockedhash', {
  attributes: {
    kind: { type: 'string', required: true, readOnly: true },
    hash: { type: 'string', required: true, readOnly: true },
    uploads: { type: 'set', items: 'string' },
  },
  indexes: { primary: primary(['kind'], ['hash']) },
});
