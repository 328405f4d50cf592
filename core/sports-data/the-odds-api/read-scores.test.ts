import { describe, expect, it } from 'vitest';
import { readScores } from './read-scores.ts';

const quota = { remaining: null, used: null, last: null };
const read = (...body: unknown[]) => readScores('nfl', { body, quota });
const game = {
  id: '572d984e132eddaac3da93e5db332e7e',
  sport_key: 'americanfootball_nfl',
  sport_title: 'NFL',
  commence_time: '2026-09-10T00:20:00Z',
  completed: false,
  home_team: 'Sacramento Kings',
  away_team: 'Oklahoma City Thunder',
  scores: null as unknown,
  last_update: null,
};
const scores = [
  { name: 'Oklahoma City Thunder', score: '0' },
  { name: 'Sacramento Kings', score: '113' },
];

describe('scores of The Odds API', () => {
  it('are null before the game, and by team during it', () => {
    const { items } = read(
      game,
      { ...game, id: 'b', scores },
      { ...game, id: 'c', scores: scores.toReversed(), completed: true },
    );
    expect(items.map(({ completed, score }) => [completed, score])).toEqual([
      [false, null],
      [false, { home: 113, away: 0 }],
      [true, { home: 113, away: 0 }],
    ]);
  });
  it('of a completed game without scores are null', () => {
    expect(read({ ...game, completed: true }).items).toMatchObject([{ completed: true, score: null }]);
  });
  it.each<[string, unknown]>([
    ['one team only', scores.slice(1)],
    ['a team of another game', [{ name: 'Utah Jazz', score: '1' }, scores[1]]],
    ['a team twice', [...scores, scores[0]]],
    ['half a point', [{ ...scores[0], score: '1.5' }, scores[1]]],
    ['less than nothing', [{ ...scores[0], score: '-1' }, scores[1]]],
    ['nothing', [{ ...scores[0], score: '' }, scores[1]]],
    ['half a point as a number', [{ ...scores[0], score: 1.5 }, scores[1]]],
    ['null for one team', [{ ...scores[0], score: null }, scores[1]]],
    ['a team named otherwise', [{ ...scores[0], name: 'OKC Thunder' }, scores[1]]],
    ['no list', 'n/a'],
  ])('with %s are set aside', (_, bad) => {
    const { items, setAside } = read({ ...game, scores: bad, completed: true });
    expect([items.length, setAside.map(({ providerGameId, completed }) => [providerGameId, completed])]).toEqual([
      0,
      [[game.id, true]],
    ]);
  });
  it('in numbers are read as those in text', () => {
    const numbers = scores.map(({ name, score }) => ({ name, score: Number(score) }));
    expect(read({ ...game, scores: numbers, completed: true })).toEqual(read({ ...game, scores, completed: true }));
  });
  it('without `completed` are set aside', () => {
    expect(read({ ...game, completed: undefined }).setAside).toHaveLength(1);
  });
});
