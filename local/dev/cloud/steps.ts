import { Refusal } from './child.ts';

const colour = process.stdout.isTTY && process.env.NO_COLOR === undefined;
export const paint = (code: number) => (text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const line = (mark: string, title: string, end: string): string => `  ${mark} ${title.padEnd(44)} ${end}\n`;

/** Steps beside each other are shown when they end; a single one is shown while it runs. */
let atWork = 0;

/**
 * Runs one step and shows it: what it is while it runs, how long it took, and why when it fails.
 * @throws Refusal that names the step
 */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  atWork++;
  const show = () => atWork === 1 && process.stdout.write(`\r${line('…', title, dim(seconds(started))).trimEnd()}`);
  const clear = () => process.stdout.write('\r\u001b[2K');
  const timer = process.stdout.isTTY ? setInterval(show, 200) : undefined;
  try {
    const result = await work();
    if (timer) clear();
    process.stdout.write(line(green('✓'), title, dim(seconds(started))));
    return result;
  } catch (error) {
    if (timer) clear();
    process.stdout.write(line(red('✗'), title, dim(seconds(started))));
    throw new Refusal(`${title}: ${(error as Error).message}`, { cause: error });
  } finally {
    atWork--;
    clearInterval(timer);
  }
}

/** Runs a command's work: a refusal is printed as a sentence, and anything unforeseen as it is. Either way the command fails. */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.stderr.write(error instanceof Refusal ? `\n${red(error.message)}\n` : `\n${(error as Error).stack}\n`);
    process.exitCode = 1;
  }
}
