import { fallback } from '../middleware/fallback.ts';

export const handler = fallback('not-found');
