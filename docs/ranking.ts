import { RANK_VERSION, RANK_WEIGHTS } from '../core/feed/rank-weights.ts';
import { printedFile, table } from './printed.ts';

/** The generated part of docs/ranking.md. */

const weights = () =>
  table(
    ['Weight', `Version ${RANK_VERSION}`, 'Meaning'],
    Object.entries(RANK_WEIGHTS).map(([name, { value, is }]) => [`\`${name}\``, String(value), is]),
  );

export const FILES = [printedFile('ranking.md', { weights })];
