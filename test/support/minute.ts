import { until } from './client.ts';

/**
 * Waits until a minute has a quarter of itself left at least. Windows of limits are aligned to the clock: a test that counts within one
 * does not begin at its end.
 */
export const startOfMinute = () => until('a new minute', () => (Date.now() % 60_000 < 45_000 ? true : undefined), 60);
