import { recordEvent } from '#core/events';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';

let made = 0;
/** Stores a game of a provider named `test`, recorded at `seenAt`: an hour before it starts unless said otherwise. */
export const storedGame = (
  league: League,
  startsAt: Date,
  {
    home = 'Los Angeles Rams',
    seenAt = new Date(startsAt.getTime() - 3_600_000),
  }: { home?: string | undefined; seenAt?: Date } = {},
): Promise<EventId> =>
  recordEvent(
    {
      provider: 'test',
      providerGameId: `game-${++made}`,
      league,
      home,
      away: 'Buffalo Bills',
      startsAt: startsAt.toISOString(),
    },
    seenAt,
  );
