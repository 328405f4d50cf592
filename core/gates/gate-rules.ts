import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import { type Gate, minimumAges, RESTRICTED_REGIONS } from '#schemas/regions';
import { ageRefused } from './age-rules.ts';

/** @param reason `unknown` where nothing has proven the caller's region */
export const regionRefused = (reason: 'restricted' | 'unknown'): DomainError =>
  new DomainError('REGION_NOT_AVAILABLE', 'Service not available in your region.', { reason });

/** The refusal of a person who has excluded themselves. It stands in no log (lambdas/middleware/observe.ts). */
const excluded = (endsAt: string): DomainError =>
  new DomainError('EXCLUDED', 'You have taken a break from betting content. It ends as you chose.', { endsAt });

/** The least age that a gate needs where somebody is: the strictest of the regions that are known of them. */
export const minimumAgeIn = (regions: readonly string[], gate: Gate): number =>
  Math.max(...regions.map((region) => minimumAges(region)[gate]));

/** True while the exclusion or cool-off of a reader lasts. */
export const isExcluded = (viewer: Viewer, now: Date): boolean =>
  viewer.kind === 'user' && viewer.excludedUntil !== undefined && viewer.excludedUntil > now.toISOString();

/**
 * The refusal of a caller who does not pass a gate; null for one who does. Without a proven region every gate is closed, and the region that
 * the person declared counts as well. The age of a caller without a token is not known, so that only their region is asked for.
 */
export function gateRefusal(viewer: Viewer, gate: Gate | 'none', now: Date): DomainError | null {
  if (gate === 'none') return null;
  const { region } = viewer;
  if (!region) return regionRefused('unknown');
  const declared = viewer.kind === 'user' ? viewer.declaredRegion : undefined;
  const regions = [region, ...(declared === undefined ? [] : [declared])];
  if (regions.some((one) => RESTRICTED_REGIONS.includes(one))) return regionRefused('restricted');
  if (viewer.kind !== 'user') return null;
  const least = minimumAgeIn(regions, gate);
  if ((viewer.age ?? 0) < least) return ageRefused(least);
  return gate !== 'account' && isExcluded(viewer, now) ? excluded(viewer.excludedUntil ?? '') : null;
}
