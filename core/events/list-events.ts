import type * as z from 'zod';
import type { Viewer } from '#actor';
import { findPrices } from '#core/prices';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import { invalid } from '#errors';
import type { EventId } from '#schemas/common';
import type { ListEvents } from '#schemas/events';
import { type CoveredSport, LEAGUE_NAMES, type League, leagueRow, leaguesOf } from '#schemas/sports';
import { dateAt, dayWindow } from './day-rules.ts';
import { type EventKey, findEvents, leagueEvents } from './event.store.ts';
import { type EventSummary, eventSummary } from './event.view.ts';

type ListQuery = z.output<typeof ListEvents.query>;

/**
 * Events of one or more leagues in one order, by start and then id. Each league's day is its own unless a zone is given. Every viewer sees
 * the same events. Each read of the page is two round trips: a Query for each league, then two BatchGets at the same time.
 * @throws INVALID_INPUT for a cursor of another query, or a league that is not of that sport
 */
export async function listEvents(_: Viewer, query: ListQuery, now: Date): Promise<Page<EventSummary>> {
  const { sport, league, date, tz } = query;
  const leagues = leaguesFor(sport, league).map((name) => ({ name, window: windowOf(name, date, tz, now) }));
  return fillPage(JSON.stringify(['events', sport, league, date, tz]), query, {
    read: async (position, limit) => {
      const after = keyAt(position);
      const found = await Promise.all(leagues.map(({ name, window }) => leagueEvents(name, { ...window, after, limit })));
      return found.flat().toSorted(byStart).slice(0, limit);
    },
    positionOf,
    show: async (keys) => {
      const ids = keys.map(({ eventId }) => eventId);
      const [events, prices] = await Promise.all([findEvents(ids), findPrices(ids, ['main'])]);
      const sheets = new Map(prices.map(({ eventId, sheet }) => [eventId, sheet]));
      return ids.map((id) => {
        const event = events.get(id);
        return event ? eventSummary(event, sheets.get(id), now) : null;
      });
    },
  });
}

function leaguesFor(sport: ListQuery['sport'], league: ListQuery['league']): readonly League[] {
  const leagues = sport === undefined ? LEAGUE_NAMES : isLeague(sport) ? [sport] : leaguesOf(sport);
  if (league === undefined) return leagues;
  if (!leagues.includes(league)) throw invalid('league', `${league} is no league of ${sport}.`);
  return [league];
}
const isLeague = (name: CoveredSport | League): name is League => (LEAGUE_NAMES as readonly string[]).includes(name);

/** The bounds of a date in a zone; without a date, from the zone's today on. */
function windowOf(league: League, date: string | undefined, tz: string | undefined, now: Date): { from: string; to?: string } {
  const zone = tz ?? leagueRow(league).zone;
  return date === undefined ? { from: dayWindow(dateAt(now, zone), zone).from } : dayWindow(date, zone);
}

const positionOf = ({ startsAt, eventId }: Pick<EventKey, 'startsAt' | 'eventId'>): string => `${startsAt}#${eventId}`;
const byStart = (a: EventKey, b: EventKey): number => (positionOf(a) < positionOf(b) ? -1 : 1);

function keyAt(position: string | null): Pick<EventKey, 'startsAt' | 'eventId'> | null {
  const [startsAt, eventId] = position?.split('#') ?? [];
  return startsAt && eventId ? { startsAt, eventId: eventId as EventId } : null;
}
