import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from './child.ts';
import { STACK_FILE } from './paths.ts';

/** What others need to know of a running stack. Other programs read this file, so its names stay. */
export interface StackFile {
  /** Everything before `/api/v1`. */
  readonly apiUrl: string;
  readonly wsUrl: string;
  readonly awsEndpoint: string;
  readonly region: string;
  readonly tableName: string;
  readonly userPoolId: string;
  readonly feedUrl: string;
  /** The name of a job or door (`settle-event`, `picks`) to the name of its function. */
  readonly functions: Readonly<Record<string, string>>;
}

export function writeStackFile(path: string, stack: StackFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(stack, null, 2)}\n`);
}

/** The stack of YOUBET_STACK, or what `npm start` brought up. @throws Refusal when there is none */
export function readStackFile(path = process.env.YOUBET_STACK ?? STACK_FILE): StackFile {
  if (!existsSync(path)) throw new Refusal('Nothing is running here: npm start brings it up.');
  return JSON.parse(readFileSync(path, 'utf8')) as StackFile;
}
