import { findPairing, recordEvent } from '#core/events';
import type { EventId } from '#schemas/common';
import { hasField, type League, sportOf } from '#schemas/sports';

let made = 0;
/**
 * Stores a game of a provider named `test`, recorded at `seenAt`: an hour before it starts unless said otherwise. Its visitors play no other. In
 * a league of fields it is a tournament.
 */
export const storedGame = (
  league: League,
  startsAt: Date,
  {
    home = 'Los Angeles Rams',
    seenAt = new Date(startsAt.getTime() - 3_600_000),
  }: { home?: string | undefined; seenAt?: Date } = {},
): Promise<EventId> => {
  made += 1;
  const names = hasField(sportOf(league))
    ? { home: null, away: null, title: `Tournament ${made}` }
    : { home, away: `Visitors ${made}`, title: null };
  const game = { provider: 'test', providerGameId: `game-${made}`, league, ...names, startsAt: startsAt.toISOString() };
  return recordGame(game, seenAt);
};

/** Records a game as an event of its own, whatever other events of its teams there are. */
export async function recordGame(game: Parameters<typeof recordEvent>[0], now: Date): Promise<EventId> {
  for (;;) {
    const eventId = await recordEvent(game, await findPairing(game), now);
    if (eventId) return eventId;
  }
}
