import type {
  InspectionCheck,
  LimitDefinition,
} from '../../../../shared/contracts/publication-rate-inspection';
import { UNIT_NAMES } from './limits';

type Standing = 'good' | 'warning' | 'failing' | 'none';

interface Watched {
  readonly label: string;
  readonly since: string | null;
  readonly daysLeft: number | null;
  readonly standing: Standing;
}

interface Sums {
  readonly watched: number;
  readonly warning: number;
  readonly failing: number;
}

/** How a light stands by the things that it watches. */
export const standingOf = (
  { watched, warning, failing }: Sums,
  whenEmpty: InspectionCheck['whenEmpty'],
): Standing => {
  if (failing > 0) return 'failing';
  if (warning > 0) return 'warning';
  return watched > 0 ? 'good' : whenEmpty;
};

/** How long there is, or was: “还剩 3 天”, “今天到期”, “已超期 12 天”. */
export const daysText = (daysLeft: number): string => {
  if (daysLeft > 0) return `还剩 ${daysLeft} 天`;
  return daysLeft === 0 ? '今天到期' : `已超期 ${-daysLeft} 天`;
};

/** One thing watched, in words: “最近更新于 2026-11-01，已超期 8 天”. */
export const watchedText = (
  { since, daysLeft }: Pick<Watched, 'since' | 'daysLeft'>,
  texts: InspectionCheck['texts'],
): string =>
  [
    since === null ? texts.never : `${texts.since} ${since}`,
    ...(daysLeft === null ? [] : [daysText(daysLeft)]),
  ].join('，');

/** “14 天”, “6 个月”. */
export const limitText = ({ unit }: LimitDefinition, value: number): string =>
  `${value} ${UNIT_NAMES[unit]}`;

/** A light in one sentence: how it stands, what is worst, and what to do. */
export const lightText = (
  texts: InspectionCheck['texts'],
  standing: Standing,
  sums: Sums,
  worst: Watched | undefined,
  limit: string,
): string => {
  if (standing === 'none') return `${texts.empty}。`;
  if (!worst || standing === 'good') return `${sums.watched > 0 ? texts.good : texts.empty}。`;
  const count = standing === 'failing' ? sums.failing : sums.warning;
  const state = standing === 'failing' ? `不符合 ${limit}的期限` : `接近 ${limit}的期限`;
  const text = watchedText(worst, texts);
  return sums.watched > 1
    ? `${count} 项${state}，最久的是“${worst.label}”：${text}。${texts.advice}。`
    : `${worst.label}：${text}（期限 ${limit}）。${texts.advice}。`;
};
