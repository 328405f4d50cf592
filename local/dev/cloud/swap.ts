import { createHash } from 'node:crypto';
import path from 'node:path';
import { type LambdaClient, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { type BuildContext, context } from 'esbuild';
import { zipSync } from 'fflate';
import { BUNDLING, doors, needsNative } from '../../../lib/constructs/bundle.ts';

/** The code of one door, as esbuild wrote it. */
interface Bundle {
  readonly door: string;
  readonly code: Uint8Array;
  /** A folder with packages of binaries belongs to it. */
  readonly native: boolean;
  readonly hash: string;
}

/** Bundles doors again when their source has changed. esbuild keeps what it has read, so that a second build takes some 0.2 s. */
export class Bundler {
  readonly #context: BuildContext;
  readonly #folder: string;
  /** A hash of each door's code as it is deployed. */
  readonly #deployed = new Map<string, string>();

  private constructor(opened: BuildContext, folder: string) {
    this.#context = opened;
    this.#folder = folder;
  }

  /**
   * Builds all doors once, and takes them as deployed.
   * @param folder the folder of the doors
   * @param names paths under `folder` without `.ts`
   */
  static async open(folder = path.join(BUNDLING.absWorkingDir, 'lambdas'), names: readonly string[] = doors()): Promise<Bundler> {
    const bundler = new Bundler(
      await context({
        ...BUNDLING,
        logLevel: 'silent',
        metafile: true,
        outdir: folder,
        entryPoints: names.map((door) => ({ in: path.join(folder, `${door}.ts`), out: door })),
      }),
      folder,
    );
    for (const bundle of await bundler.changed()) bundler.deployed(bundle);
    return bundler;
  }

  /**
   * Builds, and returns the doors whose code differs from the deployed one.
   * @throws the errors of esbuild, with file and line
   */
  async changed(): Promise<Bundle[]> {
    const { outputFiles = [], metafile } = await this.#context.rebuild();
    const outputs = new Map(
      Object.entries(metafile?.outputs ?? {}).map(([name, output]) => [path.resolve(BUNDLING.absWorkingDir, name), output]),
    );
    return outputFiles.flatMap(({ path: file, contents }) => {
      const { entryPoint = '', imports = [] } = outputs.get(file) ?? {};
      const hash = createHash('sha256').update(contents).digest('hex');
      const bundle = { door: this.#doorOf(entryPoint), code: contents, native: needsNative(imports), hash };
      return this.#deployed.get(bundle.door) === hash ? [] : [bundle];
    });
  }

  /** Notes that a bundle is deployed. One whose upload failed is changed still. */
  deployed({ door, hash }: Bundle): void {
    this.#deployed.set(door, hash);
  }

  close(): Promise<void> {
    return this.#context.dispose();
  }

  #doorOf(entryPoint: string): string {
    return path.relative(this.#folder, path.resolve(BUNDLING.absWorkingDir, entryPoint)).slice(0, -'.ts'.length);
  }
}

/** Replaces the code of a deployed function. The templates do not learn of it: the next deployment replaces it again. */
export async function upload(client: LambdaClient, FunctionName: string, code: Uint8Array): Promise<void> {
  // Level 0 only wraps: the emulator is on this machine. An emulator may unpack it below a package.json that declares .js files as ESM.
  const ZipFile = zipSync({ 'index.js': code, 'package.json': Buffer.from('{"type":"commonjs"}') }, { level: 0 });
  await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
}
