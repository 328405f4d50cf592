import type { OddsProvider } from '#core/sports-data';
import type { League } from '#schemas/sports';

/** The parts of a made provider that say what it has: these leagues in season, with scores and further lines. */
export const inSeason = (...leagues: readonly League[]): Pick<OddsProvider, 'covers' | 'competitions'> => ({
  covers: () => ({ scores: true, further: true }),
  competitions: async () => ({
    items: leagues.map((league) => ({ league, key: league, title: league })),
    setAside: [],
    quota: { remaining: null, used: null, last: null },
  }),
});
