import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { CommandError } from '../../cli/command.ts';
import { launch, untilReady } from './child.ts';
import { CREDENTIALS, cleanEnv, REGION } from './paths.ts';
import type { Emulator } from './python.ts';

export interface EmulatorOptions {
  /** The folder of its state, its temporary files and its log. */
  readonly dir: string;
  readonly port: number;
  /** Keeps what is deployed and stored over a restart. Without it each start is an empty cloud. */
  readonly persist?: boolean;
  /** Enforces IAM. `cdk deploy` does not work under it: deploy without it, then restart with it. */
  readonly enforceIam?: boolean;
}

/** The endpoint of every AWS service of an emulator. */
export const endpointOf = (port: number): string => `http://127.0.0.1:${port}`;

/** @returns true when nothing listens on this port of the loopback */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** @returns the first free port from `first` to `first + 99` */
export async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + 100; port++) if (await isFree(port)) return port;
  throw new CommandError(`No port from ${first} to ${first + 99} is free.`);
}

/**
 * Starts the emulator on the loopback and waits until it answers.
 * @returns the pid of its process group
 * @throws CommandError with the end of its log when it does not come up
 */
export async function startEmulator({ python, env }: Emulator, options: EmulatorOptions): Promise<number> {
  const { dir, port, persist = false, enforceIam = false } = options;
  const log = join(dir, 'emulator.log');
  const tmp = join(dir, 'tmp');
  rmSync(tmp, { recursive: true, force: true });
  mkdirSync(tmp, { recursive: true });
  rmSync(log, { force: true });
  // The emulator unpacks functions there. Without this file, Node would take them for modules of this package (`"type": "module"`).
  writeFileSync(join(tmp, 'package.json'), '{ "type": "commonjs" }\n');
  if (!persist) rmSync(join(dir, 'state'), { recursive: true, force: true });
  const child = launch(python, [join(import.meta.dirname, 'serve.py')], {
    log,
    env: cleanEnv({
      ...env,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: 'localhost',
      MINISTACK_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      STATE_DIR: join(dir, 'state'),
      S3_DATA_DIR: join(dir, 's3'),
      TMPDIR: tmp,
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      MINISTACK_COGNITO_PRETOKEN_STRICT: '1',
      PYTHONUNBUFFERED: '1',
      PYTHONNOUSERSITE: '1',
      ...(persist && { PERSIST_STATE: '1', S3_PERSIST: '1' }),
      ...(enforceIam && { AUTH: 'true' }),
    }),
  });
  return untilReady(child, { name: 'The emulator', url: `${endpointOf(port)}/_ministack/ready`, log, seconds: 600 });
}
