import { getFeed, getFollowing, getTrending, giveFeedback } from '#core/feed';
import { loadEdgeKey } from '#core/media';
import { GetFollowing } from '#schemas/feed';
import { GetFeed, GetTrending, GiveFeedback } from '#schemas/home';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(GetFollowing, ({ actor, query, now }) => getFollowing(actor, query, now)),
  on(GetFeed, ({ actor, query, now }) => getFeed(actor, query, now)),
  on(GetTrending, ({ actor, query, now }) => getTrending(actor, query, now)),
  on(GiveFeedback, ({ actor, body, now }) => giveFeedback(actor, body, now)),
).before(loadEdgeKey);
