import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HttpDoor } from '../constructs/http-door.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Conversations, their members and their messages. */
export class MessagingStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, media, gateway, realtime }: DomainStackProps) {
    super(scope, id, { stackName });
    new HttpDoor(this, data, {
      gateway,
      domain: 'messaging',
      impact: 'Nobody can read or send messages, or change a group.',
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem']),
        ...media.proofs,
        ...media.uses('pictures', 'GetObject', 'PutObject', 'PutObjectTagging', 'ListBucket'),
        realtime.posts,
        realtime.deliveries.standard.send,
      ],
    });
  }
}
