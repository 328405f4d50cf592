import { describe, expect, it } from 'vitest';
import { detectChange, type EventState, newEvent, type StoredEvent } from '#core/events';
import type { Poll } from '#core/prices';
import type { EventId } from '#schemas/common';
import { LEAGUE_NAMES, leagueRow, sportOf } from '#schemas/sports';
import { type Evidence, inferUpdate, isGone, isOpen, type ShownGame } from './inference-rules.ts';

const START = Date.parse('2026-09-13T17:00:00.000Z');
const at = (hours: number) => new Date(START + hours * 3_600_000);
const iso = (hours: number) => at(hours).toISOString();
const eventId = '0190a000-0000-7000-8000-000000000001' as EventId;

const planned: StoredEvent = {
  ...newEvent(
    {
      provider: 'test',
      providerGameId: 'game',
      league: 'nfl',
      home: 'Los Angeles Rams',
      away: 'Buffalo Bills',
      title: null,
      startsAt: iso(0),
    },
    new Date(iso(-100)),
  ),
  eventId,
};
const played: StoredEvent = { ...planned, scoredAt: iso(0.1) };
const final: StoredEvent = { ...played, state: 'final', result: { home: 24, away: 20, version: 1, recordedAt: iso(3.2) } };
const shown: ShownGame = { startsAt: iso(0), completed: false, score: null };
const live: ShownGame = { ...shown, score: { home: 7, away: 3 } };
const done: ShownGame = { ...shown, completed: true, score: { home: 24, away: 20 } };

const see = (event: StoredEvent, seen: ShownGame | null, hours: number, evidence: Partial<Evidence> = {}) =>
  detectChange(
    event,
    inferUpdate(
      event,
      seen,
      { kind: 'scores', gone: false, scoresKnown: true, doubt: null, doubled: false, ...evidence },
      at(hours),
    ),
    at(hours),
  );
const stateAfter = (...args: Parameters<typeof see>): EventState => see(...args)?.state?.state ?? args[0].state;

