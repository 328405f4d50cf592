/**
 * A change of a profile brings the rows by which its owner is found up to date.
 * Replay contract: a record only says where to look (update-search.ts), so one that comes again or late writes nothing.
 */
import { userOfImage } from '#core/users';
import { projection } from '#platform/projection';
import { updateSearch } from './update-search.ts';

const FIELDS_SHOWN = ['handle', 'displayName', 'bio', 'private'] as const;

export const updateSearchRows = projection({
  name: 'update-search-rows',
  entity: 'user',
  row: userOfImage,
  when: ({ before, after }) => {
    const same = before && after && FIELDS_SHOWN.every((field) => before[field] === after[field]);
    return same ? null : ((after ?? before)?.userId ?? null);
  },
  run: (userId) => updateSearch(userId),
});
