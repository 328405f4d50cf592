import type { DomainData } from '#data/data-row';

/** The register of what prices store. */
export const pricesData: DomainData = {
  poll: {
    purpose: 'a reply of the provider, which confirms the prices that it did not change',
    retention: 'for ever',
    personal: [],
    other: [
      ...['league', 'kind', 'at', 'games', 'missing', 'unread', 'whole', 'setAside', 'quotaRemaining', 'quotaUsed', 'quotaLast'],
    ],
  },
  pricesnapshot: {
    purpose: 'all prices of a game from one instant on',
    retention: 'for ever',
    personal: [],
    other: ['eventId', 'kind', 'at', 'sheet'],
  },
  prices: {
    purpose: 'the newest prices of a game',
    retention: 'for ever',
    personal: [],
    other: ['eventId', 'kind', 'at', 'hash', 'sheet'],
  },
};