describe('the state that inferUpdate() infers', () => {
  it.each<[string, EventState, Parameters<typeof see>]>([
    ['a game before its start', 'scheduled', [planned, shown, -1]],
    ['a game in play', 'scheduled', [played, live, 3.99]],
    ['a completed game', 'final', [played, done, 3.2]],
    ['no result four hours after the start', 'needs_review', [played, live, 4]],
    ['no result of soccer three hours after the start', 'needs_review', [{ ...played, league: 'epl' }, live, 3]],
    ['tennis five hours after the start', 'scheduled', [{ ...planned, league: 'atp' }, null, 5]],
    ['a game left out four hours after the start', 'needs_review', [planned, null, 4, { scoresKnown: false }]],
    ['a result after all', 'final', [{ ...played, state: 'needs_review' }, done, 4]],
    ['completed without a score', 'needs_review', [planned, { ...shown, completed: true }, 3]],
    ['a game that is gone', 'needs_review', [planned, null, -10, { gone: true }]],
    ['a game that is shown again', 'scheduled', [{ ...planned, state: 'needs_review' }, shown, -9]],
    ['an hour short of 48 without a score', 'needs_review', [planned, shown, 47]],
    ['48 hours without a score', 'postponed', [planned, shown, 48]],
    ['48 hours without a score, gone as well', 'postponed', [planned, null, 48, { gone: true }]],
    ['48 hours without a score and without a poll of scores', 'needs_review', [planned, null, 48, { scoresKnown: false }]],
    ['48 hours after a game that was played', 'needs_review', [played, null, 48]],
    ['a game after an outage longer than the provider’s memory', 'needs_review', [planned, null, 73]],
    ['a postponed game without news', 'postponed', [{ ...planned, state: 'postponed' }, null, 80, { scoresKnown: false }]],
    ['a postponed game that was played', 'final', [{ ...planned, state: 'postponed' }, done, 60]],
    ['completed without a score just after the start', 'needs_review', [planned, { ...shown, completed: true }, 0.1]],
    ['completed without a score before the start', 'scheduled', [planned, { ...shown, completed: true }, -0.1]],
    ['48 hours after it was called completed', 'needs_review', [{ ...planned, doubt: 'completed' }, null, 48]],
    [
      '48 hours after it was called completed, shown without a score',
      'needs_review',
      [{ ...planned, doubt: 'completed' }, shown, 48],
    ],
    ['48 hours and called completed now', 'needs_review', [planned, { ...shown, completed: true }, 48]],
    ['48 hours and unreadable now', 'needs_review', [planned, null, 48, { doubt: 'unread' }]],
    ['48 hours and unreadable when last shown', 'needs_review', [{ ...planned, doubt: 'unread' }, null, 48, { gone: true }]],
    ['48 hours, unreadable before and read now', 'postponed', [{ ...planned, doubt: 'unread' }, shown, 48]],
    [
      '48 hours, unreadable in scores and shown in odds',
      'needs_review',
      [{ ...planned, doubt: 'unread' }, shown, 48, { kind: 'odds' }],
    ],
    [
      'a postponed game that is called completed',
      'needs_review',
      [{ ...planned, state: 'postponed' }, null, 60, { doubt: 'completed' }],
    ],
    ['called completed, with a score at last', 'final', [{ ...planned, doubt: 'completed' }, done, 4]],
    ['other teams under its id', 'needs_review', [planned, null, -10, { doubt: 'teams' }]],
    ['its own teams again', 'scheduled', [{ ...planned, state: 'needs_review', doubt: 'teams' }, shown, -10]],
    ['two games under its ids', 'needs_review', [planned, null, -10, { doubt: 'two_games' }]],
    ['one of two games, before it begins', 'scheduled', [{ ...planned, state: 'needs_review', doubt: 'two_games' }, shown, -10]],
    ['one of two games, completed', 'needs_review', [{ ...planned, state: 'needs_review', doubt: 'two_games' }, done, 4]],
    ['a game that another event is', 'needs_review', [planned, shown, -1, { doubled: true }]],
    ['a game that another event is, completed', 'final', [planned, done, 4, { doubled: true }]],
    ['a final game that the provider calls live again', 'final', [final, live, 4]],
    ['a final game that is gone', 'final', [final, null, 90, { gone: true }]],
  ])('for %s is %s', (_, state, args) => expect(stateAfter(...args)).toBe(state));

  it.each(LEAGUE_NAMES)('of %s is needs_review from the hours on in which no game of it can still be played', (league) => {
    const { overdue, lasts } = leagueRow(league);
    const game = { ...played, league };
    expect(stateAfter(game, live, overdue - 1 / 60)).toBe('scheduled');
    expect(stateAfter(game, live, overdue)).toBe('needs_review');
    // A game that takes a third longer than usual is still in play.
    expect(overdue * 60).toBeGreaterThan(lasts * 1.25);
  });
  it.each([
    ['football in its fourth hour', 'nfl', 3.5],
    ['a game of extra innings', 'mlb', 4.9],
    ['five sets', 'atp', 5.9],
    ['overtime', 'nba', 3.9],
    ['extra time and penalties', 'champions_league', 3.9],
    ['the last fight of a card', 'ufc', 7.9],
  ] as const)('of %s is still scheduled: %s after %d h', (_, league, hours) => {
    expect(stateAfter({ ...played, league }, live, hours)).toBe('scheduled');
    expect(stateAfter({ ...planned, league }, null, hours, { scoresKnown: false })).toBe('scheduled');
  });

  describe('for a tournament', () => {
    const open = {
      ...planned,
      ...{ sport: 'golf', league: 'golf_majors', home: null, away: null, title: 'US Open' },
    } as StoredEvent;
    const alone = { kind: 'odds', scoresKnown: false } as const;
    it.each<[string, EventState, Parameters<typeof see>]>([
      ['before its start', 'scheduled', [open, shown, -1, alone]],
      ['on its fourth day', 'scheduled', [open, shown, 80, alone]],
      ['on its fourth day, left out since its start', 'scheduled', [open, null, 80, { ...alone, gone: true }]],
      ['gone before its start', 'needs_review', [open, null, -1, { ...alone, gone: true }]],
      ['48 hours without a score, shown', 'scheduled', [open, shown, 48, alone]],
      ['48 hours without a score, and nothing was polled', 'scheduled', [open, null, 48, { kind: null, scoresKnown: false }]],
      ['a minute before the end of its fifth morning', 'scheduled', [open, shown, 107.98, alone]],
      ['from then on', 'needs_review', [open, shown, 108, alone]],
      ['from then on, left out', 'needs_review', [open, null, 108, { ...alone, gone: true }]],
      ['long after', 'needs_review', [{ ...open, state: 'needs_review' }, null, 300, { kind: null, scoresKnown: false }]],
      ['with another competition under its id', 'needs_review', [open, null, -10, { ...alone, doubt: 'teams' }]],
      ['with a score, which it cannot have', 'scheduled', [open, { ...done, completed: false }, 5, alone]],
    ])('%s is %s', (_, state, args) => expect(stateAfter(...args)).toBe(state));

    it('has no result of a score', () => expect(see(open, done, 90, alone)?.result ?? null).toBeNull());
    it('moves its start until it has begun, and not afterwards', () => {
      const later = { ...shown, startsAt: iso(24) };
      expect(see(open, later, -1, alone)?.start).toMatchObject({ startsAt: iso(24), version: 2, lockedThrough: null });
      expect(see(open, later, 0, alone)).toBeNull();
      expect(see(open, { ...shown, startsAt: iso(-24) }, -1, alone)?.start).toMatchObject({ startsAt: iso(-24) });
    });
    it('stays as an admin decided', () => {
      const pinned = { ...open, state: 'abandoned', pinned: true } as StoredEvent;
      for (const seen of [shown, done, null]) expect(see(pinned, seen, 200, alone)).toBeNull();
    });
  });

  it('keeps a doubt until it is answered', () => {
    const unread: StoredEvent = { ...planned, doubt: 'unread' };
    expect(see(planned, null, 1, { doubt: 'unread' })?.doubt).toEqual({ is: 'unread' });
    expect(see(unread, null, 1, { doubt: 'unread' })).toBeNull();
    expect(see(unread, shown, 1)?.doubt).toEqual({ is: null });
    expect(see({ ...planned, doubt: 'completed' }, done, 4)?.doubt).toEqual({ is: null });
    expect(see({ ...unread, doubt: 'completed', state: 'needs_review' }, null, 4, { doubt: 'unread' })).toBeNull();
  });
  it('stays after an admin’s decision', () => {
    const cancelled: StoredEvent = { ...planned, state: 'cancelled', pinned: true };
    for (const seen of [shown, live, done, { ...shown, startsAt: iso(24) }, null]) expect(see(cancelled, seen, 5)).toBeNull();
  });
  it('is scheduled for a postponed game with a new start', () => {
    const change = see({ ...planned, state: 'postponed' }, { ...shown, startsAt: iso(100) }, 50);
    expect(change).toMatchObject({ start: { startsAt: iso(100), lockedThrough: iso(50) }, state: { state: 'scheduled' } });
  });
  it('does not change when the poll repeats', () => {
    for (const [event, seen, hours] of [
      [planned, shown, -1],
      [played, live, 1],
      [final, done, 5],
    ] as const) {
      expect(see(event, seen, hours)).toBeNull();
    }
  });
});

