import { describe, expect, it } from 'vitest';
import { pairOf, type Sides, sidesOf } from './team-rules.ts';

const event = { home: 'Jacksonville Jaguars', away: 'Chicago Bears' };

describe('sidesOf()', () => {
  it.each<[Sides, string, string]>([
    ['same', 'Jacksonville Jaguars', 'Chicago Bears'],
    ['same', ' jacksonville jaguars', 'CHICAGO BEARS '],
    ['turned', 'Chicago Bears', 'Jacksonville Jaguars'],
    ['other', 'Chicago Bears', 'New York Jets'],
    ['other', 'Jacksonville Jaguars', 'Jacksonville Jaguars'],
    ['other', 'Jaguars', 'Bears'],
  ])('is %s for %s v %s', (sides, home, away) => expect(sidesOf(event, { home, away })).toBe(sides));

  it('compares composed letters', () => {
    const shown = { home: 'Atle\u0301tico', away: 'Chicago Bears' };
    expect(sidesOf({ home: 'Atl\u00e9tico', away: 'Chicago Bears' }, shown)).toBe('same');
  });
});

describe('pairOf()', () => {
  it('is the same whichever team is at home', () => {
    expect(pairOf(event)).toBe(pairOf({ home: event.away, away: event.home }));
    expect(pairOf(event)).not.toBe(pairOf({ ...event, away: 'New York Jets' }));
  });
});
