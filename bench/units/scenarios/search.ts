import { updateMe } from '#core/users';
import { Register } from '#schemas/auth';
import { SearchUsers } from '#schemas/search';
import { UpdateMe } from '#schemas/users';
import { http, recordsOf, stream } from '../doors.ts';
import { type Scenario, world } from '../scenario.ts';
import { bettor, later } from '../world.ts';
import { registrationForm } from './people.ts';

/** People of whom all have the words that are searched for. */
const people = world('people to find', async (count) => {
  for (let n = 0; n < count; n++) await bettor(`fame_${n}`, { called: false });
  return bettor('searcher');
});

const search = (name: string, q: string): Scenario => ({
  name,
  group: 'people',
  of: ['SearchUsers'],
  growth: 'people who have the word',
  most: 1_000,
  on: people,
  async prepare() {
    const as = people.made();
    return () => http(SearchUsers, { as, query: { q } });
  },
});

export const SEARCH: readonly Scenario[] = [
  search('search people by one word', 'fame'),
  search('search people by two words', 'fame football'),
  {
    name: 'the stream: a profile that is new',
    group: 'people',
    of: ['updateSearchRows'],
    async prepare() {
      const form = await registrationForm();
      const records = await recordsOf('user', () => http(Register, { body: form }));
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: a bio of twenty words that changed',
    group: 'people',
    of: ['updateSearchRows'],
    async prepare() {
      const as = await bettor();
      const bio = (words: string) => Array.from({ length: 20 }, (_, i) => `${words}${String.fromCharCode(97 + i)}`).join(' ');
      await updateMe(as, { bio: bio('old') }, later(-1));
      const records = await recordsOf('user', () => http(UpdateMe, { as, body: { bio: bio('new') } }));
      return () => stream('social', records);
    },
  },
];
