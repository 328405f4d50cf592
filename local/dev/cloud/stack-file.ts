import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandError } from '../../cli/command.ts';
import { STACK_FILE } from './paths.ts';

/** The addresses and names of a running stack, as JSON in a file. Programs outside this repository read the file: keep its names. */
export interface StackFile {
  /** Everything before `/api/v1`. */
  readonly apiUrl: string;
  readonly wsUrl: string;
  readonly awsEndpoint: string;
  readonly region: string;
  readonly tableName: string;
  readonly userPoolId: string;
  /** The address of the odds provider. */
  readonly feedUrl: string;
  /** The address of the server that stands for Google and Apple. */
  readonly identityProviderUrl: string;
  /** The AWS name of each function, by the name of its file under lambdas/ (`settle-event`, `picks`). */
  readonly functions: Readonly<Record<string, string>>;
}

export function writeStackFile(path: string, stack: StackFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(stack, null, 2)}\n`);
}

/** Reads the stack file of YOUBET_STACK, or the one that `npm start` wrote. @throws CommandError when there is none */
export function readStackFile(path = process.env.YOUBET_STACK ?? STACK_FILE): StackFile {
  if (!existsSync(path)) throw new CommandError('Nothing is running here: npm start brings it up.');
  return JSON.parse(readFileSync(path, 'utf8')) as StackFile;
}
