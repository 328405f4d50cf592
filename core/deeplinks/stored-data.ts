import type { DomainData } from '#data/data-row';

/** The register of what links to sportsbooks store. Neither row says who followed a link. */
export const deeplinksData: DomainData = {
  click: {
    purpose: 'counts a followed link once',
    retention: 'a day',
    personal: [],
    other: ['clickId', 'expiresAt'],
  },
  clickcount: {
    purpose: 'counts followed links by book and day',
    retention: '2 years',
    personal: [],
    other: ['month', 'day', 'book', 'clicks', 'expiresAt'],
  },
};
