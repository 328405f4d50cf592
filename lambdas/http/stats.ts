import { getLeaderboard, getMyAnalytics, getUserStats } from '#core/stats';
import { GetLeaderboard, GetMyAnalytics, GetUserStats } from '#schemas/stats';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(GetUserStats, ({ actor, params, query, now }) => getUserStats(actor, params.user, query, now)),
  on(GetMyAnalytics, ({ actor, query, now }) => getMyAnalytics(actor, query.timeframe, now)),
  on(GetLeaderboard, ({ actor, query }) => getLeaderboard(actor, query)),
);
