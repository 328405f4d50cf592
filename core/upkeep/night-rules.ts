import { createdAt } from '#platform/ids';

const DAY = 86_400_000;
/** Milliseconds: subjects that are younger are due each night. Most picks are settled, and corrected, by then. */
export const FRESH = 3 * DAY;

/**
 * True for a subject that the walk of this night audits: each night while it is fresh, then once in so many nights, by the random end of its
 * id. So a night costs what is new and a share of what there is.
 * @param nights 1 for subjects that are due each night
 * @param now the walk's instant; a night is a day of UTC
 */
export const isDue = (subject: string, nights: number, now: Date): boolean =>
  nights === 1 ||
  now.getTime() - createdAt(subject).getTime() < FRESH ||
  Number.parseInt(subject.slice(-8), 16) % nights === Math.floor(now.getTime() / DAY) % nights;
