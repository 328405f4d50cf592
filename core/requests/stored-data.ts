import type { DomainData } from '#data/data-row';

/** The register of what repeated requests store. */
export const requestsData: DomainData = {
  idempotency: {
    purpose: 'answers a repeated request as the first one',
    retention: '24 hours',
    personal: ['userId', 'contract', 'key', 'inputHash', 'resourceIds'],
    other: ['expiresAt'],
    unexported: 'gone within a day',
    unerased: 'gone within a day',
  },
};
