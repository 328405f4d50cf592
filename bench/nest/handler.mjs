import 'reflect-metadata';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { configure } from '@codegenie/serverless-express';
import { Controller, Get, Inject, Module, Param, Query, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/**
 * A handler in NestJS, as its documentation has one for Lambda: one module, one controller with a checked query, and one GetItem. Decorators are
 * called as functions, since esbuild writes no types of parameters.
 */
class PickQuery {}
const decorate = (decorators, target, property) => {
  for (const decorator of decorators.toReversed()) decorator(target.prototype, property);
};
decorate([IsOptional(), Type(() => Number), IsInt(), Min(1), Max(100)], PickQuery, 'limit');

class Picks {
  constructor() {
    this.client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  }
  async find(pickId) {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: process.env.TABLE_NAME, Key: { pk: pickId, sk: 'pick' } }),
    );
    return { success: true, data: Item ?? null };
  }
}

class PicksController {
  constructor(picks) {
    this.picks = picks;
  }
  get(pickId, _query) {
    return this.picks.find(pickId);
  }
}
Inject(Picks)(PicksController, undefined, 0);
Param('pickId')(PicksController.prototype, 'get', 0);
Query()(PicksController.prototype, 'get', 1);
Reflect.defineMetadata('design:paramtypes', [String, PickQuery], PicksController.prototype, 'get');
Get(':pickId')(PicksController.prototype, 'get', Object.getOwnPropertyDescriptor(PicksController.prototype, 'get'));
Controller('api/v1/picks')(PicksController);

class AppModule {}
Module({ controllers: [PicksController], providers: [Picks] })(AppModule);

let server;
async function start() {
  const app = await NestFactory.create(AppModule, new ExpressAdapter(), { logger: false });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  await app.init();
  return configure({ app: app.getHttpAdapter().getInstance() });
}

export const handler = async (event, context) => {
  server ??= await start();
  return server(event, context);
};
