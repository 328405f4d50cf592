import { findPairing, recordEvent } from '#core/events';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';

let made = 0;
/** Stores a game of a provider named `test`, recorded at `seenAt`: an hour before it starts unless said otherwise. Its visitors play no other. */
export const storedGame = (
  league: League,
  startsAt: Date,
  {
    home = 'Los Angeles Rams',
    seenAt = new Date(startsAt.getTime() - 3_600_000),
  }: { home?: string | undefined; seenAt?: Date } = {},
): Promise<EventId> => {
  const game = { provider: 'test', league, home, away: `Visitors ${++made}`, title: null, startsAt: startsAt.toISOString() };
  return recordGame({ ...game, providerGameId: `game-${made}` }, seenAt);
};

/** Records a game as an event of its own, whatever other events of its teams there are. */
export async function recordGame(game: Parameters<typeof recordEvent>[0], now: Date): Promise<EventId> {
  for (;;) {
    const eventId = await recordEvent(game, await findPairing(game), now);
    if (eventId) return eventId;
  }
}
