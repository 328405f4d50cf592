import { searchUsers } from '#core/search';
import { SearchUsers } from '#schemas/search';
import { http, on } from '../middleware/http.ts';

export const handler = http(on(SearchUsers, ({ actor, query, now }) => searchUsers(actor, query.q, now)));
