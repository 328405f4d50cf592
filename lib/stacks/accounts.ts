import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Binding } from '../constructs/binding.ts';
import { DoorFunction } from '../constructs/door-function.ts';
import { HttpDoor } from '../constructs/http-door.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Signing in, profiles, roles and bans: the functions around the user pool, which the identity stack keeps. */
export class AccountsStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, identity, gateway, realtime }: DomainStackProps) {
    super(scope, id, { stackName });
    const deliver = realtime.deliveries.standard.send;

    new HttpDoor(this, data, {
      gateway,
      domain: 'auth',
      impact: 'Nobody can sign in, register or refresh: sessions end within 15 minutes.',
      uses: [
        ...data.uses(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem']),
        identity.secret,
        identity.cognito('AdminCreateUser', 'DescribeUserPoolClient'),
        identity.codes.send,
        deliver,
      ],
    });
    new HttpDoor(this, data, {
      gateway,
      domain: 'users',
      impact: 'Profiles cannot be read or changed.',
      uses: [...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem']), identity.secret],
    });

    const signOutEverywhere: readonly Binding[] = [
      ...data.uses(['GetItem', 'Query', 'PutItem', 'UpdateItem']),
      identity.cognito('AdminUserGlobalSignOut'),
      deliver,
    ];
    new DoorFunction(this, data, {
      door: 'operator/ban-user',
      impact: 'Operators cannot ban anyone.',
      uses: signOutEverywhere,
    });
    new DoorFunction(this, data, {
      door: 'operator/set-role',
      impact: 'Nobody can be made an admin or a moderator, and nobody who is one can be stopped.',
      uses: signOutEverywhere,
    });
  }
}
