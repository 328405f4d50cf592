import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { endGroup, startTimeOf } from './child.ts';
import { STACK_FILE } from './paths.ts';

/** A process, identified by its pid and its start time: a pid alone may belong to another process by now. */
interface RecordedProcess {
  readonly name: string;
  readonly pid: number;
  readonly startTime: string | undefined;
}

const recordOf = (name: string, pid: number): RecordedProcess => ({ name, pid, startTime: startTimeOf(pid) });
const isAlive = ({ pid, startTime }: RecordedProcess): boolean => startTime !== undefined && startTimeOf(pid) === startTime;

/** The processes of one local cloud, recorded in a file so that `npm stop`, or the next start, can end all of them. */
export class Running {
  readonly #file: string;
  /** The process that stays in the foreground until Ctrl-C; null after `--detach`. */
  #keeper: RecordedProcess | null = null;
  #children: RecordedProcess[] = [];

  constructor(file: string) {
    this.#file = file;
    if (!existsSync(file)) return;
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as { keeper: RecordedProcess | null; children: RecordedProcess[] };
    this.#keeper = recorded.keeper;
    this.#children = recorded.children;
  }

  /** True while the keeper or any child is alive. */
  get alive(): boolean {
    return this.keeperPid !== undefined || this.#children.some(isAlive);
  }

  /** True while all children are alive. */
  get complete(): boolean {
    return this.#children.every(isAlive);
  }

  get keeperPid(): number | undefined {
    return this.#keeper && isAlive(this.#keeper) ? this.#keeper.pid : undefined;
  }

  /** Records this process as the keeper. @returns false when another process did so first */
  keep(): boolean {
    mkdirSync(dirname(this.#file), { recursive: true });
    if (!this.alive) rmSync(this.#file, { force: true });
    this.#keeper = recordOf('keeper', process.pid);
    this.#children = [];
    try {
      writeFileSync(this.#file, this.#text(), { flag: 'wx' });
      return true;
    } catch {
      return false;
    }
  }

  /** Lets the children run on without a keeper. */
  leave(): void {
    this.#keeper = null;
    this.#save();
  }

  add(name: string, pid: number): void {
    this.#children.push(recordOf(name, pid));
    this.#save();
  }

  /** Ends the children of this name. */
  async endOne(name: string): Promise<void> {
    for (const child of this.#children) if (child.name === name && isAlive(child)) await endGroup(child.pid, 30);
    this.#children = this.#children.filter((child) => child.name !== name);
    this.#save();
  }

  /** Ends all children, the last one started first, and deletes the record. */
  async end(): Promise<void> {
    for (const child of this.#children.toReversed()) if (isAlive(child)) await endGroup(child.pid);
    rmSync(this.#file, { force: true });
  }

  #text = (): string => JSON.stringify({ keeper: this.#keeper, children: this.#children }, null, 2);
  #save = (): void => writeFileSync(this.#file, this.#text());
}

/** Ends what `npm start` brought up, and deletes its stack file. */
export async function endAll(running: Running): Promise<void> {
  rmSync(STACK_FILE, { force: true });
  await running.end();
}
