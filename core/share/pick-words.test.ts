import { describe, expect, it } from 'vitest';
import type { PublicLeg } from '#core/picks';
import { titleOf, wordsOfLeg } from './pick-words.ts';

const leg: PublicLeg = {
  ...{ league: 'nfl', home: 'Kansas City Chiefs', away: 'Buffalo Bills', title: null, market: 'moneyline', period: 'game' },
  ...{ selection: 'home', line: null, subject: null, stat: null, opponents: [] },
};

describe('the words of a leg', () => {
  it.each<[Partial<PublicLeg>, string]>([
    [{}, 'Kansas City Chiefs · moneyline'],
    [{ selection: 'away', market: 'spread', line: '3.5' }, 'Buffalo Bills +3.5 · spread'],
    [{ market: 'spread', line: '-3.5', period: 'H1' }, 'Kansas City Chiefs -3.5 · spread H1'],
    [{ market: 'total', selection: 'under', line: '48.5' }, 'Under 48.5 · total'],
    [{ market: 'three_way', selection: 'draw' }, 'Draw · three way'],
    [{ market: 'double_chance', selection: 'home_draw' }, 'Kansas City Chiefs / draw · double chance'],
    [{ market: 'correct_score', selection: '2-1' }, '2-1 · correct score'],
    [
      { market: 'player_total', selection: 'over', line: '6.5', subject: 'T. Kelce', stat: 'receptions' },
      'T. Kelce Over 6.5 receptions · player total',
    ],
    [{ selection: 'constructor' }, 'Constructor · moneyline'],
  ])('%o are %j', (more, what) =>
    expect(wordsOfLeg({ ...leg, ...more } as PublicLeg)).toEqual({ what, game: 'Buffalo Bills at Kansas City Chiefs' }),
  );
});

it('the words of a leg on a field are the name of its competitor, and the title of its event', () => {
  const golf: PublicLeg = { ...leg, league: 'golf_majors', ...{ home: null, away: null, title: 'Masters Tournament' } };
  const words = (more: Partial<PublicLeg>) => wordsOfLeg({ ...golf, ...more } as PublicLeg);
  expect(words({ market: 'outright', selection: 'scottie_scheffler' })).toEqual({
    what: 'scottie_scheffler · outright',
    game: 'Masters Tournament',
  });
  expect(words({ market: 'top_n', selection: 'Shane Lowry', line: '10' }).what).toBe('Shane Lowry · top 10');
  const duel = { market: 'head_to_head', selection: 'Shane Lowry', opponents: ['Rory McIlroy'] };
  expect(words(duel).what).toBe('Shane Lowry over Rory McIlroy · head to head');
  expect(words({ ...duel, market: 'group', opponents: ['Rory McIlroy', 'Cameron Smith'] }).what).toBe(
    'Shane Lowry over Rory McIlroy, Cameron Smith · group',
  );
  expect(words({ market: 'make_cut', selection: 'yes', subject: 'Tiger Woods' }).what).toBe('Tiger Woods yes · make cut');
});

it('the title of a pick names its leagues and its kind', () => {
  expect(titleOf({ kind: 'single', legs: [leg] })).toBe('NFL · Single');
  expect(titleOf({ kind: 'parlay', legs: [leg, { ...leg, league: 'nba' }, leg] })).toBe('NFL, NBA · Parlay of 3');
  const many = ['nfl', 'nba', 'mlb', 'nhl'].map((league) => ({ ...leg, league }));
  expect(titleOf({ kind: 'round_robin', legs: many })).toBe('4 leagues · Round robin of 4');
  expect(titleOf({ kind: 'single', legs: [{ ...leg, league: '__proto__' }] })).toBe('__proto__ · Single');
});
