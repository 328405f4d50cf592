import { entity, exact, primary } from '#data/entity';

/** A thing as it was when somebody reported it: an edit or a deletion afterwards takes nothing from the moderators. It never changes. */
export const reportedCopyEntity = entity('reportedcopy', {
  attributes: {
    caseId: { type: 'string', required: true, readOnly: true },
    hash: { type: 'string', required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
    handle: { type: 'string' },
    displayName: { type: 'string' },
    text: { type: 'string' },
    book: { type: 'string' },
    revision: { type: 'number' },
  },
  indexes: { primary: primary(exact('caseId'), exact('hash')) },
});
