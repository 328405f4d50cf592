import { ArnFormat, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaVersion, type UserPool, type UserPoolClient, UserPoolOperation } from 'aws-cdk-lib/aws-cognito';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { allow, allowAnywhere, type Binding } from '../constructs/binding.ts';
import { DoorFunction } from '../constructs/door-function.ts';
import { addAlarms, counted, failureRate } from '../constructs/impact-alarm.ts';
import { MailSender } from '../constructs/mail-sender.ts';
import { output } from '../constructs/outputs.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { ClosedUserPool } from '../constructs/user-pool.ts';
import type { Environment } from '../environments.ts';
import type { DataStack } from './data.ts';

/** Cognito calls a trigger again after 5 s. */
const TRIGGER_TIMEOUT = Duration.seconds(5);

type CognitoCall =
  | 'AdminCreateUser'
  | 'AdminDeleteUser'
  | 'AdminDisableProviderForUser'
  | 'AdminGetUser'
  | 'AdminLinkProviderForUser'
  | 'DescribeUserPoolClient';

/**
 * The user pool with its triggers, the secret that identity derives its keys from, the key of addresses, the queue that sends codes and the one that
 * puts addresses on hold.
 */
export class IdentityStack extends Stack {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly codes: QueueConsumer;
  /** The bindings of a function that sends notifications by e-mail. */
  readonly notificationMails: readonly Binding[];
  readonly #secret: Secret;
  readonly #addressKey: Key;
  readonly #settings: Environment;

