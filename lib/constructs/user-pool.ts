import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  ResourceServerScope,
  UserPool,
  UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** A user pool without self-service, and the client of the server, which signs users in by custom challenges. HostedSignIn adds one for pages. */
export class ClosedUserPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  /** @param kept the pool outlives its stack and refuses deletion */
  constructor(scope: Construct, id: string, { kept }: { readonly kept: boolean }) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: true,
      accountRecovery: AccountRecovery.NONE,
      featurePlan: FeaturePlan.ESSENTIALS,
      // Users have no password. The policy only bounds what Cognito would accept for one.
      passwordPolicy: {
        minLength: 64,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      deletionProtection: kept,
      removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
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
  }
}
