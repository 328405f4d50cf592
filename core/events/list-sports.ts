import type * as z from 'zod';
import type { Viewer } from '#actor';
import type { ListSports } from '#schemas/events';
import { SPORT_ROWS } from '#schemas/leagues';
import { listedSelections, MARKETS, OFFERED_MARKETS, offerOf } from '#schemas/markets';
import { COVERED_SPORTS, type CoveredSport, type League, leagueRow, leaguesOf } from '#schemas/sports';
import { type Competition, findSeason } from './season.store.ts';

type SportView = z.input<(typeof ListSports.replies)[200]>[number];

/** The sports with their leagues and markets, from which an app builds its menus. Every viewer sees the same. One read, 0.5 RRU. */
export async function listSports(_: Viewer): Promise<SportView[]> {
  const { competitions = [] } = (await findSeason()) ?? {};
  return COVERED_SPORTS.map((sport) => ({
    sport,
    ...SPORT_ROWS[sport],
    markets: marketsOf(sport),
    leagues: leaguesOf(sport).map((league) => leagueView(league, competitions)),
  }));
}

const marketsOf = (sport: CoveredSport): SportView['markets'] =>
  OFFERED_MARKETS.flatMap((market) => {
    const { on, opponents, offered } = MARKETS[market];
    const offer = offered?.sports[sport];
    if (!offer) return [];
    return {
      market,
      periods: [...offer.periods],
      selections: [...listedSelections(market)],
      on: on === 'season' ? 'game' : on,
      opponents: opponents ?? null,
      lineStep: offer.step,
    };
  });

function leagueView(league: League, season: readonly Competition[]): SportView['leagues'][number] {
  const { sport, title, zone, endsLevel } = leagueRow(league);
  const own = season.filter((one) => one.league === league);
  return {
    league,
    title,
    zone,
    inSeason: own.length > 0,
    competitions: own.map((one) => one.title),
    endsLevel,
    exceptions: OFFERED_MARKETS.flatMap((market) => {
      const isExcept = MARKETS[market].offered?.sports[sport as CoveredSport]?.except?.[league] !== undefined;
      return isExcept ? { market, periods: [...(offerOf(league, market)?.periods ?? [])] } : [];
    }),
  };
}
