import { expect, it } from 'vitest';
import { mobileDeviceEntity, mobileTokenEntity } from './mobile-device.entity.ts';
import { notificationEntity } from './notification.entity.ts';
import { notificationSettingsEntity } from './notification-settings.entity.ts';
import { quietEndEntity } from './quiet-end.entity.ts';
import { subjectNotificationsEntity } from './subject-notifications.entity.ts';

const userId = '0190a000-0000-7000-8000-000000000001';
const notificationId = '0190a000-0000-7000-8000-000000000002';

it('keeps its keys', () => {
  expect(notificationEntity().get({ userId, notificationId }).params()).toMatchSnapshot('notification');
  expect(notificationEntity().query.primary({ userId }).gt({ notificationId }).params()).toMatchSnapshot('newer ones');
  expect(
    subjectNotificationsEntity()
      .get({ userId, kind: 'pick-settled', subject: `event#${userId}` })
      .params(),
  ).toMatchSnapshot('of a subject');
  expect(notificationSettingsEntity().get({ userId }).params()).toMatchSnapshot('settings');
  expect(mobileDeviceEntity().get({ userId, deviceId: notificationId }).params()).toMatchSnapshot('device');
  expect(mobileTokenEntity().get({ tokenHash: 'aB' }).params()).toMatchSnapshot('token');
  expect(quietEndEntity().get({ quarter: '2026-11-23T07:00:00.000Z', userId }).params()).toMatchSnapshot('quiet end');
});
