import type { DomainData } from '#data/data-row';

/** The register of what the search for people stores. */
export const searchData: DomainData = {
  searchrow: {
    purpose: 'finds people by the words of their profile',
    retention: 'as long as the profile has the word',
    personal: ['letters', 'field', 'term', 'userId'],
    other: [],
    unexported: 'repeats `searchlist`',
  },
  searchlist: {
    purpose: 'the words by which a person is found',
    retention: 'as long as the account',
    personal: ['terms', 'userId'],
    other: ['revision'],
    unexported: { userId: 'names the row' },
  },
};
