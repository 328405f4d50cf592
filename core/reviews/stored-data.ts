import type { DomainData } from '#data/data-row';

/** The register of what reviews store. */
export const reviewsData: DomainData = {
  openreview: {
    purpose: 'an event or a pick that waits for an admin',
    retention: 'until nothing is waited for',
    personal: [],
    other: ['eventId', 'pickId', 'list', 'reason', 'openedAt'],
  },
};
