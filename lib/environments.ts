import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { LimitSettings } from '../core/limits/limit-settings.ts';

/** Where a deployed thing is reached. Ids and regions may be CDK tokens. */
interface Urls {
  /** Everything before `/api/v1`. */
  api(apiId: string, region: string): string;
  socket(apiId: string, region: string, stage: string): string;
  /** Where a function posts to open sockets. */
  socketManagement(apiId: string, region: string, stage: string): string;
  /** Where a user pool's public keys are; its tokens name the same issuer everywhere. */
  keys(poolId: string, region: string): string;
}

/** How policies name things, where the emulator differs from AWS. */
interface Policies {
  /** A message for a queue, or a batch of them. */
  readonly send: readonly `sqs:${string}`[];
  /** Whose a mail is. */
  readonly mailOf: 'identity' | '*';
  /** The group that a schedule is in. */
  readonly schedulesIn: 'group' | 'default';
}

/** All that differs between environments. Nothing else in the project asks which one this is. */
export interface Environment {
  readonly name: 'local' | 'dev' | 'staging' | 'prod';
  /** Absent: whoever deploys says it with their credentials. */
  readonly account?: string;
  readonly region?: string;
  /** What holds users' data outlives its stack, and a mistaken delete is refused. */
  readonly protected: boolean;
  /** Queues, buckets and topics refuse what does not come over TLS. */
  readonly tls: boolean;
  readonly policies: Policies;
  readonly limits: LimitSettings;
  /** Of the whole HTTP API, before any function runs; requests a second. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly architecture: Architecture;
  readonly logRetention: RetentionDays;
  /** Executions at once that the account allows; an alarm tells at four fifths. */
  readonly concurrency: number;
  /** Alarms exist everywhere; with an address they also reach a person. */
  readonly alarmEmail?: string;
  /** Whether synthesis refuses templates that break a rule of cdk-nag (AwsSolutions). One is enough: the templates are the same. */
  readonly nagged?: true;
  /** Whether the clock starts jobs; without it they run by hand. */
  readonly schedules: boolean;
  /** Speaks The Odds API v4. */
  readonly feedUrl: string;
  /** SSM SecureString, made by hand before the first deployment: CloudFormation cannot make one. */
  readonly feedKeyParameter: string;
  /** Codes come from `codes@` this domain. Its DKIM records are put into DNS by hand, once. */
  readonly mailDomain: string;
  readonly urls: Urls;
}

const { YOUBET_PORT, YOUBET_SCHEDULES, YOUBET_ALARM_EMAIL, YOUBET_MAIL_DOMAIN, SPORTS_FEED_URL } = process.env;
const { CDK_DEFAULT_ACCOUNT, CDK_DEFAULT_REGION } = process.env;

const aws: Urls = {
  api: (id, region) => `https://${id}.execute-api.${region}.amazonaws.com`,
  socket: (id, region, stage) => `wss://${id}.execute-api.${region}.amazonaws.com/${stage}`,
  socketManagement: (id, region, stage) => `https://${id}.execute-api.${region}.amazonaws.com/${stage}`,
  keys: (pool, region) => `https://cognito-idp.${region}.amazonaws.com/${pool}/.well-known/jwks.json`,
};

const emulator = `localhost:${YOUBET_PORT ?? 4566}`;
const emulated: Urls = {
  api: (id) => `http://${emulator}/_aws/execute-api/${id}/$default`,
  socket: (id, _, stage) => `ws://${emulator}/_aws/execute-api/${id}/${stage}`,
  socketManagement: (id, _, stage) => `http://${emulator}/_aws/execute-api/${id}/${stage}`,
  keys: (pool) => `http://${emulator}/${pool}/.well-known/jwks.json`,
};

const LIMITS: LimitSettings = {
  anonymousPerMinute: 10,
  freePerMinute: 100,
  premiumPerMinute: 500,
  codesPerAddressPerHour: 3,
  // Carriers and campuses share one address.
  codesPerNetworkPerHour: 30,
};

const AWS_POLICIES: Policies = { send: ['sqs:SendMessage'], mailOf: 'identity', schedulesIn: 'group' };

const deployed = {
  ...(CDK_DEFAULT_ACCOUNT && { account: CDK_DEFAULT_ACCOUNT }),
  ...(CDK_DEFAULT_REGION && { region: CDK_DEFAULT_REGION }),
  tls: true,
  policies: AWS_POLICIES,
  limits: LIMITS,
  throttle: { rate: 500, burst: 1_000 },
  architecture: Architecture.ARM_64,
  concurrency: 1_000,
  schedules: true,
  feedUrl: SPORTS_FEED_URL ?? 'https://api.the-odds-api.com',
  mailDomain: YOUBET_MAIL_DOMAIN ?? 'youbet.example',
  urls: aws,
  ...(YOUBET_ALARM_EMAIL && { alarmEmail: YOUBET_ALARM_EMAIL }),
};

export const ENVIRONMENTS: readonly Environment[] = [
  {
    name: 'local',
    account: '000000000000',
    region: 'us-east-1',
    protected: false,
    // The emulator speaks http, and everybody on it is 127.0.0.1.
    tls: false,
    policies: { send: ['sqs:SendMessage', 'sqs:SendMessageBatch'], mailOf: '*', schedulesIn: 'default' },
    limits: { ...LIMITS, anonymousPerMinute: 1_000, codesPerNetworkPerHour: 1_000 },
    throttle: deployed.throttle,
    architecture: deployed.architecture,
    logRetention: RetentionDays.ONE_DAY,
    concurrency: deployed.concurrency,
    schedules: YOUBET_SCHEDULES !== 'off',
    feedUrl: SPORTS_FEED_URL ?? `http://localhost:${Number(YOUBET_PORT ?? 4566) + 1}`,
    feedKeyParameter: '/youbet/local/sports-feed-key',
    mailDomain: 'youbet.example',
    urls: emulated,
  },
  {
    ...deployed,
    name: 'dev',
    protected: false,
    logRetention: RetentionDays.ONE_WEEK,
    feedKeyParameter: '/youbet/dev/sports-feed-key',
  },
  {
    ...deployed,
    name: 'staging',
    protected: true,
    logRetention: RetentionDays.ONE_MONTH,
    feedKeyParameter: '/youbet/staging/sports-feed-key',
  },
  {
    ...deployed,
    name: 'prod',
    nagged: true,
    protected: true,
    throttle: { rate: 2_000, burst: 4_000 },
    logRetention: RetentionDays.THREE_MONTHS,
    feedKeyParameter: '/youbet/prod/sports-feed-key',
  },
];
