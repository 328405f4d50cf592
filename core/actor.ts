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
/** Whoever may read what is public. */
export type Viewer = User | Public;

export const system = (job: string): System => ({ kind: 'system', job });
