import type { DomainData } from '#data/data-row';

const DECISION = 'the record of a decision of an admin on a game';

/** The register of what decisions on results store. */
export const resultsData: DomainData = {
  eventdecision: {
    purpose: 'the decision of an admin on a game',
    retention: 'for ever',
    personal: ['by'],
    other: [
      ...['eventId', 'number', 'reason', 'state', 'contentHash', 'stateVersion', 'resultVersion', 'confirms', 'upholds'],
      'recordedAt',
    ],
    unexported: DECISION,
    unerased: DECISION,
  },
  eventclaim: {
    purpose: 'a result of the provider that contradicts a decision',
    retention: 'for ever',
    personal: [],
    other: ['eventId', 'number', 'home', 'away', 'details', 'source', 'recordedAt'],
  },
};
