import type { DomainData } from '#data/data-row';

const MODERATOR = 'the moderator, whom the person does not learn';
const RECORD = 'the record of a decision stays, with an id without a person';

/** The register of what moderation stores. */
export const moderationData: DomainData = {
  report: {
    purpose: 'a report, for the moderators',
    retention: 'as long as its case; without the reporter once they are gone',
    personal: ['caseId', 'at', 'reason', 'note', 'reporterId', 'share', 'copy'],
    other: [],
    unexported: { reporterId: 'names the person', share: 'weighs the report', copy: 'the words of somebody else' },
    unerased: { caseId: RECORD, at: RECORD, reason: RECORD, share: RECORD, copy: RECORD },
  },
  reportcase: {
    purpose: 'the reports of one thing, for the moderators',
    retention: 'for ever, without the copies of what was reported once its owner is gone',
    personal: ['caseId', 'subjectType', 'subjectId', 'userId', 'openedAt', 'status', 'copies', 'action', 'decidedAt', 'banScope'],
    other: ['order', 'severity', 'reasons', 'reporters', 'weight', 'alarmSince', 'decisions', 'banNumber', 'revision'],
    unexported: {
      ...{ userId: 'names the person', openedAt: 'would tell of a report', status: 'decided cases alone are exported' },
      ...{ copies: 'repeats what was posted', action: 'repeats `casedecision`', decidedAt: 'repeats `casedecision`' },
      banScope: 'repeats `banfact`',
    },
    unerased: {
      ...{ caseId: RECORD, subjectType: RECORD, subjectId: RECORD, userId: RECORD, openedAt: RECORD, status: RECORD },
      ...{ action: RECORD, decidedAt: RECORD, banScope: RECORD },
    },
  },
  opencase: {
    purpose: 'makes the reports of one thing one case',
    retention: 'until the decision',
    personal: ['subjectType', 'subjectId', 'caseId'],
    other: [],
    unexported: 'would tell of a report',
    unerased: 'gone with the decision',
  },
  reportedcopy: {
    purpose: 'a thing as it was when it was reported, for the moderators',
    retention: 'until its owner is gone',
    personal: ['caseId', 'at', 'handle', 'displayName', 'text', 'book', 'message'],
    other: ['hash', 'revision'],
    unexported: 'repeats what was posted, and would tell of a report',
  },
  copiedspeaker: {
    purpose: 'leads to the words of a person that stand before a reported message of somebody else in its copy',
    retention: 'as long as the account',
    personal: ['userId', 'caseId', 'hash', 'speaker'],
    other: [],
    unexported: 'would tell of a report',
  },
  casedecision: {
    purpose: 'the decision of a moderator, with its reason',
    retention: 'for ever',
    personal: ['caseId', 'action', 'reason', 'at', 'by', 'scope', 'until'],
    other: ['number'],
    unexported: { by: MODERATOR, scope: 'repeats `banfact`', until: 'repeats `banfact`' },
    unerased: RECORD,
  },
  appeal: {
    purpose: 'the appeal against a ban: one for each',
    retention: 'as long as the account',
    personal: ['caseId', 'at', 'number', 'userId'],
    other: [],
    unexported: { userId: 'names the row' },
  },
};