  constructor(scope: Construct, id: string, { data, ...props }: StackProps & { readonly data: DataStack }) {
    const { settings } = data;
    super(scope, id, props);
    this.#settings = settings;
    this.#secret = new Secret(this, 'Secret', {
      description: 'Identity keys addresses with it, and hashes the codes and tokens that it keeps.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: settings.protected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(this.#secret, {
      'AwsSolutions-SMG4':
        'It keys addresses: another value would separate all users from their accounts, so it is never rotated.',
    });
    this.#addressKey = new Key(this, 'AddressKey', {
      description: 'Wraps the data key of each person, which seals their e-mail address and phone number.',
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: settings.protected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const { pool, client } = new ClosedUserPool(this, 'Users', { kept: settings.protected });
    this.pool = pool;
    this.client = client;
    this.#addTriggers(data);
    const mail = new MailSender(this, 'Mail', data);
    this.codes = this.#sendCodes(data, mail);
    this.notificationMails = [
      this.addressKey('Decrypt'),
      mail.sendAs('notifications'),
      { environment: { NOTIFICATION_MAILS: String(settings.notificationMails) } },
    ];
    output(this, { userPoolId: pool.userPoolId, userPoolClientId: client.userPoolClientId });
  }

  #addTriggers(data: DataStack): void {
    const trigger = (name: string, uses: readonly Binding[] = []) =>
      new DoorFunction(this, data, {
        door: `triggers/cognito/${name}`,
        shownBy: 'failed sign-ins',
        uses,
        timeout: TRIGGER_TIMEOUT,
      }).fn;
    const preToken = trigger('pre-token-generation', data.uses(['GetItem']));
    const signUp = trigger('pre-sign-up', [...data.uses(['PutItem']), this.secret]);
    const verify = trigger('verify-auth-challenge', data.uses(['UpdateItem']));
    this.pool.addTrigger(UserPoolOperation.PRE_SIGN_UP, signUp);
    this.pool.addTrigger(UserPoolOperation.DEFINE_AUTH_CHALLENGE, trigger('define-auth-challenge'));
    this.pool.addTrigger(UserPoolOperation.CREATE_AUTH_CHALLENGE, trigger('create-auth-challenge'));
    this.pool.addTrigger(UserPoolOperation.VERIFY_AUTH_CHALLENGE_RESPONSE, verify);
    this.pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, preToken, LambdaVersion.V2_0);
    addAlarms(this, data.alarms, {
      SignInsFail: {
        impact: 'Nobody can sign in; who is signed in stays so for at most 15 minutes: Cognito or one of its triggers fails.',
        metric: counted(data, 'cognito.failed'),
        threshold: data.settings.crashes,
        lasting: true,
      },
    });
  }

  #sendCodes(data: DataStack, mail: MailSender): QueueConsumer {
    const { budget, smsSender } = data.settings;
    const bounces = new QueueConsumer(this, 'bounces', data, {
      door: 'queues/hold-address',
      impact: 'Codes go on to addresses that bounce or complain, until SES stops all mail.',
      concurrency: 2,
      uses: [this.secret, ...data.uses(['PutItem'])],
    });
    mail.reportTo(bounces.queue);
    const codes = { failed: counted(data, 'code.refused'), succeeded: counted(data, 'code.sent') };
    addAlarms(this, data.alarms, {
      CodesRefused: {
        impact: 'Nobody gets a code, so nobody can sign in or register: SES or SNS refuses most messages.',
        ...failureRate(data, codes, { percent: 50, least: 5 }),
      },
      TextsCostly: {
        impact: `Text messages have cost ${data.settings.budget.smsDollars} dollars this month, perhaps for an attacker: \`npm run job -- switch-sms\` ends them.`,
        metric: new Metric({
          namespace: 'AWS/SNS',
          metricName: 'SMSMonthToDateSpentUSD',
          statistic: 'Maximum',
          period: Duration.hours(1),
        }),
        threshold: data.settings.budget.smsDollars,
      },
      AppleTokensFail: {
        impact:
          'Accounts that are deleted or unlinked stay in the list of apps of their Apple accounts: Apple takes no code of a sign-in.',
        metric: counted(data, 'apple.failed'),
        threshold: data.settings.crashes,
        lasting: true,
      },
      CodesOverBudget: {
        impact:
          'Nobody gets a code until the next hour: more were asked for than the budget of an hour allows, perhaps by an attacker.',
        metric: counted(data, 'code.unsent'),
        threshold: 5,
      },
    });
    const sender = new QueueConsumer(this, 'codes', data, {
      door: 'queues/send-code',
      impact: 'Codes are not sent, so nobody can sign in or register.',
      variable: 'CODES_QUEUE_URL',
      concurrency: 10,
      batch: 1,
      uses: [
        this.secret,
        this.addressKey('Decrypt'),
        ...data.uses(['GetItem', 'Query']),
        data.counts,
        { environment: { SEND_BUDGET: JSON.stringify(budget), ...(smsSender && { SMS_SENDER: smsSender }) } },
        mail.sendAs('codes'),
        { allow: allowAnywhere('sns:Publish') },
      ],
    });
    // A phone number is no resource, so that the call is allowed on everything. Topics and endpoints are resources.
    const { partition } = this;
    sender.handler.fn.addToRolePolicy(
      new PolicyStatement({ effect: Effect.DENY, actions: ['sns:Publish'], resources: [`arn:${partition}:sns:*:*:*`] }),
    );
    return sender;
  }

  get secret(): Binding {
    // On AWS this is `secretArn`. The emulator answers a Ref with the name, which no policy accepts.
    const { attrId: secretArn } = this.#secret.node.defaultChild as CfnSecret;
    return { environment: { IDENTITY_SECRET_ID: secretArn }, allow: allow(['secretsmanager:GetSecretValue'], secretArn) };
  }

  /** The key that wraps the data keys of people. */
  addressKey(...calls: readonly ('GenerateDataKey' | 'Decrypt')[]): Binding {
    const { keyArn } = this.#addressKey;
    return {
      environment: { ADDRESS_KEY_ID: keyArn },
      allow: allow(
        calls.map((call) => `kms:${call}`),
        keyArn,
      ),
    };
  }

  /** @param calls of Cognito that need IAM; calls that a client secret authorizes need no binding */
  cognito(...calls: readonly CognitoCall[]): Binding {
    const { userPoolId, userPoolArn } = this.pool;
    return {
      environment: { USER_POOL_ID: userPoolId },
      allow: allow(
        calls.map((call) => `cognito-idp:${call}`),
        userPoolArn,
      ),
    };
  }

  /** The identity providers whose ID tokens a function takes. Where Apple is one, it may call Apple in the name of our team. */
  get providers(): Binding[] {
    const { identityProviders } = this.#settings;
    const environment = { IDENTITY_PROVIDERS: JSON.stringify(identityProviders) };
    const { apple } = identityProviders;
    if (!apple) return [{ environment }];
    const keyArn = this.formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${apple.keySecret}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const because = 'Secrets Manager adds six letters to the name of a secret.';
    return [{ environment, allow: { actions: ['secretsmanager:GetSecretValue'], resources: [keyArn], because } }];
  }

  /** The countries whose numbers a door takes. */
  get texts(): Binding {
    return { environment: { SMS_COUNTRIES: JSON.stringify(this.#settings.budget.smsCountries) } };
  }

  get issuer(): string {
    return `https://cognito-idp.${this.region}.amazonaws.com/${this.pool.userPoolId}`;
  }

  /** The settings with which a function verifies an access token. */
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
