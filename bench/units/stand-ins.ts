import type { CodeMessage } from '#core/identity';
import type { OddsProvider } from '#core/sports-data';
import { sqs } from '#platform/enqueue';
import { keyMaker } from '#platform/new-data-key';
import { keyOpener } from '#platform/personal-vault';
import { vault, vaultOf } from '#platform/vault';
import { PURPOSE_NAMES } from '#schemas/media';
import { cognito } from '../../core/identity/cognito.ts';
import { ses } from '../../core/identity/send-mail.ts';
import { sns } from '../../core/identity/text-code.ts';
import { scheduler } from '../../core/locks/lock-schedule.ts';
import { guardDuty } from '../../core/media/scan.ts';
import { s3 } from '../../core/media/storage.ts';
import { mobilePush } from '../../core/notifications/mobile-push.ts';
import { gateway } from '../../core/realtime/gateway.ts';
import { APP_PART } from '../../test/support/app-part.ts';
import { useMemoryKeys } from '../../test/support/data-keys.ts';
import type { CallText } from './call-text.ts';
import { answer } from './cognito.ts';
import type { Meter } from './meter.ts';
import { objectStore } from './object-store.ts';

/** The services beside DynamoDB, as stand-ins: each call is counted in its wave, and answered as AWS would. */

let meter: Meter | null = null;
const sent: object[] = [];

/** Counts calls with this meter from now on; with null, they are answered without being counted. */
export const countWith = (next: Meter | null): void => {
  meter = next;
};

/** The messages that were sent since the last call, oldest first. */
export const takeSent = (): object[] => sent.splice(0);

const call = <T>(service: string, name: string, perform: () => Promise<T>): Promise<T> =>
  meter
    ? meter.other(service, { verb: 'call', of: [`${service} ${name}`], refused: false } satisfies CallText, perform)
    : perform();

const nameOf = (command: object): string => command.constructor.name.replace(/Command$/, '');
const done = (service: string) => ({ send: (command: object) => call(service, nameOf(command), async () => ({})) });

/** The queue of a URL of `standIn()`. */
const queueOf = (url = ''): string => url.replace(/^queue:/, '');

export function standIn(): void {
  sqs.inject({
    async send({ input: { QueueUrl, Entries = [] } }) {
      sent.push(...Entries.map(({ MessageBody = '' }) => JSON.parse(MessageBody) as object));
      await meter?.sent({ verb: 'send to', of: Entries.map(() => queueOf(QueueUrl)), refused: false }, Entries.length);
      return {};
    },
  });
  scheduler.inject(done('scheduler') as never);
  gateway.inject(done('gateway'));
  ses.inject(done('ses'));
  sns.inject(done('sns'));
  guardDuty.inject(done('guardduty') as never);
  const store = objectStore();
  s3.inject({ send: (command: object) => call('s3', nameOf(command), async () => store(command)) } as never);
  mobilePush.inject({
    endpointOf: (_, token) => call('sns', 'CreatePlatformEndpoint', async () => token),
    send: () => call('sns', 'Publish', async () => true),
    forget: () => call('sns', 'DeleteEndpoint', async () => {}),
  });
  // A trigger makes calls of its own, each in its own wave: the call of Cognito is over before they begin.
  cognito.inject({
    send: async (command: object) => {
      await call('cognito', nameOf(command), async () => {});
      return answer(command);
    },
  } as never);
  vault.inject(Promise.resolve(vaultOf('a secret of the bench that is 32 bytes long, at least')));
  useMemoryKeys();
  const [maker, opener] = [keyMaker(), keyOpener()];
  keyMaker.inject({ make: (userId) => call('kms', 'GenerateDataKey', () => maker.make(userId)) });
  keyOpener.inject({ unwrap: (wrapped, userId) => call('kms', 'Decrypt', () => opener.unwrap(wrapped, userId)) });
  const queue = (name: string) => ({ [`${name}_QUEUE_URL`]: `queue:${name.toLowerCase().replaceAll('_', '-')}` });
  const names = [
    'CODES',
    'CRITICAL',
    'FAN_OUT_LARGE',
    'FEED_FANOUT',
    'GRADING',
    'LOCKS',
    'LOW',
    'MEDIA',
    'PRIVACY',
    'REVIEWS',
    'SIGN_OUTS',
    'STANDARD',
    'STARTS',
    'UPKEEP',
  ];
  Object.assign(process.env, ...names.map(queue), {
    LIMITS: JSON.stringify({
      anonymousPerMinute: 100_000,
      freePerMinute: 100_000,
      premiumPerMinute: 100_000,
      codesPerAddressPerHour: 100_000,
      codesPerNetworkPerHour: 100_000,
      codesPerDevicePerHour: 100_000,
    }),
    SEND_BUDGET: JSON.stringify({ email: 100_000, sms: 100_000, smsPerBlock: 100_000 }),
    SMS_COUNTRIES: '["US","CA"]',
    IDENTITY_PROVIDERS: '{}',
    HOSTED_SIGN_IN: JSON.stringify({ providers: [], url: '', clientId: '', links: [], isSecure: true }),
    USER_POOL_ID: 'pool',
    USER_POOL_CLIENT_ID: 'server',
    MAIL_FROM: 'codes@youbet.example',
    MAIL_CONFIGURATION_SET: 'youbet',
    NOTIFICATION_MAILS: '100000',
    API_URL: 'https://api.example',
    SOCKET_URL: 'wss://sockets.example',
    APP_CONFIG: JSON.stringify(APP_PART),
    AFFILIATES: '{}',
    LINKED_APPS: '{"ios":{"teamId":"T","bundleId":"b"},"android":{"package":"p","fingerprints":[]}}',
    LOCK_FUNCTION_ARN: 'lock-event',
    LOCK_SCHEDULE_GROUP: 'locks',
    LOCK_SCHEDULE_ROLE_ARN: 'role',
    EDGE: 'none',
    REGIONS: '{"*":"US-NJ"}',
    UPLOADS_BUCKET: 'uploads',
    MEDIA_BUCKET: 'pictures',
    PROOF_BUCKET: 'proofs',
    EXPORTS_BUCKET: 'exports',
    ERASURES_BUCKET: 'erasures',
    ARCHIVE_BUCKET: 'archive',
    RESULTS_BUCKET: 'results',
    MEDIA_URL: 'https://pictures.example',
    STORAGE: JSON.stringify({ url: 'https://s3.example', pathStyle: true }),
    AWS_REGION: 'us-east-1',
    SCANNER: 'guardduty',
    SCANS: PURPOSE_NAMES.join(' '),
    HEIC: 'on',
    EDGE_ID: 'none',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
}

/** The newest code that was sent, by the vault of standIn(). */
export async function newestCode(): Promise<string> {
  const message = takeSent().at(-1) as CodeMessage;
  const { code } = JSON.parse((await vault()).open('message', message.sealed, message.channel)) as { code: string };
  return code;
}

/** An odds provider whose requests are counted, each in its wave. */
export const asked = (provider: OddsProvider): OddsProvider => ({
  name: provider.name,
  covers: provider.covers,
  budget: provider.budget,
  credits: provider.credits,
  games: (league, competitions) => call('provider', 'games', () => provider.games(league, competitions)),
  competitions: () => call('provider', 'competitions', () => provider.competitions()),
  odds: (league, competitions) => call('provider', 'odds', () => provider.odds(league, competitions)),
  further: (league, id) => call('provider', 'further lines', () => provider.further(league, id)),
  scores: (league, competitions) => call('provider', 'scores', () => provider.scores(league, competitions)),
});
