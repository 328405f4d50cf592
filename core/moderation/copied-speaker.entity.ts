import { entity, exact, primary } from '#data/entity';

/**
 * Somebody whose words stand in a copy of a message of somebody else's, as one of those before it. It leads their erasure to the copy, which
 * names nobody.
 */
export const copiedSpeakerEntity = entity('copiedspeaker', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    caseId: { type: 'string', required: true, readOnly: true },
    hash: { type: 'string', required: true, readOnly: true },
    /** Their number in the copy. */
    speaker: { type: 'number', required: true, readOnly: true },
  },
  indexes: { primary: primary(exact('userId'), exact('caseId', 'hash')) },
});