describe('a final score that may contain extra time', () => {
  const tie = (league: StoredEvent['league'], home: number, away: number): [StoredEvent, ShownGame] => [
    { ...played, league },
    { ...done, score: { home, away } },
  ];
  it.each<[string, EventState, Parameters<typeof see>]>([
    ['in time', 'final', [...tie('champions_league', 2, 1), 2.2]],
    ['level and in time, as after a first leg', 'final', [...tie('champions_league', 1, 1), 2.2]],
    ['later than 90 minutes can last', 'needs_review', [...tie('champions_league', 2, 1), 2.3]],
    ['as late, of a league without extra time', 'final', [...tie('epl', 2, 1), 2.3]],
    ['level in a cup of which every tie goes on', 'needs_review', [...tie('dfb_pokal', 1, 1), 2]],
    ['won in that cup, in time', 'final', [...tie('dfb_pokal', 2, 1), 2]],
    ['of a margin that golden point gives', 'needs_review', [...tie('nrl', 19, 18), 1.8]],
    ['of a margin that it cannot give', 'final', [...tie('nrl', 24, 18), 1.8]],
    ['level where overtime decides every game', 'needs_review', [...tie('nba', 101, 101), 2.5]],
    ['level where games can end so', 'final', [...tie('nfl', 20, 20), 3.5]],
  ])('%s is %s', (_, state, args) => expect(stateAfter(...args)).toBe(state));

  /** Half an hour of stoppages and a break: a score of extra time comes later than this. */
  const EXTENDED = LEAGUE_NAMES.filter((league) => leagueRow(league).extraTime?.minutes !== undefined);
  it.each(EXTENDED)(
    'of %s is used while 90 minutes can last, and never afterwards: won, or level and so decided on penalties',
    (league) => {
      const hours = (leagueRow(league).extraTime?.minutes ?? 0) / 60;
      const levelInTime = leagueRow(league).extraTime?.margins?.includes(0) ? 'needs_review' : 'final';
      for (const [home, away, inTime] of [
        [2, 1, 'final'],
        [1, 1, levelInTime],
      ] as const) {
        const [match, score] = tie(league, home, away);
        expect(stateAfter(match, score, hours)).toBe(inTime);
        const late = see(match, score, hours + 1 / 60);
        expect(late).toMatchObject({ result: null, state: { state: 'needs_review' }, doubt: { is: 'extra_time' } });
      }
    },
  );
  it('can come of each league that has knockout ties', () => {
    const cups = ['champions_league', 'europa_league', 'world_cup', 'euro', 'mls', 'dfb_pokal'];
    expect(EXTENDED.filter((league) => sportOf(league) === 'soccer').toSorted()).toEqual(cups.toSorted());
  });

  it('is no result: neither when it is shown again, nor when odds leave it out', () => {
    const [match, late] = tie('champions_league', 3, 2);
    const change = see(match, late, 2.6);
    expect(change).toMatchObject({ result: null, doubt: { is: 'extra_time' } });
    const doubted: StoredEvent = { ...match, state: 'needs_review', doubt: 'extra_time' };
    expect(see(doubted, late, 2.7)).toBeNull();
    expect(see(doubted, null, 2.7, { kind: 'odds', scoresKnown: false })).toBeNull();
    expect(see(doubted, late, 60)).toBeNull();
  });
  it('leaves the result that came in time, and asks for a look', () => {
    const [match, late] = tie('europa_league', 2, 1);
    const level: StoredEvent = { ...match, state: 'final', result: { home: 1, away: 1, version: 1, recordedAt: iso(2) } };
    expect(see(level, late, 2.6)).toMatchObject({ result: null, state: { state: 'needs_review' }, doubt: { is: 'extra_time' } });
    const doubted: StoredEvent = { ...level, state: 'needs_review', doubt: 'extra_time' };
    expect(see(doubted, null, 2.7, { kind: 'odds', scoresKnown: false })).toBeNull();
    const again = { ...late, score: { home: 1, away: 1 } };
    expect(see(doubted, again, 3)).toMatchObject({ result: null, state: { state: 'final' }, doubt: { is: null } });
  });
});

