import { delimiter, join, resolve } from 'node:path';

/** The repository. */
export const ROOT = resolve(import.meta.dirname, '../../..');
/** Everything that running here makes. Never committed; may be deleted whenever nothing runs. */
export const LOCAL = join(ROOT, '.local');
/** What `npm start` brought up. */
export const STACK_FILE = join(LOCAL, 'stack.json');

/** The tools of this repository first: its own Node 24 among them, whatever the machine has. */
export const PATH = [join(ROOT, 'node_modules/.bin'), process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin'].join(delimiter);

/**
 * The environment of what is started here: a short list, so that nothing of the user's own AWS settings leaks into the emulator, its
 * functions or the CDK.
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

/** The emulator takes any credentials; these are the ones whose account is the default one. */
export const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' } as const;
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** For the SDK and the CDK in a child process. */
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
