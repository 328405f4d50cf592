import { bold, dim, green, paint, red } from '../cloud/steps.ts';

/** How the day is told: chapters, and lines of who says what when. */

const yellow = paint(33);

export function chapter(title: string, subtitle: string): void {
  process.stdout.write(`\n${bold(title)}  ${dim(subtitle)}\n`);
}

/** One line: the time, who, what. */
export function say(who: string, what: string): void {
  process.stdout.write(`  ${dim(new Date().toISOString().slice(11, 19))}  ${bold(who.padEnd(5))}  ${what}\n`);
}

/** Rows under a title, columns aligned: the first to the left, the others to the right. */
export function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => bare(row[i] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? `${cell}${pad(cell, widths[i])}` : `${pad(cell, widths[i])}${cell}`)).join('  ');
  process.stdout.write(`\n  ${bold(title)}\n  ${dim(line(head))}\n${rows.map((row) => `  ${line(row)}\n`).join('')}`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters, and have no width.
const bare = (cell: string): string => cell.replace(/\u001b\[\d+m/g, '');
const pad = (cell: string, width = 0): string => ' '.repeat(Math.max(0, width - bare(cell).length));

/** A signed amount or percentage, green above zero and red below. */
export function signed(amount: string | null, suffix = ''): string {
  if (amount === null) return dim('–');
  const short = Number(amount).toFixed(2);
  if (Number(short) === 0) return `${Math.abs(Number(short)).toFixed(2)}${suffix}`;
  return short.startsWith('-') ? red(`${short}${suffix}`) : green(`+${short}${suffix}`);
}

/** A result in the colour of what it did to its owner. */
export function coloured(result: string): string {
  const word = result.replace('_', ' ');
  if (result === 'win' || result === 'half_win') return green(word);
  return result === 'loss' || result === 'half_loss' ? red(word) : yellow(word);
}
