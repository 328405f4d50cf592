import type { User } from '#actor';
import type { Store } from '#core/gates';
import { stateFact } from './state-fact.ts';

/** Milliseconds for which a repeated signal is no new fact. */
const FRESH = 30 * 86_400_000;

interface SignalledAge {
  readonly store: Store;
  readonly upper: number | null;
}

/**
 * States the age range that the app store of a device signals, as a fact. It can only make the age less than declared, so that nobody gains by
 * a false one; of each store the newest counts, from the next token on. The same range again within 30 days is no new fact.
 * @throws NOT_FOUND for a user who is gone; LIMIT_REACHED; UNAVAILABLE
 */
export async function stateAgeSignal(actor: User, { store, upper }: SignalledAge, now: Date): Promise<void> {
  await stateFact(
    actor.userId,
    (_, { ageSignals = {} }) => {
      const newest = ageSignals[store];
      return {
        fact:
          newest?.upper === upper && Date.parse(newest.at) > now.getTime() - FRESH
            ? null
            : { kind: 'age-signal' as const, store, upper },
        ...(upper !== null && { unbounded: true as const }),
      };
    },
    now,
  );
}
