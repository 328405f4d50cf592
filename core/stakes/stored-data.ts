import type { DomainData } from '#data/data-row';

/** The register of what limits on stakes store. */
export const stakesData: DomainData = {
  stakesum: {
    purpose: 'keeps a person within the limits that they set on their stakes',
    retention: 'as long as they have a limit',
    personal: ['userId', 'limits', 'zone', 'day', 'week', 'month', 'begunAt', 'recent'],
    other: ['version'],
    unexported: { userId: 'names the row' },
  },
};
