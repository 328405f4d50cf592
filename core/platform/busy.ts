import { isThrottlingError, isTransientError } from '@smithy/core/retry';

/** True for a service of AWS that refuses a call because of its rate. */
export const isThrottle = (error: unknown): boolean => error instanceof Error && isThrottlingError(error as SdkError);

/** True for a failure that a later try may not meet, after the SDK's own tries: a refusal because of the rate, a fault of a service, no answer. */
export const isBusy = (error: unknown): boolean =>
  isThrottle(error) || (error instanceof Error && isTransientError(error as SdkError));

type SdkError = Parameters<typeof isThrottlingError>[0];
