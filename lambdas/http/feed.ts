import { getFollowing } from '#core/feed';
import { GetFollowing } from '#schemas/feed';
import { http, on } from '../middleware/http.ts';

export const handler = http(on(GetFollowing, ({ actor, query, now }) => getFollowing(actor, query, now)));
