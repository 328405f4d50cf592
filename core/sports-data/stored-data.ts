import type { DomainData } from '#data/data-row';

/** The register of what polls of the provider store. */
export const sportsDataData: DomainData = {
  pollplan: {
    purpose: 'the next time at which a job looks at the games of a league',
    retention: 'for ever',
    personal: [],
    other: ['list', 'job', 'league', 'nextAt', 'newest'],
  },
  credits: {
    purpose: 'the credits of the provider that were spent in a month',
    retention: '100 days from the start of the month',
    personal: [],
    other: ['month', 'planned', 'closing', 'expiresAt'],
  },
};
