import type { Public, User } from '#actor';
import { recordEvent } from '#core/events';
import { claimHandlePart, newUserPart } from '#core/users';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import type { EventId, UserId } from '#schemas/common';
import type { League } from '#schemas/sports';

/** Somebody without a token. */
export const anyone: Public = { kind: 'public', address: '192.0.2.1' };

/** A registered bettor, for tests of use cases in this process. */
export async function bettor(handle: string, now: Date): Promise<User> {
  const userId = newId<UserId>(now);
  const at = now.toISOString();
  const access = { role: 'user' as const, tier: 'free' as const, ageVerifiedAt: at, addresses: [], bans: 0 };
  const user = { userId, handle, displayName: handle, bio: '', dateOfBirth: '1990-01-01', createdAt: at, ...access };
  await transact({ user: newUserPart(user), handle: claimHandlePart(handle, userId, now) });
  return { kind: 'user', userId, role: 'user', tier: 'free', origin: 'test' };
}

let games = 0;
/** An event that starts in so many minutes. */
export const game = (league: League, minutes: number, now: Date): Promise<EventId> =>
  recordEvent(
    {
      provider: 'test',
      providerGameId: `game-${++games}`,
      league,
      home: 'Los Angeles Rams',
      away: 'Buffalo Bills',
      startsAt: new Date(now.getTime() + minutes * 60_000).toISOString(),
    },
    now,
  );
