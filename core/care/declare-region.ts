import type { User } from '#actor';
import type { UserId } from '#schemas/common';
import { stateFact } from './state-fact.ts';

interface DeclaredPlace {
  readonly region: string;
  readonly timeZone: string;
}

/**
 * States where the actor lives, as a fact. Gates count it beside the region that the edge proves, from the next token on; the age counts in that zone. The
 * same place again is no new fact.
 * @throws NOT_FOUND for a user who is gone; LIMIT_REACHED; UNAVAILABLE
 */
export async function declareRegion(actor: User, { region, timeZone }: DeclaredPlace, now: Date): Promise<void> {
  await stateFact(
    actor.userId as UserId,
    (_, standing) => ({
      fact: standing.region === region && standing.timeZone === timeZone ? null : { kind: 'region' as const, region, timeZone },
    }),
    now,
  );
}
