import type { DomainData } from './data-row.ts';

/** The register of the rows that belong to no domain. */
export const groundData: DomainData = {
  cursorkey: { purpose: 'signs the cursors of lists', retention: 'for ever', personal: [], other: ['name', 'secret'] },
};
