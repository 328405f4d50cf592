import type { User } from '#actor';
import { stateFact } from './state-fact.ts';

/**
 * States after how many minutes of use the actor's apps remind them, as a fact.
 * @param minutes null for never
 * @throws NOT_FOUND for a user who is gone; LIMIT_REACHED; UNAVAILABLE
 */
export async function setRealityCheck(actor: User, minutes: number | null, now: Date): Promise<void> {
  await stateFact(
    actor.userId,
    ({ standing }) => ({
      fact: (standing?.realityMinutes ?? null) === minutes ? null : { kind: 'reality-check' as const, minutes },
    }),
    now,
  );
}
