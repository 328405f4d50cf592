import { delimiter, join, resolve } from 'node:path';

/** The root of the repository. */
export const ROOT = resolve(import.meta.dirname, '../../..');
/** The folder of everything that local programs write. It is not committed, and may be deleted while nothing runs. */
export const LOCAL = join(ROOT, '.local');
/** The stack file that `npm start` writes. */
export const STACK_FILE = join(LOCAL, 'stack.json');

/** The PATH of child processes: the repository's own tools first, among them Node 24, then the machine's. */
export const PATH = [join(ROOT, 'node_modules/.bin'), process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin'].join(delimiter);

/**
 * The environment variables of child processes. Only a short list is inherited, so that the user's own AWS settings do not reach the
 * emulator, its functions or the CDK.
 */
export const cleanEnv = (more: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const kept = [
    'HOME',
    'USER',
    'LANG',
    'LC_ALL',
    'TERM',
    'NO_COLOR',
    'CI',
    'SSL_CERT_FILE',
    'NODE_EXTRA_CA_CERTS',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
  ];
  const inherited = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && (kept.includes(name.toUpperCase()) || /^(PIP_|npm_config_)/.test(name)),
  );
  return { ...(Object.fromEntries(inherited) as Record<string, string>), PATH, ...more };
};

/** The emulator accepts any credentials; these belong to its default account. */
export const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' } as const;
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** The environment variables with which the SDK and the CDK call an emulator. */
export const awsEnv = (endpoint: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: join(LOCAL, 'no-aws-config'),
  AWS_SHARED_CREDENTIALS_FILE: join(LOCAL, 'no-aws-credentials'),
});
