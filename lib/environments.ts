import { Architecture, SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IdentityProviderSettings } from '../core/identity/identity-provider-settings.ts';
import type { SendBudget, SmsBounds } from '../core/identity/send-budget.ts';
import type { LimitSettings } from '../core/limits/limit-settings.ts';
import type { AppSettings } from '../schemas/app-config.ts';
import type { LinkedBook } from '../schemas/deeplinks.ts';
import { type MediaPurpose, PURPOSE_NAMES } from '../schemas/media.ts';
import type { LinkedApps } from '../schemas/share.ts';
import { configurationOf, missingIn } from './configuration.ts';
import type { ApiEdgeSettings } from './constructs/api-edge.ts';
import type { Binaries } from './constructs/native-packages.ts';
import { type ApiDomain, domainsOf } from './domains.ts';
import { type HostedSignInSettings, localProviders, providersOf } from './identity-providers.ts';
import { LIMITS, LOCAL_LIMITS } from './limits.ts';
import { awsUrls, type Urls, urlsAt } from './urls.ts';

/** Differences between the emulator's IAM and that of AWS. */
interface Policies {
  /** The actions that allow sending a batch to a queue. */
  readonly send: readonly `sqs:${string}`[];
  /** The resources of a mail: identities and the configuration set, on condition of the sender; or none. */
  readonly mailOf: 'identities' | '*';
  /** The group in a schedule's ARN. */
  readonly schedulesIn: 'group' | 'default';
}

/** Routes that are throttled alike: signing in, opening sockets and their messages, and all others. */
export type ThrottleGroup = 'auth' | 'sockets' | 'rest';

/** The key pairs by which addresses of the edge are signed: `npm run edge-key` makes one before its first deployment, since CloudFormation cannot. */
export interface EdgeSettings {
  /** The pairs that the edge trusts. The first one signs. */
  readonly generations: readonly [number, ...number[]];
  /** The secret of Secrets Manager with the private key. */
  readonly keySecret: (generation: number) => string;
  /** The parameter of SSM with the public key. */
  readonly publicKeyParameter: (generation: number) => string;
}

