import type { User } from '#actor';
import { loadStakes, stakesAt, stakesPart } from '#core/stakes';
import type { UserId } from '#schemas/common';
import { stateFact } from './state-fact.ts';

interface DeclaredPlace {
  readonly region: string;
  readonly timeZone: string;
}

/**
 * States where the actor lives, as a fact. Gates count it beside the region that the edge proves, from the next token on; the age counts in
 * that zone. The same place again is no new fact. Limits on stakes count in that zone from the end of each open period on.
 * @throws NOT_FOUND for a user who is gone; LIMIT_REACHED; UNAVAILABLE
 */
export async function declareRegion(actor: User, { region, timeZone }: DeclaredPlace, now: Date): Promise<void> {
  await stateFact(
    actor.userId as UserId,
    async (_, standing) => {
      if (standing.region === region && standing.timeZone === timeZone) return { fact: null };
      const stakes = standing.stakeLimits && standing.timeZone !== timeZone ? await loadStakes(actor.userId) : null;
      return {
        fact: { kind: 'region', region, timeZone },
        ...(stakes && { parts: { stakes: stakesPart({ ...stakesAt(stakes, now), zone: timeZone }) } }),
      };
    },
    now,
  );
}
