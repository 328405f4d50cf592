import type { DomainData } from '#data/data-row';

const SHORT = 'gone within 2 days';

/** The register of what limits store. A subject is a user, or a hash of an address, a device or a network. */
export const limitsData: DomainData = {
  limit: {
    purpose: 'limits calls, codes and guesses',
    retention: 'a day after its window',
    personal: ['subject', 'rule', 'calls', 'closesAt'],
    other: ['seconds', 'expiresAt'],
    unexported: SHORT,
    unerased: SHORT,
  },
  caller: {
    purpose: 'limits calls by counters that are named after their rules, and refuses tokens of banned people and ended sessions',
    retention: '2 days after the last call',
    personal: [
      'subject',
      'ban',
      'postingBan',
      'messagingBan',
      'endedBefore',
      'endedOrigins',
      'stepUp',
      'excludedUntil',
      'limitsStakes',
    ],
    other: ['expiresAt'],
    unexported: SHORT,
    unerased: SHORT,
  },
};
