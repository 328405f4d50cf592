import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bornAt, endGroup } from './child.ts';
import { STACK_FILE } from './paths.ts';

/** One process, by pid and birth: a pid alone may be somebody else's by now. */
interface Process {
  readonly name: string;
  readonly pid: number;
  readonly born: string | undefined;
}

const named = (name: string, pid: number): Process => ({ name, pid, born: bornAt(pid) });
const lives = ({ pid, born }: Process): boolean => born !== undefined && bornAt(pid) === born;

/** What one local cloud consists of, kept in a file so that `npm stop`, or the next start, can end all of it. */
export class Running {
  readonly #file: string;
  /** Who stays with it until Ctrl-C; nobody after `--detach`. */
  #keeper: Process | null = null;
  #children: Process[] = [];

  constructor(file: string) {
    this.#file = file;
    if (!existsSync(file)) return;
    const { keeper, children } = JSON.parse(readFileSync(file, 'utf8')) as { keeper: Process | null; children: Process[] };
    this.#keeper = keeper;
    this.#children = children;
  }

  /** Whether somebody keeps it, or anything of it is left. */
  get alive(): boolean {
    return this.keeperPid !== undefined || this.#children.some(lives);
  }

  /** Whether all that was started is still there. */
  get complete(): boolean {
    return this.#children.every(lives);
  }

  get keeperPid(): number | undefined {
    return this.#keeper && lives(this.#keeper) ? this.#keeper.pid : undefined;
  }

  /** This process answers for it from now on. @returns false when somebody else was faster */
  keep(): boolean {
    mkdirSync(dirname(this.#file), { recursive: true });
    if (!this.alive) rmSync(this.#file, { force: true });
    this.#keeper = named('keeper', process.pid);
    this.#children = [];
    try {
      writeFileSync(this.#file, this.#text(), { flag: 'wx' });
      return true;
    } catch {
      return false;
    }
  }

  /** The children go on alone. */
  leave(): void {
    this.#keeper = null;
    this.#save();
  }

  add(name: string, pid: number): void {
    this.#children.push(named(name, pid));
    this.#save();
  }

  /** Ends one of the children by its name. */
  async endOne(name: string): Promise<void> {
    for (const child of this.#children) if (child.name === name && lives(child)) await endGroup(child.pid, 30);
    this.#children = this.#children.filter((child) => child.name !== name);
    this.#save();
  }

  /** Ends the children, the last one started first, and forgets them. */
  async end(): Promise<void> {
    for (const child of this.#children.toReversed()) if (lives(child)) await endGroup(child.pid);
    rmSync(this.#file, { force: true });
  }

  #text = (): string => JSON.stringify({ keeper: this.#keeper, children: this.#children }, null, 2);
  #save = (): void => writeFileSync(this.#file, this.#text());
}

/** Ends what `npm start` brought up, and says no longer where it is. */
export async function endAll(running: Running): Promise<void> {
  rmSync(STACK_FILE, { force: true });
  await running.end();
}
