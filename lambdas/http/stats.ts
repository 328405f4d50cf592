import { getLeaderboard, getMyAnalytics, getUserStats } from '#core/stats';
import { GetLeaderboard, GetMyAnalytics, GetUserStats } from '#schemas/stats';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(GetUserStats, ({ params, query, now }) => getUserStats(params.handle, query.timeframe, now, query.by)),
  on(GetMyAnalytics, ({ actor, query, now }) => getMyAnalytics(actor, query.timeframe, now)),
  on(GetLeaderboard, ({ query }) => getLeaderboard(query)),
);
