/** Links to sportsbooks: which a person may have, where they lead, and how many are followed. */
export { followLink } from './follow-link.ts';
export { generateLink } from './generate-link.ts';
export { listClicks } from './list-clicks.ts';
