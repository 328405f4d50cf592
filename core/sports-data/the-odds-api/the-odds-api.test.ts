import { describe, expect, it } from 'vitest';
import { ProviderError } from '../odds-provider.ts';
import { theOddsApi } from './the-odds-api.ts';

const game = (sport_key: string, markets: object[]) => ({
  id: 'game',
  sport_key,
  commence_time: '2026-09-10T00:20:00Z',
  home_team: 'Fulham',
  away_team: 'Liverpool',
  bookmakers: [{ key: 'book', title: 'Book', markets }],
});
const total = { key: 'alternate_totals', outcomes: [{ name: 'Over', price: 2.5, point: 3.5 }] };
const salah = { key: 'player_goal_scorer_anytime', outcomes: [{ name: 'Yes', description: 'Mohamed Salah', price: -110 }] };

/** A client that gives these replies in order, and records the requests. */
function answering(...replies: (object | Error)[]) {
  const asked: string[] = [];
  const provider = theOddsApi(async (path, query) => {
    asked.push(`${path}?${new URLSearchParams(query)}`);
    const body = replies[asked.length - 1];
    if (body instanceof Error) throw body;
    return { body, quota: { remaining: 100 - asked.length, used: asked.length, last: 1 } };
  });
  return { provider, asked };
}

describe('further()', () => {
  it('is one request in football, for lines and players', async () => {
    const { provider, asked } = answering(
      game('americanfootball_nfl', [{ ...total, outcomes: [{ name: 'Over', price: 150, point: 60.5 }] }]),
    );
    const { items } = await provider.further('nfl', 'game');
    expect(items[0]).toMatchObject({ alternate: { lines: [{ line: '60.5' }] }, players: { lines: [] } });
    expect(asked.map(decodeURIComponent)).toEqual([
      '/v4/sports/americanfootball_nfl/events/game/odds?regions=us&markets=alternate_spreads,alternate_totals,player_pass_yds,player_pass_tds,player_rush_yds,player_receptions,player_reception_yds,player_anytime_td&oddsFormat=american&dateFormat=iso',
    ]);
  });
  it('is two requests in soccer, since other books quote players in another format', async () => {
    const { provider, asked } = answering(game('soccer_epl', [total]), game('soccer_epl', [salah]));
    const { items, setAside, quota } = await provider.further('epl', 'game');
    expect(items).toMatchObject([
      {
        providerGameId: 'game',
        alternate: { format: 'decimal', lines: [{ line: '3.5', prices: { over: { book: '2.5' } } }] },
        players: { format: 'american', lines: [{ subject: 'Mohamed Salah', prices: { yes: { book: '-110' } } }] },
      },
    ]);
    expect([setAside, quota.remaining]).toEqual([[], 98]);
    expect(asked.map(decodeURIComponent)).toEqual([
      '/v4/sports/soccer_epl/events/game/odds?regions=eu&markets=alternate_spreads,alternate_totals&oddsFormat=decimal&dateFormat=iso',
      '/v4/sports/soccer_epl/events/game/odds?regions=us&markets=player_goal_scorer_anytime,player_shots_on_target,player_assists&oddsFormat=american&dateFormat=iso',
    ]);
  });
  it.each<[string, (object | Error)[]]>([
    ['the lines', [new ProviderError('GET: status 500', 500)]],
    ['the players', [game('soccer_epl', [total]), new ProviderError('GET: status 500', 500)]],
  ])('fails when %s fail', async (_, replies) => {
    await expect(answering(...replies).provider.further('epl', 'game')).rejects.toThrow('status 500');
  });
  it('has no item when a half cannot be read', async () => {
    const { items, setAside } = await answering(game('soccer_epl', [total]), { id: 'game' }).provider.further('epl', 'game');
    expect([items, setAside.length]).toEqual([[], 1]);
  });
});
