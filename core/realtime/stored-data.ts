import type { DomainData } from '#data/data-row';

const SHORT = 'gone within hours';

/** The register of what sockets store. */
export const realtimeData: DomainData = {
  sockets: {
    purpose: 'finds the open sockets of a person',
    retention: '2 hours after the last socket',
    personal: ['userId', 'open', 'used', 'dropped', 'closures', 'ended', 'allEndedAt'],
    other: ['revision', 'expiresAt'],
    unexported: SHORT,
    unerased: SHORT,
  },
  connection: {
    purpose: 'finds the person of an open socket',
    retention: 'until the socket closes, 2 hours at most',
    personal: ['connectionId', 'userId', 'origin', 'openedAt', 'issuedAt', 'messagingBan'],
    other: ['expiresAt'],
    unexported: SHORT,
    unerased: SHORT,
  },
};
