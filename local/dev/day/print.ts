import { bold, dim, green, red, yellow } from '../../cli/colours.ts';

/** Prints the title of a part of the day. */
export function chapter(title: string, subtitle: string): void {
  process.stdout.write(`\n${bold(title)}  ${dim(subtitle)}\n`);
}

/** Prints one line: the time, a name, and what happened. */
export function say(name: string, text: string): void {
  process.stdout.write(`  ${dim(new Date().toISOString().slice(11, 19))}  ${bold(name.padEnd(5))}  ${text}\n`);
}

/** Prints rows under a title with columns aligned: the first to the left, the others to the right. */
export function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => uncoloured(row[i] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? `${cell}${padding(cell, widths[i])}` : `${padding(cell, widths[i])}${cell}`)).join('  ');
  process.stdout.write(`\n  ${bold(title)}\n  ${dim(line(head))}\n${rows.map((row) => `  ${line(row)}\n`).join('')}`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: an ANSI colour begins with a control character.
const uncoloured = (cell: string): string => cell.replace(/\u001b\[\d+m/g, '');
const padding = (cell: string, width = 0): string => ' '.repeat(Math.max(0, width - uncoloured(cell).length));

/** Formats an amount with its sign and two places: green above zero, red below, a dash for null. */
export function signed(amount: string | null, suffix = ''): string {
  if (amount === null) return dim('–');
  const short = Number(amount).toFixed(2);
  if (Number(short) === 0) return `${Math.abs(Number(short)).toFixed(2)}${suffix}`;
  return short.startsWith('-') ? red(`${short}${suffix}`) : green(`+${short}${suffix}`);
}

/** Formats a pick's result: green when it won, red when it lost, else yellow. */
export function coloured(result: string): string {
  const word = result.replace('_', ' ');
  if (result === 'win' || result === 'half_win') return green(word);
  return result === 'loss' || result === 'half_loss' ? red(word) : yellow(word);
}
