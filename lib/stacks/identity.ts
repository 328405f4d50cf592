import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  ResourceServerScope,
  UserPool,
  UserPoolClient,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import { type CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { allow, allowAnywhere, type Binding } from '../constructs/binding.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { output } from '../constructs/outputs.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import type { Environment } from '../environments.ts';
import type { DataStack } from './data.ts';

/** Cognito calls a trigger again after 5 s. */
const TRIGGER_TIMEOUT = Duration.seconds(5);

/** Who somebody is: a closed user pool that only our server speaks to, the rules that it asks, and the codes that we send. */
export class IdentityStack extends Stack {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly codes: QueueConsumer;
  readonly #secret: Secret;
  readonly #settings: Environment;

  constructor(scope: Construct, id: string, { data, ...props }: StackProps & { readonly data: DataStack }) {
    const { settings } = data;
    super(scope, id, { ...props, terminationProtection: settings.protected });
    this.#settings = settings;
    const removalPolicy = settings.protected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    this.#secret = new Secret(this, 'Secret', {
      description:
        'What identity derives its keys from: how addresses are keyed, and what the codes and tokens that it keeps are hashed with.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
    acknowledge(this.#secret, {
      'AwsSolutions-SMG4':
        'Addresses are keyed by it: another value would part every user from their account, so it is never rotated.',
    });

    this.pool = new UserPool(this, 'Users', {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: true,
      accountRecovery: AccountRecovery.NONE,
      featurePlan: FeaturePlan.ESSENTIALS,
      passwordPolicy: {
        minLength: 64,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      deletionProtection: settings.protected,
      removalPolicy,
    });
    acknowledge(this.pool, {
      'AwsSolutions-COG2':
        'Nobody has a password: a code sent to an address is the factor, and only our server can ask Cognito to sign in.',
      'AwsSolutions-COG8': 'The Plus plan protects passwords. Guessing of codes is limited by core/identity and core/limits.',
    });
    this.pool.addResourceServer('Api', {
      identifier: 'youbet',
      scopes: [new ResourceServerScope({ scopeName: 'user', scopeDescription: 'Act as a signed-in bettor.' })],
    });
    this.client = new UserPoolClient(this, 'Server', {
      userPool: this.pool,
      generateSecret: true,
      authFlows: { custom: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      writeAttributes: new ClientAttributes(),
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.days(7),
    });

    const impact = 'Nobody can sign in; who is signed in stays so for at most 15 minutes.';
    const trigger = (name: string, uses: readonly Binding[]) =>
      new HouseFunction(this, data, { door: `triggers/cognito/${name}`, impact, uses, timeout: TRIGGER_TIMEOUT });
    const define = trigger('define-auth-challenge', []);
    const create = trigger('create-auth-challenge', []);
    const verify = trigger('verify-auth-challenge', data.uses(['UpdateItem']));
    const preToken = trigger('pre-token-generation', data.uses(['GetItem']));
    this.pool.addTrigger(UserPoolOperation.DEFINE_AUTH_CHALLENGE, define.fn);
    this.pool.addTrigger(UserPoolOperation.CREATE_AUTH_CHALLENGE, create.fn);
    this.pool.addTrigger(UserPoolOperation.VERIFY_AUTH_CHALLENGE_RESPONSE, verify.fn);
    this.pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, preToken.fn, LambdaVersion.V2_0);

    const mail = new EmailIdentity(this, 'Mail', { identity: Identity.domain(settings.mailDomain) });
    const mailing =
      settings.policies.mailOf === '*' ? allowAnywhere('ses:SendEmail') : allow(['ses:SendEmail'], mail.emailIdentityArn);
    this.codes = new QueueConsumer(this, 'codes', data, {
      door: 'queues/send-code',
      impact: 'Codes are not sent, so nobody can sign in or register.',
      variable: 'CODES_QUEUE_URL',
      concurrency: 10,
      batch: 1,
      uses: [
        this.secret,
        { environment: { MAIL_FROM: `codes@${settings.mailDomain}` }, allow: mailing },
        { allow: allowAnywhere('sns:Publish') },
      ],
    });

    output(this, { userPoolId: this.pool.userPoolId, userPoolClientId: this.client.userPoolClientId });
  }

  get secret(): Binding {
    // The same as secretArn on AWS; the local cloud answers a Ref with the name, which no policy can be written for.
    const { attrId: secretArn } = this.#secret.node.defaultChild as CfnSecret;
    return { environment: { IDENTITY_SECRET_ID: secretArn }, allow: allow(['secretsmanager:GetSecretValue'], secretArn) };
  }

  /** @param calls that need IAM; what a client secret is enough for needs none */
  cognito(...calls: readonly ('AdminCreateUser' | 'AdminUserGlobalSignOut' | 'DescribeUserPoolClient')[]): Binding {
    const { userPoolId, userPoolArn } = this.pool;
    return {
      environment: { USER_POOL_ID: userPoolId },
      allow: allow(
        calls.map((call) => `cognito-idp:${call}`),
        userPoolArn,
      ),
    };
  }

  get issuer(): string {
    return `https://cognito-idp.${this.region}.amazonaws.com/${this.pool.userPoolId}`;
  }

  /** What every HTTP door needs to know whose token it was given. */
  get tokens(): Binding {
    return {
      environment: {
        TOKEN_ISSUER: this.issuer,
        JWKS_URL: this.#settings.urls.keys(this.pool.userPoolId, this.region),
        USER_POOL_CLIENT_ID: this.client.userPoolClientId,
      },
    };
  }
}
