// One installation for all faults, which come one after the other.

import { afterAll, beforeAll, describe } from 'vitest';
import { readExtent } from './extent.ts';
import { defineKilledNode } from './faults/f01-killed-node.ts';
import { defineKilledProduct } from './faults/f01-killed-product.ts';
import { defineKilledPostgres } from './faults/f02-killed-postgres.ts';
import { defineStopBeforeCommit } from './faults/f03-stop-before-commit.ts';
import { defineLostAnswer } from './faults/f05-lost-answer.ts';
import { defineLostRedis } from './faults/f10-lost-redis.ts';
import { defineSlowRedis } from './faults/f11-slow-redis.ts';
import { defineKeyRotation } from './faults/f17-key-rotation.ts';
import { defineRefreshStorm } from './faults/f24-refresh-storm.ts';
import { openStage, type Stage } from './stage.ts';

const extent = readExtent(process.env);

describe('two nodes, PostgreSQL and Redis', () => {
  let stage: Stage | undefined;
  const closing: (() => Promise<unknown>)[] = [];
  const getStage = () => {
    if (stage === undefined) throw new Error('The installation has not started.');
    return stage;
  };

  beforeAll(async () => {
    stage = await openStage(extent, (close) => closing.unshift(close));
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  defineKilledNode(getStage);
  defineKilledPostgres(getStage);
  defineStopBeforeCommit(getStage);
  defineLostAnswer(getStage);
  defineLostRedis(getStage);
  defineSlowRedis(getStage);
  defineKeyRotation(getStage);
  defineRefreshStorm(getStage);
});

describe('everything in one process', () => {
  defineKilledProduct(extent);
});
