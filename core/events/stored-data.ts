import type { DomainData } from '#data/data-row';

const DECISION = 'the record of a decision of an admin on a game';

/** The register of what games store. An admin who decided on one is all that is personal. */
export const eventsData: DomainData = {
  event: {
    purpose: 'a game with its newest facts',
    retention: 'for ever',
    personal: ['decision'],
    other: [
      ...[
        'eventId',
        'sport',
        'league',
        'home',
        'away',
        'title',
        'startsAt',
        'startVersion',
        'lockedThrough',
        'state',
        'stateVersion',
      ],
      ...['pinned', 'claim', 'disputedHash', 'result', 'gradingVersion', 'gradingAt', 'scoredAt', 'lockedVersion'],
      ...['sweptVersion', 'sweepList', 'sweepAt', 'provider', 'providerGameIds', 'doubt', 'seenAt'],
    ],
    unexported: DECISION,
    unerased: DECISION,
  },
  eventstart: {
    purpose: 'a start of a game',
    retention: 'for ever',
    personal: [],
    other: ['eventId', 'version', 'startsAt', 'recordedAt'],
  },
  eventstate: {
    purpose: 'a state of a game',
    retention: 'for ever',
    personal: ['source'],
    other: ['eventId', 'version', 'state', 'reason', 'recordedAt'],
    unexported: DECISION,
    unerased: DECISION,
  },
  eventresult: {
    purpose: 'a result of a game',
    retention: 'for ever',
    personal: ['source'],
    other: ['eventId', 'version', 'home', 'away', 'details', 'contentHash', 'reason', 'recordedAt'],
    unexported: DECISION,
    unerased: DECISION,
  },
  eventlock: {
    purpose: 'the instant from which no pick is taken',
    retention: 'for ever',
    personal: [],
    other: ['eventId', 'copy', 'startsAt', 'lockedThrough'],
  },
  pairing: {
    purpose: 'makes one game of one fixture',
    retention: 'for ever',
    personal: [],
    other: ['provider', 'league', 'teams', 'version', 'eventIds'],
  },
  providerref: {
    purpose: 'finds a game by the id of the provider',
    retention: 'for ever',
    personal: [],
    other: ['provider', 'providerGameId', 'eventId'],
  },
  demand: {
    purpose: 'the last hours in which somebody picked on a game or opened it; nobody is named',
    retention: '14 days after the start of the game',
    personal: [],
    other: ['demandFor', 'eventId', 'pickedAt', 'openedAt', 'expiresAt'],
  },
  season: { purpose: 'the competitions in season', retention: 'for ever', personal: [], other: ['list', 'at', 'competitions'] },
};
