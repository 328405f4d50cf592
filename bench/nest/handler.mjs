import 'reflect-metadata';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { configure } from '@codegenie/serverless-express';
import { Controller, Get, Inject, Module, Param, Query, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { COMMANDS, WAVES } from 'recorded-calls';

/**
 * A handler in NestJS, as its documentation has one for Lambda: one module, one controller with a checked query, and the calls of DynamoDB that
 * bench/cold.ts gives it as the module `recorded-calls`. Decorators are called as functions, since esbuild writes no types of parameters.
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
  async find() {
    const data = [];
    for (const wave of WAVES) {
      const answers = await Promise.all(wave.map(({ name, input }) => this.client.send(new COMMANDS[name](input))));
      data.push(...answers.map(({ $metadata: _, ...answer }) => answer));
    }
    return { success: true, data };
  }
}

class PicksController {
  constructor(picks) {
    this.picks = picks;
  }
  get(_pickId, _query) {
    return this.picks.find();
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
