import { describe, expect, it } from 'vitest';
import type { EventNames } from './event-facts.ts';
import { nameOf, namesOf, pairOf, type Sides, sidesOf } from './team-rules.ts';

const event = { home: 'Jacksonville Jaguars', away: 'Chicago Bears', title: null };
const masters = { home: null, away: null, title: 'Masters Tournament' };

describe('sidesOf()', () => {
  it.each<[Sides, string, string]>([
    ['same', 'Jacksonville Jaguars', 'Chicago Bears'],
    ['same', ' jacksonville jaguars', 'CHICAGO BEARS '],
    ['turned', 'Chicago Bears', 'Jacksonville Jaguars'],
    ['other', 'Chicago Bears', 'New York Jets'],
    ['other', 'Jacksonville Jaguars', 'Jacksonville Jaguars'],
    ['other', 'Jaguars', 'Bears'],
  ])('is %s for %s v %s', (sides, home, away) => expect(sidesOf(event, { home, away, title: null })).toBe(sides));

  it.each<[Sides, EventNames]>([
    ['same', { ...masters, title: ' MASTERS tournament' }],
    ['other', { ...masters, title: 'PGA Championship' }],
    ['other', event],
    ['other', { home: 'Masters', away: 'Tournament', title: null }],
  ])('of a field is %s for %j', (sides, shown) => {
    expect(sidesOf(masters, shown)).toBe(sides);
    expect(sidesOf(shown, masters)).toBe(sides);
  });
  it('of a title that reads like two sides is other', () => {
    const title = { home: null, away: null, title: 'Chicago Bears v Jacksonville Jaguars' };
    expect([sidesOf(event, title), sidesOf(title, event)]).toEqual(['other', 'other']);
  });

  it('compares composed letters', () => {
    const shown = { home: 'Atle\u0301tico', away: 'Chicago Bears', title: null };
    expect(sidesOf({ home: 'Atl\u00e9tico', away: 'Chicago Bears', title: null }, shown)).toBe('same');
  });
});

describe('pairOf()', () => {
  it('is the same whichever team is at home', () => {
    expect(pairOf(event)).toBe(pairOf({ home: event.away, away: event.home, title: null }));
    expect(pairOf(event)).not.toBe(pairOf({ ...event, away: 'New York Jets' }));
  });
  it('of a field is its title', () => {
    expect(pairOf({ ...masters, title: 'Masters TOURNAMENT ' })).toBe(pairOf(masters));
    expect(pairOf({ ...masters, title: 'The Open' })).not.toBe(pairOf(masters));
  });
});

describe('the names of a game', () => {
  it.each([
    [event, 'Jacksonville Jaguars v Chicago Bears'],
    [masters, 'Masters Tournament'],
  ])('%j are alone and in one text', (names, text) => {
    expect(namesOf({ ...(names as EventNames), ...{ more: 1 } })).toEqual(names);
    expect(nameOf(names)).toBe(text);
  });
});
