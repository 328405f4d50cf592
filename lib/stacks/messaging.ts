import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DoorFunction } from '../constructs/door-function.ts';
import { HttpDoor } from '../constructs/http-door.ts';
import { addAlarms, counted } from '../constructs/impact-alarm.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Conversations, their members and their messages, and the archive of old ones. */
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
        ...media.uses('archive', 'GetObject', 'DeleteObject', 'ListBucket'),
        realtime.posts,
        realtime.deliveries.standard.send,
      ],
    });
    addAlarms(this, data.alarms, {
      LateMessages: {
        impact: 'Chats are slow: one message in ten takes more than 50 ms from our door to the last of up to 50 sockets.',
        metric: counted(data, 'message.posted', { statistic: 'p90', dimensionsMap: { sockets: 'upTo50' } }),
        threshold: 50,
        lasting: true,
      },
    });
    new ScheduledJob(this, 'archive', data, {
      door: 'schedules/archive-logs',
      impact: 'Messages of more than a year stay in the table, which costs more; nobody misses one.',
      group: data.clock,
      when: [['cron(15 8 ? * MON *)', {}]],
      timeout: Duration.minutes(15),
      uses: [
        ...data.uses(['BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'], {
          indexes: ['gsi2'],
        }),
        media.storage,
        ...media.uses('archive', 'GetObject', 'PutObject', 'PutObjectTagging', 'DeleteObject', 'ListBucket'),
      ],
    });
    new DoorFunction(this, data, {
      door: 'operator/restore-conversation',
      shownBy: 'the person who invokes it',
      timeout: Duration.minutes(15),
      uses: [
        ...data.uses(['GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem']),
        media.storage,
        ...media.uses('archive', 'GetObject', 'DeleteObject', 'ListBucket'),
      ],
    });
  }
}