/** All differences between environments. No other file asks for the environment's name to decide anything. */
export interface Environment {
  readonly name: 'local' | 'dev' | 'staging' | 'prod';
  /** The fields of its configuration that are not filled in. Until then it can be synthesized, and not be deployed. */
  readonly missing: readonly string[];
  /** The CLI refuses credentials of another account. */
  readonly account?: string;
  readonly region?: string;
  /** Resources that hold users' data outlive their stack and refuse deletion. */
  readonly protected: boolean;
  /** Queues, buckets and topics refuse calls without TLS. */
  readonly tls: boolean;
  readonly policies: Policies;
  readonly limits: LimitSettings;
  /** The most codes an hour that the environment sends, by channel. It bounds the bill and the harm when somebody has codes sent. */
  readonly budget: SendBudget & SmsBounds;
  /** The most e-mails about notifications an hour that the environment sends, beside the codes. */
  readonly notificationMails: number;
  /**
   * Requests a second to each route of a group, and those that may come at once. The gateways refuse more before any function runs, so that a
   * flood of sign-ins or of sockets leaves the rest alone.
   */
  readonly throttle: Readonly<Record<ThrottleGroup, { readonly rate: number; readonly burst: number }>>;
  readonly architecture: Architecture;
  /** Seconds of a function that names no time of its own, such as a door of an API. A developer's busy machine is slower than AWS. */
  readonly patience: number;
  readonly logRetention: RetentionDays;
  /** The account's quota of concurrent executions. An alarm sounds at four fifths, and queues take half of it at most. */
  readonly concurrency: number;
  /**
   * Concurrency that is kept for a door and bounds it, by its path under lambdas/. AWS keeps 100 of the account unreserved, so an account with
   * the limit of a new one can reserve nothing.
   */
  readonly reserved: Readonly<Record<string, number>>;
  /**
   * Lambda samples a request a second of each function, and 5 % of the others, and obeys no sampling rule of X-Ray. `PASS_THROUGH` leaves
   * it to the caller (docs/adr/0018-traces-and-alarms.md).
   */
  readonly tracing: Tracing;
  /**
   * The least level of the lines that Lambda itself logs for an invocation. At INFO its start, end and report cost more than our own line; at
   * WARN only what did not succeed is reported.
   */
  readonly systemLogs: SystemLogLevel;
  /** Crashes and timeouts of one function in five minutes at which its alarm sounds, in two of three periods. More traffic bears more. */
  readonly crashes: number;
  /** Alarms compare failures with attempts, by metric math, which the emulator lacks. Otherwise they count failures. */
  readonly rates: boolean;
  /** Receives the alarms by mail. Locally nobody does. */
  readonly alarmEmail?: string;
  /** The registered sender of text messages. Without it, SNS chooses a number. */
  readonly smsSender?: string;
  /** Synthesis fails when a template breaks a rule of cdk-nag (AwsSolutions). One environment suffices, since the templates are the same. */
  readonly nagged?: true;
  /** Schedules are enabled. Otherwise jobs run by hand. */
  readonly schedules: boolean;
  /** The odds provider, which speaks The Odds API v4. */
  readonly providerUrl: string;
  /** Its credits that may be spent in a calendar month (docs/sports-data.md). */
  readonly providerCredits: number;
  /** The SSM SecureString with the provider's key. It is made by hand before the first deployment, since CloudFormation cannot. */
  readonly providerKeyParameter: string;
  /** The applications of SNS that send to mobile devices, `<platform>/<name>`, made by hand as CloudFormation makes none. */
  readonly mobileApplications: Readonly<Record<'ios' | 'android', string>>;
  /**
   * Codes come from `codes@` this domain, notifications from `notifications@`. Its DKIM records are added to DNS by hand, once. Unique in
   * an account.
   */
  readonly mailDomain: string;
  /** The mail domain has DKIM records, which are outputs. The emulator makes none. */
  readonly dkim: boolean;
  /** The identity providers by which people sign in: none, one or both. The key of Apple's team is a secret that is made by hand. */
  readonly identityProviders: IdentityProviderSettings;
  /** Our registrations at the affiliate programmes of sportsbooks. A link to a book without one pays nothing. */
  readonly affiliates: Readonly<Partial<Record<LinkedBook, string>>>;
  /** The apps that links to picks open in. */
  readonly linkedApps: LinkedApps;
  /** The least version of each app, and the parts that none of them shows. */
  readonly apps: AppSettings;
  /** Sign-in by them in a browser. The secret of Google's client is made by hand too. */
  readonly hostedSignIn: HostedSignInSettings;
  /** The origins of web apps whose pages may call the API and upload. Phones need none. */
  readonly origins: readonly string[];
  /** The scanner of uploads: GuardDuty, or rules of YARA for the one file that is made for tests and for programs. */
  readonly scanner: 'guardduty' | 'yara';
  /** The uses of uploads that are scanned before anything reads them (docs/costs.md has what a scan costs and what one without it may bring). */
  readonly scans: readonly MediaPurpose[];
  /** Pictures in HEIC are read (docs/adr/0034-media.md). */
  readonly heic: boolean;
  /** Days for which nobody can delete a proof. */
  readonly proofDays: number;
  /** Pictures are served by CloudFront; null where S3 serves them itself. */
  readonly edge: EdgeSettings | null;
  /** Maps of the bundles to their sources are kept with a deployment. */
  readonly sourceMaps: boolean;
  /** The API is served by CloudFront; null where API Gateway serves it itself, and nothing proves where a caller is. */
  readonly apiEdge: ApiEdgeSettings | null;
  /** The name of the WebSocket API; null where it has an address of the emulator. */
  readonly socketDomain: ApiDomain | null;
  /** The regions of callers by their addresses, `*` for all others, where no edge proves them. */
  readonly regions: Readonly<Record<string, string>>;
  /** The machine that the binaries of native packages are for: that of Lambda, or this one. */
  readonly binaries: Binaries;
  readonly urls: Urls;
}

/** Of the local environment alone: a deployed one takes nothing from the shell. */
const { YOUBET_PORT, YOUBET_SCHEDULES, SPORTS_FEED_URL, IDENTITY_PROVIDER_URL, YOUBET_ENVIRONMENT: only } = process.env;

/** The settings that a configuration of an environment holds, and what is missing in it. */
function configured(name: 'dev' | 'staging' | 'prod') {
  const configuration = configurationOf(name);
  const domains = domainsOf(name, configuration);
  const { account, region, mailDomain, alarmEmail, smsSender, affiliates, linkedApps, apps, origins, concurrency } =
    configuration;
  return {
    name,
    ...(account !== null && { account }),
    ...(region !== null && { region }),
    ...(alarmEmail !== null && { alarmEmail }),
    ...(smsSender !== null && { smsSender }),
    // Stands in templates until the configuration has a domain. Nothing with it can be deployed.
    mailDomain: mailDomain ?? `${name}.youbet.example`,
    affiliates,
    linkedApps,
    apps,
    ...providersOf(name, configuration),
    origins,
    concurrency,
    apiEdge: { generations: [1], domain: domains.api } satisfies ApiEdgeSettings,
    socketDomain: domains.sockets,
    urls: awsUrls(domains),
    missing: missingIn(configuration),
  };
}

/** @param generations of the key: the first one signs, all are trusted (docs/deploying.md has the steps of a rotation) */
const edgeOf = (name: string, generations: EdgeSettings['generations'] = [1]): EdgeSettings => ({
  generations,
  keySecret: (generation) => `youbet/${name}/edge-key-${generation}`,
  publicKeyParameter: (generation) => `/youbet/${name}/edge-public-key-${generation}`,
});

const AWS_POLICIES: Policies = { send: ['sqs:SendMessage'], mailOf: 'identities', schedulesIn: 'group' };

