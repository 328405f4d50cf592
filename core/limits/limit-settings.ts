import { env } from '#platform/env';

/** Limits of this environment (lib/environments.ts): calls a minute over all routes, and codes sent an hour. */
export interface LimitSettings {
  readonly anonymousPerMinute: number;
  readonly freePerMinute: number;
  readonly premiumPerMinute: number;
  readonly codesPerAddressPerHour: number;
  readonly codesPerNetworkPerHour: number;
  readonly codesPerDevicePerHour: number;
}

export const limitSettings = (): LimitSettings => JSON.parse(env('LIMITS')) as LimitSettings;
