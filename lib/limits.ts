import type { LimitSettings } from '../core/limits/limit-settings.ts';

/** The limits of a deployed environment. */
export const LIMITS: LimitSettings = {
  anonymousPerMinute: 10,
  freePerMinute: 100,
  premiumPerMinute: 500,
  codesPerAddressPerHour: 3,
  // Users of one carrier or campus share an address.
  codesPerNetworkPerHour: 30,
  // A device that has signed in by the address before: strangers cannot use its codes up.
  codesPerDevicePerHour: 3,
};

/** High enough that a developer meets none of them. All callers on the emulator share one network, 127.0.0.1. */
export const LOCAL_LIMITS: LimitSettings = {
  anonymousPerMinute: 1_000,
  freePerMinute: 1_000,
  premiumPerMinute: 5_000,
  codesPerAddressPerHour: 60,
  codesPerNetworkPerHour: 1_000,
  codesPerDevicePerHour: 60,
};
