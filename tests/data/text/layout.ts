import { chineseDay } from '../calendar';

/** Chinese numerals for headings: 一、二、… 二十. */
const NUMERALS = '一二三四五六七八九十';
export const numeral = (value: number): string =>
  value <= 10
    ? NUMERALS.charAt(value - 1)
    : value < 20
      ? `十${NUMERALS.charAt(value - 11)}`
      : `${NUMERALS.charAt(Math.floor(value / 10) - 1)}十${value % 10 === 0 ? '' : NUMERALS.charAt((value % 10) - 1)}`;

/** Two ideographic spaces. */
const INDENT = '\u3000\u3000';

/** A paragraph with the two-character indent of Chinese documents. */
export const paragraph = (text: string): string => `${INDENT}${text}`;

/** A Markdown table. */
export const table = (
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string =>
  [
    `| ${header.join(' | ')} |`,
    `| ${header.map(() => '---').join(' | ')} |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

export interface DocumentParts {
  /** 主送机关, without the colon. */
  readonly to?: string;
  /** Paragraphs, headings (`## …`) and tables. */
  readonly blocks: readonly string[];
  /** Names of annexes. */
  readonly annexes?: readonly string[];
  readonly signer: string;
  /** YYYY-MM-DD of the signature. */
  readonly day: string;
}

const isBare = (block: string) => /^(#|\||\u3000|-\s|\*\*)/.test(block);

/** A document in the layout of 党政机关公文格式, as Markdown. */
export const officialDocument = ({
  to,
  blocks,
  annexes = [],
  signer,
  day,
}: DocumentParts): string => {
  const annexList =
    annexes.length === 0
      ? []
      : annexes.length === 1
        ? [paragraph(`附件：${annexes[0] as string}`)]
        : [paragraph(`附件：${annexes.map((name, index) => `${index + 1}．${name}`).join('；')}`)];
  return [
    ...(to ? [`${to}：`] : []),
    ...blocks.map((block) => (isBare(block) ? block : paragraph(block))),
    ...annexList,
    `**${signer}**  \n${chineseDay(day)}`,
  ].join('\n\n');
};
