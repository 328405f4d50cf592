import { entity, gsi1, gsi2, primary } from '#data/entity';
import { CaseType, ReportReason } from '#schemas/moderation';
import { BanScope } from '#schemas/users';

/**
 * All reports of one thing since the last decision on it, or an appeal against a ban. Its numbers follow from its reports, its status from
 * its decisions. The index lists the open cases in the order in which moderators see them, and the decided ones from the newest.
 */
export const reportCaseEntity = entity('reportcase', {
  attributes: {
    caseId: { type: 'string', required: true, readOnly: true },
    subjectType: { type: CaseType.options, required: true, readOnly: true },
    /** Of an appeal the id of the banned person. */
    subjectId: { type: 'string', required: true, readOnly: true },
    /** The person whose thing it is. */
    userId: { type: 'string', required: true, readOnly: true },
    openedAt: { type: 'string', required: true, readOnly: true },
    status: { type: ['open', 'decided'] as const, required: true },
    /** See orderOf. */
    order: { type: 'string', required: true },
    severity: { type: 'number', required: true },
    reasons: {
      type: 'list',
      required: true,
      items: {
        type: 'map',
        properties: { reason: { type: ReportReason.options, required: true }, count: { type: 'number', required: true } },
      },
    },
    reporters: { type: 'number', required: true },
    /** The sum of the reporters' shares, in thousandths. */
    weight: { type: 'number', required: true },
    /** The first report for a reason that alarms; absent without one. */
    alarmSince: { type: 'string' },
    /** The hashes of the newest copies, oldest first. */
    copies: { type: 'list', items: { type: 'string' }, required: true },
    /** The number of its decisions, and of the newest one its action and its instant. */
    decisions: { type: 'number', required: true },
    action: { type: ['dismiss', 'hide', 'restore', 'ban'] as const },
    decidedAt: { type: 'string' },
    /** The ban that an appeal is against, or that the decision made, by its scope and number. */
    banScope: { type: BanScope.options },
    banNumber: { type: 'number' },
    /** Counts the changes of the row, so that of two at once one is refused. */
    revision: { type: 'number', required: true },
  },
  indexes: {
    primary: primary(['caseId']),
    byOrder: gsi2(['status'], ['order', 'caseId']),
    byOwner: gsi1(['userId'], ['caseId'], ['userId']),
  },
});
