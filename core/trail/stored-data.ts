import type { DomainData } from '#data/data-row';

/** The register of what the trail of moderators and admins stores. */
export const trailData: DomainData = {
  adminaction: {
    purpose: 'shows what moderators and admins did, on whom and why',
    retention: '2 years',
    personal: ['actionId', 'by', 'role', 'route', 'params', 'reason', 'status'],
    other: ['month', 'expiresAt'],
    unexported: 'the record of what the house did; the decisions on a person are in the export of bans, roles and tiers',
    unerased: 'the record of what the house did stays for its two years, with ids and handles alone',
  },
};
