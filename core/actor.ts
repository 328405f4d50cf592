import type { UserId } from '#schemas/common';

/** A signed-in person, as the access token says. `origin` is Cognito's `origin_jti`, the same for all tokens of one session. */
export interface User {
  readonly kind: 'user';
  readonly userId: UserId;
  readonly role: 'user' | 'moderator' | 'admin';
  readonly tier: 'free' | 'premium';
  readonly origin: string;
}

/** Our own jobs and consumers, by name. */
export interface System {
  readonly kind: 'system';
  readonly job: string;
}

/** Somebody without a token. `address` is the network that limits count by, never stored in the clear nor logged. */
export interface Public {
  readonly kind: 'public';
  readonly address: string;
}

/** The caller of a use case, its first argument; there is no ambient actor. */
export type Actor = User | System | Public;

/**
 * The reader: the first argument of every read, and all that visibility rules (`*.visibility.ts`) know of them. A limit on what somebody
 * sees (blocks, a region, an exclusion) becomes a field of both kinds, so that no read changes its signature.
 */
export type Viewer = User | Public;

export const system = (job: string): System => ({ kind: 'system', job });
