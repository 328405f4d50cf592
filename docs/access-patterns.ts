import { readMeasured } from '../bench/units/file.ts';
import type { Measured } from '../bench/units/measure.ts';
import { GROUPS, type Group } from '../bench/units/scenario.ts';
import { printedFile, table } from './printed.ts';

/** The tables of docs/access-patterns.md, from the figures that `npm run bench:units` measured. */

const number = (value: number): string => value.toLocaleString('en-US');
/** One text where it is the same at every size, else one for each size. */
const growing = (all: readonly Measured[], of: (one: Measured) => string): string => {
  const texts = all.map(of);
  return new Set(texts).size === 1 ? (texts[0] ?? '') : texts.join(' · ');
};
const writes = ({ wru, index }: Measured): string => {
  if (wru === 0) return '';
  return index === 0 ? number(wru) : `${number(wru)} + ${number(index)}`;
};

const row = (name: string, all: readonly Measured[]): string[] => [
  all[0]?.growth === undefined ? name : `${name} (${all.map(({ size }) => number(size)).join(' · ')} ${all[0].growth})`,
  all[0]?.text ?? '',
  growing(all, ({ trips }) => number(trips)),
  growing(all, ({ rru }) => (rru === 0 ? '' : number(rru))),
  growing(all, writes),
];

function tableOf(group: Group): string {
  const byName = Map.groupBy(
    readMeasured().filter((one) => one.group === group),
    ({ name }) => name,
  );
  return table(
    ['Pattern', 'Calls', 'Trips', 'RRU', 'WRU'],
    [...byName].map(([name, all]) => row(name, all)),
  );
}

export const FILES = [
  printedFile('access-patterns.md', Object.fromEntries(GROUPS.map((group) => [group, () => tableOf(group)]))),
];
