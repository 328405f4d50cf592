import { CustomAttributeType } from 'electrodb';
import { entity, exact, primary } from '#data/entity';
import type { ReportedCopy } from '#schemas/moderation';

/** A message as its copy keeps it, with the upload that was sent with it. */
export type CopiedMessage = NonNullable<ReportedCopy['message']> & { readonly mediaId?: string };

/**
 * A thing as it was when somebody reported it: an edit or a deletion afterwards takes nothing from the moderators. It changes only when
 * somebody is erased whose words stand before a message.
 */
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
    message: { type: CustomAttributeType<CopiedMessage>('any') },
  },
  indexes: { primary: primary(exact('caseId'), exact('hash')) },
});
