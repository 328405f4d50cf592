import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type LambdaClient, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { type BuildContext, context } from 'esbuild';
import { zipSync } from 'fflate';
import { doors } from '../../../lib/constructs/bundle.ts';
import { LOCAL, ROOT } from './paths.ts';

/** A door whose code differs from what runs. */
export interface ChangedDoor {
  /** The path of its source under the folder of the doors, without `.ts`. */
  readonly door: string;
  /** The file of its code. It imports files that it shares with other doors, and packages from node_modules. */
  readonly file: string;
  /** Differs where anything of its code differs, also in a file that it shares. */
  readonly hash: string;
}

interface BundlerOptions {
  /** The folder of the doors. */
  readonly source?: string;
  /** The folder that the code is written to, which is emptied first. Its packages are those of the node_modules above it. */
  readonly out?: string;
  /** Paths under `source`, without `.ts`. */
  readonly names?: readonly string[];
}

/**
 * Bundles all doors in one pass, as modules that share their files, and without packages. A bundle of each door as it is deployed would be a
 * hundred megabytes and half a minute of CPU after a change of a file that all have (docs/adr/0008-bundles.md).
 */
export class Bundler {
  readonly #context: BuildContext;
  readonly #out: string;
  readonly #names: ReadonlySet<string>;
  /** The hash of the code that each door runs. */
  readonly #running = new Map<string, string>();
  /** The doors that run code of here, and not that of a deployment. */
  readonly #swapped = new Set<string>();
  /** The hash of each file as it was written. */
  readonly #written = new Map<string, string>();

  private constructor(built: BuildContext, out: string, names: readonly string[]) {
    this.#context = built;
    this.#out = out;
    this.#names = new Set(names);
  }

  /** Bundles all doors once: the code that runs is that of the sources as they are now. @throws the errors of esbuild */
  static async open(options: BundlerOptions = {}): Promise<Bundler> {
    const { source = path.join(ROOT, 'lambdas'), out = path.join(LOCAL, 'dev'), names = doors() } = options;
    rmSync(out, { recursive: true, force: true });
    const built = await context({
      ...{ absWorkingDir: ROOT, bundle: true, platform: 'node', target: 'node24', format: 'esm', splitting: true },
      ...{
        packages: 'external',
        outdir: out,
        outExtension: { '.js': '.mjs' },
        chunkNames: 'shared/[name]-[hash]',
        write: false,
        logLevel: 'silent',
      },
      entryPoints: names.map((door) => ({ in: path.join(source, `${door}.ts`), out: door })),
    });
    const bundler = new Bundler(built, out, names);
    for (const { door, hash } of await bundler.changed()) bundler.#running.set(door, hash);
    return bundler;
  }

  /** Bundles again. @returns the doors whose code is not what runs @throws the errors of esbuild, with file and line */
  async changed(): Promise<ChangedDoor[]> {
    const { outputFiles = [] } = await this.#context.rebuild();
    const found: ChangedDoor[] = [];
    for (const { path: file, contents, hash } of outputFiles) {
      if (this.#written.get(file) !== hash) {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, contents);
        this.#written.set(file, hash);
      }
      const door = path.relative(this.#out, file).slice(0, -'.mjs'.length);
      // The name of a shared file has the hash of its content, so that a door that imports it changes with it.
      if (this.#names.has(door) && this.#running.get(door) !== hash) found.push({ door, file, hash });
    }
    return found;
  }

  /** Notes that a function runs this code now. */
  swapped({ door, hash }: ChangedDoor): void {
    this.#running.set(door, hash);
    this.#swapped.add(door);
  }

  /** After a deployment nobody knows which code those doors run that were swapped: `changed` finds all of them. */
  forget(): void {
    for (const door of this.#swapped) this.#running.delete(door);
  }

  close(): Promise<void> {
    return this.#context.dispose();
  }
}

/**
 * Has a deployed function load its code from a file of this machine. The emulator starts a new process for it. The templates do not learn of it:
 * the next deployment of the function replaces it again.
 */
export async function swap(client: LambdaClient, FunctionName: string, { file, hash }: ChangedDoor): Promise<void> {
  const url = JSON.stringify(`${pathToFileURL(file).href}?${encodeURIComponent(hash)}`);
  const code = `exports.handler = async (...args) => (await import(${url})).handler(...args);\n`;
  // Without the package.json, Node may find one above that declares .js files as modules.
  const files = { 'index.js': Buffer.from(code), 'package.json': Buffer.from('{"type":"commonjs"}') };
  await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipSync(files, { level: 0 }) }));
}
