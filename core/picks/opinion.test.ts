import { describe, expect, it } from 'vitest';
import { opinionOf } from './opinion.ts';

const at = '2026-04-09T12:00:00.000Z';
const leg = (market: string, selection: string, more: object = {}) => ({
  ...{ eventId: 'masters', market, period: 'game', selection, acceptedStart: at },
  ...more,
});
const asks = (...legs: ReturnType<typeof leg>[]) => opinionOf({ kind: 'single', legs });
const duel = (selection: string, ...opponents: string[]) => leg('head_to_head', selection, { opponents });

describe('the question that a pick answers', () => {
  it('is what it was before there were fields, byte for byte', () => {
    expect(asks(leg('spread', 'home', { line: '-3.5' }))).toBe('5sG2K8wBFWmOthNf1hKdIR');
    expect(asks(leg('player_total', 'over', { subject: 'Kupp', stat: 'receptions' }))).toBe('JPaZCTjUNFByfULhJNXzHQ');
  });
  it.each([
    ['both sides of a duel', duel('Lowry', 'Smith'), duel('Smith', 'Lowry')],
    ['all sides of a group', leg('group', 'A', { opponents: ['B', 'C'] }), leg('group', 'C', { opponents: ['A', 'B'] })],
    ['all winners of a field', leg('outright', 'Lowry'), leg('outright', 'Smith')],
    ['all numbers of places', leg('top_n', 'Lowry', { line: '5' }), leg('top_n', 'Lowry', { line: '10' })],
    ['both ends of a cut', leg('make_cut', 'yes', { subject: 'Lowry' }), leg('make_cut', 'no', { subject: 'Lowry' })],
  ])('is one for %s', (_, one, other) => {
    expect(asks(one)).toBe(asks(other));
  });
  it.each([
    ['other opponents', duel('Lowry', 'Smith'), duel('Lowry', 'McIlroy')],
    ['a duel and a group', duel('Lowry', 'Smith'), leg('group', 'Lowry', { opponents: ['Smith', 'McIlroy'] })],
    ['the place of another', leg('top_n', 'Lowry', { line: '5' }), leg('top_n', 'Smith', { line: '5' })],
    ['the cut of another', leg('make_cut', 'yes', { subject: 'Lowry' }), leg('make_cut', 'yes', { subject: 'Smith' })],
    ['a place and the win', leg('top_n', 'Lowry', { line: '1' }), leg('outright', 'Lowry')],
  ])('is another for %s', (_, one, other) => {
    expect(asks(one)).not.toBe(asks(other));
  });
});
