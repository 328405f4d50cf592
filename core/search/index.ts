/** Search: finds people by the words of their profiles. */
export { updateSearchRows } from './search.projection.ts';
export { searchUpkeep } from './search.upkeep.ts';
export { searchUsers } from './search-users.ts';
