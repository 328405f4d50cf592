import { env } from '#platform/env';

/** Calls a minute over all routes, and sends of a code an hour: numbers of this environment (lib/environments.ts). */
export interface LimitSettings {
  readonly anonymousPerMinute: number;
  readonly freePerMinute: number;
  readonly premiumPerMinute: number;
  readonly codesPerAddressPerHour: number;
  readonly codesPerNetworkPerHour: number;
}

export const limitSettings = (): LimitSettings => JSON.parse(env('LIMITS')) as LimitSettings;
