import type { Consents } from '#schemas/consents';
import type { StakePeriod } from '#schemas/stake-limits';
import type { AgeSignal } from './age-rules.ts';

/** App stores that signal the age of the account on a device. */
export type Store = 'app_store' | 'play_store';

/** A limit that a person has set on their stakes, in millionths of a unit. */
export interface StakeLimit {
  readonly most: number;
  /** A higher limit that waits for its second yes; null for none. */
  readonly raise?: { readonly to: number | null; readonly askedAt: string };
}

/**
 * The sum of the facts that core/care keeps about a person: where they say they are, and what their app store signals. It stands on the user,
 * so that a token is minted by one read.
 */
export interface CareStanding {
  /** The number of facts that it is the sum of. */
  readonly facts: number;
  readonly region?: string;
  readonly timeZone?: string;
  readonly ageSignals?: Readonly<Partial<Record<Store, AgeSignal>>>;
  /** The latest end of all exclusions and cool-offs that the person has begun. */
  readonly excludedUntil?: string;
  /** The consents to what apps use; absent before they have said anything. */
  readonly consents?: Consents;
  /** The limits on stakes; absent for none. */
  readonly stakeLimits?: Readonly<Partial<Record<StakePeriod, StakeLimit>>>;
  /** Minutes of use after which apps remind the person; absent for never. */
  readonly realityMinutes?: number;
}

/** The newest signal of each store. */
export const signalsOf = ({ ageSignals = {} }: Pick<CareStanding, 'ageSignals'>): readonly AgeSignal[] =>
  Object.values(ageSignals);
