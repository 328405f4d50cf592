import { type ParseArgsConfig, parseArgs } from 'node:util';
import { YouBetError } from '../../client/index.ts';
import { red } from './colours.ts';

/** An error whose message alone tells a person what is wrong. {@link command} prints it without a stack. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/**
 * Runs a program's work. A CommandError and a refusal of the API are printed as their message, any other error with its stack; each sets
 * the exit code to 1.
 */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isPlain = error instanceof CommandError || error instanceof YouBetError;
    process.stderr.write(isPlain ? `\n${red(error.message)}\n` : `\n${(error as Error).stack}\n`);
    process.exitCode = 1;
  }
}

/**
 * Reads the arguments of this process as `node:util` does.
 * @param usage printed after what is wrong with them
 * @throws CommandError for an unknown option, and for a positional argument where `config` does not allow one
 */
export function readArguments<const C extends ParseArgsConfig>(usage: string, config: C): ReturnType<typeof parseArgs<C>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new CommandError(`${(error as Error).message.split('. ')[0]}.\nUsage: ${usage}`);
  }
}
