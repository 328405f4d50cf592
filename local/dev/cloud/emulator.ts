import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch, Refusal, tail } from './child.ts';
import { CREDENTIALS, cleanEnv, REGION } from './paths.ts';
import type { Emulator } from './python.ts';

export interface EmulatorOptions {
  /** Holds its state, its temporary files and its log. */
  readonly dir: string;
  readonly port: number;
  /** Keeps what is deployed and stored over a restart. Without it each start is a new cloud. */
  readonly persist?: boolean;
  /** Enforces IAM. `cdk deploy` does not work under it: deploy without, then restart with. */
  readonly enforceIam?: boolean;
}

/** Where a service's clients find it. Its own functions use 127.0.0.1, and so do we. */
export const endpointOf = (port: number): string => `http://127.0.0.1:${port}`;

/** @returns whether this port of the loopback is free */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** The first free port from `first` on. */
export async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + 100; port++) if (await isFree(port)) return port;
  throw new Refusal(`No port from ${first} to ${first + 99} is free.`);
}

/**
 * Starts the emulator on the loopback and waits until it answers.
 * @returns the pid of its process group
 * @throws Refusal with the end of its log when it does not come up
 */
export async function startEmulator({ python, env }: Emulator, options: EmulatorOptions): Promise<number> {
  const { dir, port, persist = false, enforceIam = false } = options;
  const log = join(dir, 'emulator.log');
  const tmp = join(dir, 'tmp');
  rmSync(tmp, { recursive: true, force: true });
  mkdirSync(tmp, { recursive: true });
  rmSync(log, { force: true });
  // Functions are unpacked there, and would else be taken for modules of this repository.
  writeFileSync(join(tmp, 'package.json'), '{ "type": "commonjs" }\n');
  if (!persist) rmSync(join(dir, 'state'), { recursive: true, force: true });
  const child = launch(python, ['-m', 'ministack'], {
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
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `ended with ${code ?? signal}`;
  });
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (ended !== undefined || child.pid === undefined) break;
    if (await answers(port)) {
      child.unref();
      return child.pid;
    }
    await sleep(100);
  }
  throw new Refusal(`The emulator ${ended ?? 'did not answer for 60 s'}.\n${tail(log)}`);
}

const answers = (port: number): Promise<boolean> =>
  fetch(`${endpointOf(port)}/_ministack/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
