import type { UserId } from '#schemas/common';

/** The bans from a part of the app that stand against a person, each until an instant. */
export interface PartialBans {
  readonly posting?: string;
  readonly messaging?: string;
}

/** The place of a caller, where the edge has proven it: `US-NJ`. Null or absent where nothing has. It is never logged. */
interface Placed {
  readonly region?: string | null;
}

/** A signed-in person, from the access token. `origin` is Cognito's `origin_jti`, the same for all tokens of one session. */
export interface User extends Placed {
  readonly kind: 'user';
  readonly userId: UserId;
  readonly role: 'user' | 'moderator' | 'admin';
  readonly tier: 'free' | 'premium';
  readonly origin: string;
  /** The versions of the texts that the user had accepted when the token was minted. */
  readonly terms?: string;
  /** Epoch seconds at which the session last proved an address by a code: from the token, and once the call is counted from the row of its caller. */
  readonly provenAt?: number;
  /** From the token, and once the call is counted from the row of its caller, which is newer. */
  readonly bans?: PartialBans;
  /**
   * Full years, when the token was minted: the least of what the person declared and what an app store signals. Absent for an age that is
   * not known.
   */
  readonly age?: number;
  /** The region that the person declared. */
  readonly declaredRegion?: string;
  /** The end of the exclusion or cool-off that the person chose: from the token, and once the call is counted from the row of its caller. */
  readonly excludedUntil?: string;
  /** True for a user with limits on their stakes: from the token, or once the call is counted from the row of its caller. */
  readonly limitsStakes?: boolean;
}

/** One of our own jobs or consumers. */
export interface System {
  readonly kind: 'system';
  readonly job: string;
}

/** A caller without a token. Limits count by `address`, the caller's network, which is never logged and stored only as a hash. */
export interface Public extends Placed {
  readonly kind: 'public';
  readonly address: string;
}

/** The caller of a use case: its first argument, since nothing holds the caller in the background. */
export type Actor = User | System | Public;

/**
 * The reader: the first argument of every read. Visibility rules (`*.visibility.ts`) know nothing else of the reader. A later limit on
 * what a reader sees (blocks, a region, an exclusion) becomes a field of both kinds, so that no read changes its signature.
 */
export type Viewer = User | Public;

export const system = (job: string): System => ({ kind: 'system', job });
