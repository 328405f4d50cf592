import { describe, expect, it } from 'vitest';
import { newEvent, type StoredEvent } from '#core/events';
import type { EventId } from '#schemas/common';
import type { ShownGame } from './inference-rules.ts';
import { chooseItem, doubledEvents, type NewGame, type ReplyEvidence, type Twin, whereItBelongs } from './twin-rules.ts';

const START = Date.parse('2026-09-13T17:00:00.000Z');
const MINUTE = 60_000;
const iso = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();
const HOUR = 60;

/** An event that starts so many minutes from the start, made so many before it. */
const eventAt = (minutes: number, more: Partial<StoredEvent> = {}): StoredEvent =>
  ({
    ...newEvent(
      {
        provider: 'test',
        providerGameId: `game-${minutes}`,
        league: 'nfl',
        home: 'Los Angeles Rams',
        away: 'Buffalo Bills',
        title: null,
        startsAt: iso(minutes),
      },
      new Date(START - 100 * HOUR * MINUTE + minutes),
    ),
    ...more,
  }) as StoredEvent;
const twin = (minutes: number, more: Partial<StoredEvent> = {}, shown: Partial<Omit<Twin, 'event'>> = {}): Twin => ({
  event: eventAt(minutes, more),
  shownStart: null,
  isPresent: false,
  ...shown,
});
const shownTwin = (minutes: number): Twin => twin(minutes, {}, { shownStart: iso(minutes), isPresent: true });
const game = (minutes: number, begun = false): NewGame => ({ startsAt: iso(minutes), begun });
const evidence = (minutes: number, more: Partial<ReplyEvidence> = {}): ReplyEvidence => ({
  whole: true,
  scoresAt: iso(minutes),
  at: new Date(iso(minutes)),
  ...more,
});
const DAY = 24 * HOUR;
const before = evidence(-DAY);

describe('whereItBelongs()', () => {
  it.each<['same' | 'new' | 'wait', string, NewGame, Twin[], ReplyEvidence]>([
    ['new', 'no game of these teams is known', game(0), [], before],
    ['same', 'the start is the same', game(0), [shownTwin(0)], before],
    ['same', 'it starts 30 minutes later, both shown', game(30), [shownTwin(0)], before],
    ['new', 'it starts 31 minutes later, both shown: a doubleheader', game(31), [shownTwin(0)], before],
    ['same', 'it starts 30 minutes earlier, and the twin has ended', game(-30), [twin(0, { state: 'final' })], evidence(200)],
    ['new', 'the twin is shown with another start', game(0), [twin(0, {}, { shownStart: iso(300), isPresent: true })], before],
    ['same', 'the twin is gone, 48 hours later', game(2 * DAY), [twin(0)], before],
    ['same', 'the twin is gone, 48 hours earlier', game(0), [twin(2 * DAY)], before],
    ['new', 'the twin is gone, more than 48 hours later', game(2 * DAY + 1), [twin(0)], before],
    ['new', 'the twin could not be read, and so is there', game(DAY), [twin(0, {}, { isPresent: true })], before],
    ['wait', 'an item without an id may be the twin', game(DAY), [twin(0)], { ...before, whole: false }],
    ['same', 'it starts at the same time beside an item without an id', game(0), [twin(0)], { ...before, whole: false }],
    ['new', 'it has begun under the new id', game(DAY, true), [twin(0)], before],
    ['new', 'the twin has begun', game(DAY), [twin(0, { scoredAt: iso(1) })], evidence(60)],
    ['new', 'an admin has decided the twin', game(DAY), [twin(0, { pinned: true })], before],
    ['new', 'the twin was called completed', game(DAY), [twin(0, { doubt: 'completed' })], before],
    ['same', 'the id of the twin shows other teams', game(DAY), [twin(0, { doubt: 'teams' })], before],
    ['same', 'rain: the start has passed, and fresh scores show no play', game(DAY), [twin(0)], evidence(60)],
    ['new', 'the start has passed, and no scores are fresh', game(DAY), [twin(0)], evidence(60, { scoresAt: iso(44) })],
    ['new', 'the start has passed, and no scores came since', game(DAY), [twin(0)], evidence(5, { scoresAt: iso(-1) })],
    ['new', 'no scores came ever', game(DAY), [twin(0)], evidence(5, { scoresAt: null })],
    ['wait', 'the twin has too many ids', game(0), [twin(0, { providerGameIds: Array<string>(20).fill('x') })], before],
  ])('is %s when %s', (what, _, shown, twins, known) => expect(whereItBelongs(shown, twins, known).what).toBe(what));

  it('prefers the nearest twin', () => {
    const [near, far] = [twin(DAY + 60), twin(0)];
    expect(whereItBelongs(game(DAY), [far, near], before)).toEqual({ what: 'same', event: near.event });
    expect(whereItBelongs(game(20), [near, far], before)).toEqual({ what: 'same', event: far.event });
  });
});

describe('chooseItem()', () => {
  const shown = (age: number, more: Partial<ShownGame> = {}) => ({
    item: age,
    age,
    game: { startsAt: iso(0), completed: false, score: null, ...more },
  });
  const final = (home: number) => ({ completed: true, score: { home, away: 20 } });
  const chosen = (...candidates: ReturnType<typeof shown>[]) => {
    const choice = chooseItem(candidates);
    return typeof choice === 'string' ? choice : choice.item;
  };
  it('is the item under the newest id', () => expect(chosen(shown(1), shown(0))).toBe(1));
  it('is the one with a score', () => expect(chosen(shown(1), shown(0, { score: { home: 7, away: 0 } }))).toBe(0));
  it('is the one that has ended', () => {
    expect(chosen(shown(0, final(24)), shown(1, { score: { home: 21, away: 20 } }))).toBe(0);
    expect(chosen(shown(0, final(24)), shown(1, final(24)))).toBe(1);
  });
  it('is none of two that ended otherwise', () => expect(chosen(shown(0, final(24)), shown(1, final(20)))).toBe('unread'));
  it('is none of two that start more than 30 minutes apart', () => {
    expect(chosen(shown(0), shown(1, { startsAt: iso(30) }))).toBe(1);
    expect(chosen(shown(0), shown(1, { startsAt: iso(31) }))).toBe('two_games');
  });
});

describe('doubledEvents()', () => {
  const doubled = (...events: StoredEvent[]) => [...doubledEvents(events, ({ startsAt }) => startsAt)];
  const [first, second] = [eventAt(0), eventAt(30)];
  it('are the younger ones within 30 minutes of one that takes picks', () => {
    expect(doubled(second, first)).toEqual([second.eventId]);
    expect(doubled(first, eventAt(31))).toEqual([]);
    expect(doubled({ ...first, state: 'needs_review' }, second)).toEqual([]);
  });
  it('are of the same teams and league', () => {
    expect(doubled(first, { ...second, home: second.away, away: second.home } as StoredEvent)).toEqual([second.eventId]);
    expect(doubled(first, { ...second, away: 'New York Jets' } as StoredEvent)).toEqual([]);
    expect(doubled(first, { ...second, league: 'epl' })).toEqual([]);
  });
  it('go by the start that is shown', () => {
    const startOf = ({ eventId, startsAt }: { eventId: EventId; startsAt: string }) =>
      eventId === second.eventId ? iso(300) : startsAt;
    expect(doubledEvents([first, second], startOf).size).toBe(0);
  });
});
