import { getLeaderboard, getUserStats } from '#core/stats';
import { GetLeaderboard, GetUserStats } from '#schemas/stats';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(GetUserStats, ({ params, query, now }) => getUserStats(params.handle, query.timeframe, now)),
  on(GetLeaderboard, ({ query }) => getLeaderboard(query)),
);