const deployed = {
  tls: true,
  policies: AWS_POLICIES,
  limits: LIMITS,
  budget: { email: 500, sms: 50, smsPerBlock: 10, smsCountries: ['US', 'CA'], smsDollars: 20 },
  notificationMails: 500,
  throttle: { auth: { rate: 50, burst: 100 }, sockets: { rate: 200, burst: 400 }, rest: { rate: 500, burst: 1_000 } },
  architecture: Architecture.ARM_64,
  patience: 10,
  reserved: {},
  tracing: Tracing.PASS_THROUGH,
  systemLogs: SystemLogLevel.WARN,
  crashes: 5,
  rates: true,
  schedules: true,
  providerUrl: 'https://api.the-odds-api.com',
  providerCredits: 100_000,
  dkim: true,
  scanner: 'guardduty' as const,
  scans: PURPOSE_NAMES,
  heic: true,
  proofDays: 400,
  regions: {},
  binaries: 'linux-arm64' as const,
  sourceMaps: true,
};

export const ENVIRONMENTS: readonly Environment[] = [
  {
    name: 'local',
    missing: [],
    account: '000000000000',
    region: 'us-east-1',
    protected: false,
    // The emulator speaks HTTP only.
    tls: false,
    policies: { send: ['sqs:SendMessage', 'sqs:SendMessageBatch'], mailOf: '*', schedulesIn: 'default' },
    limits: LOCAL_LIMITS,
    budget: { ...deployed.budget, email: 100_000, sms: 100_000, smsPerBlock: 100_000 },
    notificationMails: 100_000,
    throttle: deployed.throttle,
    architecture: deployed.architecture,
    patience: 29,
    logRetention: RetentionDays.ONE_DAY,
    concurrency: 1_000,
    reserved: {},
    tracing: Tracing.ACTIVE,
    systemLogs: SystemLogLevel.INFO,
    crashes: deployed.crashes,
    rates: false,
    schedules: YOUBET_SCHEDULES !== 'off',
    providerUrl: SPORTS_FEED_URL ?? `http://localhost:${Number(YOUBET_PORT ?? 4566) + 1}`,
    // The replay server costs nothing, and tests ask at once and often.
    providerCredits: 10_000_000,
    providerKeyParameter: '/youbet/local/sports-feed-key',
    mobileApplications: { ios: 'APNS_SANDBOX/youbet-local', android: 'GCM/youbet-local' },
    mailDomain: 'youbet.example',
    ...localProviders(IDENTITY_PROVIDER_URL ?? `http://127.0.0.1:${Number(YOUBET_PORT ?? 4566) + 2}`),
    dkim: false,
    affiliates: { draftkings: 'youbet-local' },
    apps: { minimumVersion: { ios: null, android: null, web: null }, off: [] },
    linkedApps: { ios: { teamId: 'LOCALTEAM0', bundleId: 'com.youbet.local' }, android: null },
    origins: ['*'],
    scanner: 'yara',
    scans: deployed.scans,
    heic: deployed.heic,
    proofDays: 1,
    edge: null,
    apiEdge: null,
    socketDomain: null,
    regions: { '*': 'US-NJ' },
    binaries: 'host',
    sourceMaps: false,
    urls: urlsAt(`localhost:${YOUBET_PORT ?? 4566}`),
  },
  {
    ...deployed,
    ...configured('dev'),
    edge: edgeOf('dev'),
    protected: false,
    proofDays: 1,
    tracing: Tracing.ACTIVE,
    systemLogs: SystemLogLevel.INFO,
    logRetention: RetentionDays.ONE_WEEK,
    providerKeyParameter: '/youbet/dev/sports-feed-key',
    mobileApplications: { ios: 'APNS_SANDBOX/youbet-dev', android: 'GCM/youbet-dev' },
  },
  {
    ...deployed,
    ...configured('staging'),
    edge: edgeOf('staging'),
    protected: true,
    logRetention: RetentionDays.ONE_MONTH,
    providerKeyParameter: '/youbet/staging/sports-feed-key',
    mobileApplications: { ios: 'APNS_SANDBOX/youbet-staging', android: 'GCM/youbet-staging' },
  },
  {
    ...deployed,
    ...configured('prod'),
    edge: edgeOf('prod'),
    nagged: true,
    protected: true,
    throttle: { auth: { rate: 100, burst: 200 }, sockets: { rate: 500, burst: 1_000 }, rest: { rate: 2_000, burst: 4_000 } },
    budget: { ...deployed.budget, email: 5_000, sms: 500, smsPerBlock: 50, smsDollars: 200 },
    notificationMails: 5_000,
    // Half of the account at most for doors that anybody on the internet can flood, and never all of it.
    reserved: { 'http/auth': 100, 'websocket/connect': 50, 'websocket/messages': 150 },
    logRetention: RetentionDays.THREE_MONTHS,
    providerKeyParameter: '/youbet/prod/sports-feed-key',
    mobileApplications: { ios: 'APNS/youbet-prod', android: 'GCM/youbet-prod' },
  },
];

/** The environments that an app writes: the one of YOUBET_ENVIRONMENT, which the local cloud sets so as not to wait for the others, else all. */
export const WRITTEN = ENVIRONMENTS.filter(({ name }) => only === undefined || name === only);
