import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { READERS } from '../../core/data/keys.ts';
import type { Binding } from '../constructs/binding.ts';
import { DoorFunction } from '../constructs/door-function.ts';
import { HostedSignIn } from '../constructs/hosted-sign-in.ts';
import { HttpDoor } from '../constructs/http-door.ts';
import { output } from '../constructs/outputs.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import { StreamConsumer } from '../constructs/stream-consumer.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Calls by which accounts at Apple and Google are linked at Cognito. */
const LINKS = [
  'AdminCreateUser',
  'AdminDeleteUser',
  'AdminDisableProviderForUser',
  'AdminGetUser',
  'AdminLinkProviderForUser',
] as const;

/** Signing in, profiles, roles and bans: the functions around the user pool, which the identity stack keeps. */
export class AccountsStack extends Stack {
  constructor(scope: Construct, id: string, props: DomainStackProps) {
    const { stackName, data, identity, media, gateway, realtime, feed } = props;
    super(scope, id, { stackName });

    const signOuts = this.#addSignIn(props);
    new HttpDoor(this, data, {
      gateway,
      domain: 'users',
      impact: 'Profiles cannot be read or changed.',
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'], {
          indexes: ['gsi1'],
        }),
        identity.secret,
        identity.addressKey('Decrypt'),
      ],
    });

    new HttpDoor(this, data, {
      gateway,
      domain: 'search',
      impact: 'People cannot be searched for.',
      uses: [...data.uses(['GetItem', 'BatchGetItem', 'Query']), data.counts],
    });
    new HttpDoor(this, data, {
      gateway,
      domain: 'uploads',
      impact: 'Nobody can upload a picture or change the one beside their name.',
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem']),
        ...media.proofs,
        ...media.uses('uploads', 'PutObject', 'GetObject', 'ListBucket'),
        ...media.uses('pictures', 'GetObject', 'ListBucket'),
        ...media.uses('proofs', 'PutObject', 'PutObjectTagging', 'ListBucket'),
        ...media.uses('archive', 'GetObject', 'ListBucket'),
      ],
    });

    new StreamConsumer(this, 'social', data, {
      door: 'streams/project-social',
      impact:
        'Sockets of ended sessions and of banned people stay open, for two hours at most, search finds people by their former names, and the numbers of followers stand still.',
      table: data.table,
      entities: READERS.social,
      timeout: Duration.seconds(30),
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem']),
        realtime.deliveries.critical.send,
        ...realtime.notify,
        signOuts.send,
        identity.codes.send,
        { environment: { API_URL: gateway.url } },
        feed.fanOut.send,
        media.worker.send,
        media.storage,
        ...media.uses('archive', 'GetObject', 'ListBucket'),
      ],
    });

    const decide: readonly Binding[] = data.uses(['GetItem', 'Query', 'PutItem', 'UpdateItem']);
    for (const door of ['operator/ban-user', 'operator/set-role'] as const)
      new DoorFunction(this, data, { door, shownBy: 'the person who invokes it', uses: decide });
    new DoorFunction(this, data, {
      door: 'operator/release-address',
      shownBy: 'the person who invokes it',
      uses: [...data.uses(['DeleteItem']), identity.secret],
    });
    new DoorFunction(this, data, {
      door: 'operator/switch-sms',
      shownBy: 'the person who invokes it',
      uses: data.uses(['PutItem']),
    });
  }

  /** Signing in: the door, Cognito's pages, and the queue of what follows at Cognito and Apple, which is returned. */
  #addSignIn({ data, identity, gateway }: DomainStackProps): QueueConsumer {
    const hosted = new HostedSignIn(this, 'hosted', {
      pool: identity.pool,
      name: data.settings.name,
      settings: data.settings.hostedSignIn,
      apiUrl: gateway.url,
      isSecure: data.settings.tls,
    });
    if (hosted.made) output(this, { hostedClientId: hosted.made.clientId, hostedUrl: hosted.made.url });
    const client: Binding = { environment: { USER_POOL_CLIENT_ID: identity.client.userPoolClientId } };
    const signOuts = new QueueConsumer(this, 'sign-outs', data, {
      door: 'queues/sign-out-user',
      impact:
        'Sessions that a ban ended are refused, but not revoked at Cognito, nor are unlinked accounts at Apple; a sign-in in a browser makes a second user at Cognito.',
      variable: 'SIGN_OUTS_QUEUE_URL',
      concurrency: 5,
      uses: [
        ...data.uses(['GetItem', 'Query', 'UpdateItem', 'DeleteItem']),
        identity.secret,
        identity.cognito('DescribeUserPoolClient', ...LINKS),
        client,
        hosted.binding,
        ...identity.providers,
      ],
    });
    new ScheduledJob(this, 'sweep', data, {
      door: 'schedules/sweep-federated-users',
      impact: 'Users that Cognito made of its own, for people who did not register, stay there and count as active users.',
      group: data.clock,
      when: [['rate(1 hour)', {}]],
      uses: [...data.uses(['BatchGetItem'], { indexes: ['gsi2'] }), signOuts.send],
    });
    new HttpDoor(this, data, {
      gateway,
      domain: 'auth',
      impact: 'Nobody can sign in, register or refresh: sessions end within 15 minutes.',
      uses: [
        ...data.uses(['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem']),
        identity.secret,
        identity.addressKey('GenerateDataKey', 'Decrypt'),
        identity.texts,
        ...identity.providers,
        identity.cognito('AdminCreateUser', 'DescribeUserPoolClient'),
        identity.codes.send,
        hosted.binding,
        signOuts.send,
        { environment: { API_URL: gateway.url } },
      ],
    });
    return signOuts;
  }
}
