import { type ParseArgsConfig, parseArgs } from 'node:util';
import { red } from './colours.ts';

/** An error whose message alone tells a person what is wrong. {@link command} prints it without a stack. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** Runs a program's work. A CommandError is printed as its message, any other error with its stack; either sets the exit code to 1. */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.stderr.write(error instanceof CommandError ? `\n${red(error.message)}\n` : `\n${(error as Error).stack}\n`);
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
