import type { DomainData } from '#data/data-row';

const ROW = 'names the row';

/** The register of what exports and deletions store. */
export const privacyData: DomainData = {
  privacytask: {
    purpose: 'does what a person has asked for: an export, or the erasure',
    retention: 'until it is done',
    personal: ['userId', 'task', 'dueAt'],
    other: ['list', 'takenUntil'],
    unexported: 'repeats `exportjob`; who is erased cannot sign in',
    unerased: 'the last step of the erasure takes it',
  },
  exportjob: {
    purpose: 'the newest export of a person, and the bound of how many they ask for',
    retention: '30 days; its files 7 days',
    personal: ['userId', 'jobId', 'state', 'requestedAt', 'readyAt', 'asked'],
    other: ['files', 'fileEnd', 'expiresAt'],
    unexported: { userId: ROW, jobId: 'an id of the work', state: 'the export is ready when it is read' },
  },
  deletion: {
    purpose: 'the deletion that a person has asked for',
    retention: 'until everything is erased, 15 days, or as long as a legal hold',
    personal: ['userId', 'requestedAt', 'erasesAt', 'state'],
    other: ['done'],
    unexported: 'who is erased cannot sign in',
    unerased: 'the last step of the erasure takes it',
  },
  legalhold: {
    purpose: 'keeps everything about a person for a court or a law',
    retention: 'until a moderator ends it',
    personal: ['userId', 'by', 'reason', 'at'],
    other: [],
    unexported: 'would tell of an investigation',
    unerased: 'nothing is erased while it stands',
  },
};
