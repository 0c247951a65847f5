import fs from 'node:fs';

import type { Core } from '@strapi/strapi';

import type { PublicationRateService } from '../../src/shared/contracts/publication-rate';

interface Expected {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly value: string;
}

/** Reads the report's figures: id, name, unit, value; only the last column may hold a comma. */
const readExpected = (file: string): Expected[] =>
  fs
    .readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [id = '', name = '', unit = '', value = ''] = line.split(',');
      return { id, name, unit, value };
    });

/** Columns that a text takes in a terminal: Chinese characters take two. */
const width = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
const pad = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - width(text)));

/** Prints every figure of 2017 beside the report's value; true if all agree. */
export const compareFigures = async (
  strapi: Core.Strapi,
  file: string,
  say: (line: string) => void,
): Promise<boolean> => {
  const started = Date.now();
  const { data } = await strapi
    .plugin('publication-rate')
    .service<PublicationRateService>('figures')
    .compute({ year: 2017 });
  const computed = new Map(data.map((figure) => [figure.id, figure]));
  const milliseconds = Date.now() - started;

  say('');
  say(`  ${pad('指标 / figure', 36)}${pad('计算值 / computed', 20)}${pad('年报 / report', 20)}`);
  let wrong = 0;
  const expected = readExpected(file);
  for (const { id, name, unit, value } of expected) {
    const figure = computed.get(id);
    const isRight = figure?.value === value;
    if (!isRight) wrong += 1;
    say(
      `${isRight ? '✓' : '✗'} ${pad(name, 36)}${pad(figure?.value ?? '?', 20)}${pad(value, 20)}${unit}`,
    );
  }
  say(
    wrong === 0
      ? `✓ ${expected.length} 项指标全部一致，用时 ${milliseconds} 毫秒 / all ${expected.length} figures agree`
      : `✗ ${wrong} 项指标不一致 / ${wrong} figures differ`,
  );
  return wrong === 0;
};