describe('the start that inferUpdate() infers', () => {
  it('is the shown one before play, also after the start', () => {
    expect(see(planned, { ...shown, startsAt: iso(1) }, -2)?.start).toMatchObject({ startsAt: iso(1), lockedThrough: null });
    expect(see(planned, { ...shown, startsAt: iso(-1) }, -2)?.start).toMatchObject({ startsAt: iso(-1) });
    expect(see(planned, { ...shown, startsAt: iso(2) }, 1)?.start).toMatchObject({ startsAt: iso(2), lockedThrough: iso(1) });
  });
  it('is the old one once there are scores', () => {
    expect(see(planned, { ...live, startsAt: iso(1) }, 0.5)?.start).toBeNull();
    expect(see(played, { ...shown, startsAt: iso(1) }, 0.5)).toBeNull();
    expect(see(final, { ...done, startsAt: iso(24) }, 5)).toBeNull();
  });
  it('is the provider’s start or now when scores come before the start', () => {
    expect(see(planned, { ...live, startsAt: iso(-1.1) }, -1)?.start?.startsAt).toBe(iso(-1.1));
    expect(see(planned, live, -1)?.start?.startsAt).toBe(iso(-1));
    expect(see(planned, done, -1)).toMatchObject({
      start: { startsAt: iso(-1) },
      result: { version: 1 },
      state: { state: 'final' },
    });
  });
});

describe('isGone()', () => {
  const without: Poll = { at: iso(-1), whole: true, missing: [eventId] };
  const showing: Poll = { ...without, missing: [] };
  const unclear: Poll = { ...without, whole: false, missing: [] };
  const three = [without, without, without];

  it.each<[boolean, string, Poll[], Poll[]]>([
    [true, 'from three polls of each', three, three],
    [false, 'from odds only, as every game in play', three, [showing, without, without]],
    [false, 'from scores only', [showing, ...three], three],
    [false, 'from two polls', [without, without], three],
    [false, 'four polls ago, but shown since', [without, without, showing, without], three],
    [true, 'a poll that could not tell proves nothing either way', [without, unclear, without, without], three],
    [false, 'nothing polled yet', [], []],
  ])('is %s: %s', (gone, _, odds, scores) => expect(isGone({ eventId }, odds, scores)).toBe(gone));

  it('is told by odds alone where there are no scores', () => {
    expect([isGone({ eventId }, three, null), isGone({ eventId }, [showing, ...three], null)]).toEqual([true, false]);
  });
  it('isOpen() is true for an undecided event that has not ended', () => {
    const open = (state: EventState, pinned = false) => isOpen({ ...planned, state, pinned });
    expect([open('scheduled'), open('needs_review'), open('postponed')]).toEqual([true, true, true]);
    expect([open('final'), open('cancelled'), open('abandoned'), open('postponed', true)]).toEqual([false, false, false, false]);
  });
});
