import { entity, gsi2, primary } from '#data/entity';
import { ReportReason } from '#schemas/moderation';

/** One person's report in a case. The key holds that a person reports a thing once while its case is open. The reporter is shown to nobody. */
export const reportEntity = entity('report', {
  attributes: {
    caseId: { type: 'string', required: true, readOnly: true },
    reporterId: { type: 'string', required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
    reason: { type: ReportReason.options, required: true, readOnly: true },
    note: { type: 'string', readOnly: true },
    /** The share of the reporter's earlier reports that were upheld, in thousandths, when they made this one. */
    share: { type: 'number', required: true, readOnly: true },
    /** The copy of what they saw, by its hash. */
    copy: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['caseId'], ['reporterId']), byReporter: gsi2(['reporterId'], ['at', 'caseId']) },
});
