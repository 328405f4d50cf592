import path from 'node:path';
import { type LambdaClient, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { build } from 'esbuild';
import { zipSync } from 'fflate';
import { BUNDLING, doors, needsNative } from '../../../lib/constructs/bundle.ts';

/** The code of one door, as esbuild wrote it. */
interface Bundle {
  readonly door: string;
  readonly code: Uint8Array;
  /** A folder with packages of binaries belongs to it. */
  readonly native: boolean;
}

/**
 * Bundles the doors again whose source has changed, and no other: fifty doors are 45 MB, whose minifying takes seconds. A door's files are those
 * of its last bundle that was made, so that a new import is known once it was bundled.
 */
export class Bundler {
  readonly #folder: string;
  /** The files of each door, absolute. */
  readonly #files = new Map<string, ReadonlySet<string>>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Bundles all doors once, to know their files.
   * @param folder the folder of the doors
   * @param names paths under `folder` without `.ts`
   */
  static async open(folder = path.join(BUNDLING.absWorkingDir, 'lambdas'), names: readonly string[] = doors()): Promise<Bundler> {
    const bundler = new Bundler(folder);
    await bundler.#bundle(names);
    return bundler;
  }

  /**
   * Bundles the doors that have one of these files.
   * @param changed absolute paths
   * @throws the errors of esbuild, with file and line; the files of the doors stay as they were known
   */
  changed(changed: readonly string[]): Promise<Bundle[]> {
    return this.#bundle([...this.#files].filter(([, files]) => changed.some((file) => files.has(file))).map(([door]) => door));
  }

  async #bundle(names: readonly string[]): Promise<Bundle[]> {
    if (names.length === 0) return [];
    const { outputFiles, metafile } = await build({
      ...BUNDLING,
      logLevel: 'silent',
      minify: false,
      metafile: true,
      outdir: this.#folder,
      entryPoints: names.map((door) => ({ in: path.join(this.#folder, `${door}.ts`), out: door })),
    });
    const outputs = new Map(Object.entries(metafile.outputs).map(([name, output]) => [absolute(name), output]));
    return outputFiles.map(({ path: file, contents }) => {
      const { entryPoint = '', imports = [], inputs = {} } = outputs.get(file) ?? {};
      const door = path.relative(this.#folder, absolute(entryPoint)).slice(0, -'.ts'.length);
      this.#files.set(door, new Set([absolute(entryPoint), ...Object.keys(inputs).map(absolute)]));
      return { door, code: contents, native: needsNative(imports) };
    });
  }
}

const absolute = (name: string): string => path.resolve(BUNDLING.absWorkingDir, name);

/** Replaces the code of a deployed function. The templates do not learn of it: the next deployment replaces it again. */
export async function upload(client: LambdaClient, FunctionName: string, code: Uint8Array): Promise<void> {
  // Level 0 only wraps: the emulator is on this machine. An emulator may unpack it below a package.json that declares .js files as ESM.
  const ZipFile = zipSync({ 'index.js': code, 'package.json': Buffer.from('{"type":"commonjs"}') }, { level: 0 });
  await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
}
