import type { DomainData } from '#data/data-row';

/** The register of what a person's place, age and care for themselves store. */
export const careData: DomainData = {
  carefact: {
    purpose:
      'proves where a person says they are, what their app store signals of their age, and what they chose for their own care',
    retention: 'as long as the account',
    personal: ['userId', 'number', 'stated', 'at'],
    other: [],
    unexported: { userId: 'names the row' },
  },
};
