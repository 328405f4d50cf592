import type * as z from 'zod';
import type { Viewer } from '#actor';
import { findPrices } from '#core/prices';
import { type Page, readCursor, signCursor } from '#data/cursor';
import { invalid } from '#errors';
import type { EventId } from '#schemas/common';
import type { ListEvents } from '#schemas/events';
import { type CoveredSport, LEAGUE_NAMES, LEAGUES, type League, leaguesOf } from '#schemas/sports';
import { dateAt, dayWindow } from './day-rules.ts';
import { type EventKey, findEvents, leagueEvents } from './event.store.ts';
import { type EventSummary, eventSummary } from './event.view.ts';

type Query = z.output<typeof ListEvents.query>;

/**
 * Events of one or more leagues in one order, by start and then id. Each league's day is its own unless a zone is given.
 * Two round trips: a Query for each league, then two BatchGets at the same time.
 * @throws INVALID_INPUT for a cursor of another query, or a league that is not of that sport
 */
export async function listEvents(_: Viewer, query: Query, now: Date): Promise<Page<EventSummary>> {
  const { sport, league, date, tz, limit } = query;
  const asked = JSON.stringify(['events', sport, league, date, tz]);
  const after = positionOf(await readCursor(asked, query.cursor));
  const found = await Promise.all(
    leaguesFor(sport, league).map((name) => leagueEvents(name, { ...windowOf(name, date, tz, now), after, limit: limit + 1 })),
  );
  const keys = found.flat().toSorted(byStart);
  const page = keys.slice(0, limit);
  const ids = page.map(({ eventId }) => eventId);
  const [events, prices] = await Promise.all([findEvents(ids), findPrices(ids, ['main'])]);
  const sheets = new Map(prices.map(({ eventId, sheet }) => [eventId, sheet]));
  const last = keys.length > limit ? page.at(-1) : undefined;
  return {
    items: ids.flatMap((id) => {
      const event = events.get(id);
      return event ? [eventSummary(event, sheets.get(id), now)] : [];
    }),
    cursor: await signCursor(asked, last ? `${last.startsAt}#${last.eventId}` : null),
  };
}

function leaguesFor(sport: Query['sport'], league: Query['league']): readonly League[] {
  const leagues = sport === undefined ? LEAGUE_NAMES : isLeague(sport) ? [sport] : leaguesOf(sport);
  if (league === undefined) return leagues;
  if (!leagues.includes(league)) throw invalid('league', `${league} is no league of ${sport}.`);
  return [league];
}
const isLeague = (name: CoveredSport | League): name is League => (LEAGUE_NAMES as readonly string[]).includes(name);

/** A date of the zone; without one, from its today on. */
function windowOf(league: League, date: string | undefined, tz: string | undefined, now: Date): { from: string; to?: string } {
  const zone = tz ?? LEAGUES[league].zone;
  return date === undefined ? { from: dayWindow(dateAt(now, zone), zone).from } : dayWindow(date, zone);
}

const byStart = (a: EventKey, b: EventKey): number => (`${a.startsAt}#${a.eventId}` < `${b.startsAt}#${b.eventId}` ? -1 : 1);

function positionOf(position: string | null): Pick<EventKey, 'startsAt' | 'eventId'> | null {
  const [startsAt, eventId] = position?.split('#') ?? [];
  return startsAt && eventId ? { startsAt, eventId: eventId as EventId } : null;
}
