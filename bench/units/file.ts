import { readFileSync } from 'node:fs';
import type { Measured } from './measure.ts';

/** The committed figures: one scenario and size a line, so that changes of different scenarios merge. */
export const FILE = new URL('measured.json', import.meta.url);

export const textOf = (all: readonly Measured[]): string => `[\n${all.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;

export const readMeasured = (): Measured[] => JSON.parse(readFileSync(FILE, 'utf8')) as Measured[];
