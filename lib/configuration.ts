import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { AppSettings } from '../schemas/app-config.ts';
import { LINKED_BOOKS } from '../schemas/deeplinks.ts';

/** The id of an app at Google, and the bundle or services id of one at Apple. */
const GoogleClient = z.string().regex(/^[\w-]+\.apps\.googleusercontent\.com$/, 'is not a client id of Google');
const AppleClient = z.string().regex(/^[A-Za-z0-9.-]{3,255}$/, 'is not an id of an app');
/**
 * CloudFront reads certificates of this region alone:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
 */
export const EDGE_REGION = 'us-east-1';
const DomainName = z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'is not a domain');
const CERTIFICATE = /^arn:aws:acm:([a-z0-9-]+):(\d{12}):certificate\/[\da-f-]{36}$/;
/** The name that an API has, and the ARN of a certificate that covers it. */
const NameOfApi = z.strictObject({
  name: DomainName.nullable(),
  certificate: z.string().regex(CERTIFICATE, 'is not the ARN of a certificate').nullable(),
});
const ofTen = z.string().regex(/^[A-Z0-9]{10}$/, 'is not ten letters and digits');

const FOLDER = path.resolve(import.meta.dirname, '../config');

/**
 * The committed file `config/<environment>.json` holds what only the owner of an environment knows. Nothing is taken from the deployer's
 * shell, since a variable that is forgotten would replace the mail identity or the alarms' subscription of a running environment. `null` is
 * a value that is not filled in yet, but `smsSender`, which some countries do not need, `domains.hostedZone`, and `google` and `apple`,
 * without which nobody signs in by them.
 */
const Fields = z.strictObject({
  /** The account that the environment lives in. The CLI refuses credentials of another. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'is not a number of 12 digits')
    .nullable(),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is not a region of AWS')
    .nullable(),
  /** Codes come from `codes@` this domain, notifications from `notifications@`. One identity of SES belongs to one environment of an account. */
  mailDomain: DomainName.nullable(),
  /**
   * The names of the two APIs, which apps are shipped with. `hostedZone` is the id of the hosted zone of Route 53 in which a deployment makes their
   * records, null where other DNS has them.
   */
  domains: z.strictObject({
    api: NameOfApi,
    sockets: NameOfApi,
    hostedZone: z
      .string()
      .regex(/^Z[A-Z0-9]{4,31}$/, 'is not the id of a hosted zone')
      .nullable(),
  }),
  /** Receives the alarms. */
  alarmEmail: z.email().nullable(),
  /** The registered name or number that text messages come from, where a country requires one. */
  smsSender: z
    .string()
    .regex(/^([A-Za-z][A-Za-z0-9]{0,10}|\+?[1-9]\d{4,14})$/, 'is neither a sender name of at most 11 characters nor a number')
    .nullable(),
  /** Our registrations at the affiliate programmes of sportsbooks, by the book (core/deeplinks/books.ts). */
  affiliates: z.partialRecord(z.enum(LINKED_BOOKS), z.string().regex(/^[\w.-]{1,100}$/, 'is not an affiliate id')),
  /** The apps that links to picks open in, on each system: `null` without one. */
  linkedApps: z.strictObject({
    ios: z.strictObject({ teamId: ofTen, bundleId: AppleClient }).nullable(),
    android: z
      .strictObject({
        package: z.string().regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/, 'is not a package of Android'),
        fingerprints: z.array(z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/, 'is not a SHA-256 of a certificate')).min(1),
      })
      .nullable(),
  }),
  /** The apps whose ID tokens of Google are taken, and the web client of sign-in in a browser, if there is; null without sign-in by Google. */
  google: z.strictObject({ clientIds: z.array(GoogleClient).min(1), webClientId: GoogleClient.optional() }).nullable(),
  /**
   * The apps whose ID tokens of Apple are taken, the key of the team for Apple's own calls, and the services id of sign-in in a browser, if there is;
   * null without sign-in by Apple.
   */
  apple: z
    .strictObject({
      clientIds: z.array(AppleClient).min(1),
      teamId: ofTen,
      keyId: ofTen,
      servicesId: AppleClient.optional(),
    })
    .nullable(),
  /** Universal links into our apps at which a sign-in in a browser may end, beside `youbet://signed-in`. */
  appLinks: z.array(z.url({ protocol: /^https$/ })),
  /** The least version of each app, and the parts that none of them shows: `GET /config` tells the apps. */
  apps: AppSettings,
  /**
   * The origins of web apps whose pages may call the API and upload: none but these. Phones need none. `http` is for a page on this machine,
   * against an environment of development.
   */
  origins: z.array(
    z
      .url()
      .refine((origin) => URL.canParse(origin) && new URL(origin).origin === origin, 'is not an origin')
      .regex(/^(https:\/\/[^*]+|http:\/\/localhost(:\d+)?)$/, 'is neither https nor http://localhost'),
  ),
  /** The account's quota of concurrent executions in the region. A new account has 10, and asks for more before the first deployment. */
  concurrency: z.int().min(10),
});
export type Configuration = z.infer<typeof Fields>;

/** The fields with what is wrong between them. */
const Whole = Fields.superRefine(({ account, region, domains: { api, sockets } }, { addIssue }) => {
  const wrong = (field: 'api' | 'sockets', part: 'name' | 'certificate', message: string) =>
    addIssue({ code: 'custom', path: ['domains', field, part], message });
  if (api.name !== null && api.name === sockets.name)
    wrong('sockets', 'name', 'is the name of the HTTP API, and API Gateway gives a name to one kind of API alone');
  for (const [field, { certificate }, home, why] of [
    ['api', api, EDGE_REGION, 'where CloudFront reads certificates'],
    ['sockets', sockets, region, 'the region of the API'],
  ] as const) {
    const [, itsRegion, itsAccount] = CERTIFICATE.exec(certificate ?? '') ?? [];
    if (home !== null && itsRegion !== undefined && itsRegion !== home)
      wrong(field, 'certificate', `is of ${itsRegion} and not of ${home}, ${why}`);
    if (account !== null && itsAccount !== undefined && itsAccount !== account)
      wrong(field, 'certificate', 'is of another account');
  }
});

/** The fields that a first deployment needs. */
const needed = ({ account, region, mailDomain, alarmEmail, domains: { api, sockets } }: Configuration) => ({
  ...{ account, region, mailDomain, alarmEmail },
  'domains.api.name': api.name,
  'domains.api.certificate': api.certificate,
  'domains.sockets.name': sockets.name,
  'domains.sockets.certificate': sockets.certificate,
});

/** The path of a configuration from the root of the project, as messages name it. */
export const fileOf = (name: string): string => `config/${name}.json`;

/** @throws Error that names the file and each field that is wrong */
export function configurationOf(name: string, text = readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')): Configuration {
  const { data, error } = Whole.safeParse(JSON.parse(text));
  if (error)
    throw new Error(`${fileOf(name)}: ${error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`);
  return data;
}

/** @returns the fields that have to be filled in before a first deployment */
export const missingIn = (configuration: Configuration): readonly string[] =>
  Object.entries(needed(configuration)).flatMap(([field, value]) => (value === null ? [field] : []));
