import { dim, green, red } from './colours.ts';
import { CommandError } from './command.ts';

const elapsed = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const line = (mark: string, title: string, end: string): string => `  ${mark} ${title.padEnd(44)} ${end}\n`;

/** Steps that run now. A step is shown while it runs only if it runs alone; steps that run together are shown when they end. */
let runningSteps = 0;

/**
 * Runs one step of a program, and prints its title, its duration and whether it succeeded.
 * @throws CommandError with the step's title and the message of the error
 */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  runningSteps++;
  const show = () => runningSteps === 1 && process.stdout.write(`\r${line('…', title, dim(elapsed(started))).trimEnd()}`);
  const clear = () => process.stdout.write('\r\u001b[2K');
  const timer = process.stdout.isTTY ? setInterval(show, 200) : undefined;
  try {
    const result = await work();
    if (timer) clear();
    process.stdout.write(line(green('✓'), title, dim(elapsed(started))));
    return result;
  } catch (error) {
    if (timer) clear();
    process.stdout.write(line(red('✗'), title, dim(elapsed(started))));
    throw new CommandError(`${title}: ${(error as Error).message}`, { cause: error });
  } finally {
    runningSteps--;
    clearInterval(timer);
  }
}
