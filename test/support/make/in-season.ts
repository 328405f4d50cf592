import type { OddsProvider } from '#core/sports-data';
import type { League } from '#schemas/sports';

/** The parts of a made provider that say what it has: these leagues in season, with scores and further lines. */
export const inSeason = (
  ...leagues: readonly League[]
): Pick<OddsProvider, 'covers' | 'competitions' | 'credits' | 'budget' | 'games'> => ({
  budget: 100_000,
  credits: () => ({ odds: 3, scores: 2, further: 8 }),
  // Made providers are asked for odds, which show games too.
  games: async () => ({
    items: [],
    setAside: [{ providerGameId: null, problem: 'not told' }],
    quota: { remaining: null, used: null, last: 0 },
  }),
  covers: () => ({ scores: true, further: true }),
  competitions: async () => ({
    items: leagues.map((league) => ({ league, key: league, title: league })),
    setAside: [],
    quota: { remaining: null, used: null, last: null },
  }),
});
