import { idNumberCheck } from '../../src/shared/id-number';
import type { Random } from './random';

/** A region code that the standard has never given out: its ID numbers belong to nobody. */
const UNASSIGNED_REGION = '429980';
/** An issuer number that no bank has. */
const UNASSIGNED_ISSUER = '629999';

const SURNAMES: readonly (readonly [string, number])[] = (
  '王70 李68 张66 刘60 陈52 杨36 黄32 周30 吴28 徐24 胡26 朱20 高16 林14 何18 郭18 罗20 梁10 宋12 郑12 谢12 韩10 唐12 ' +
  '冯12 于6 董8 萧4 程14 曹10 袁10 邓14 许10 傅4 沈8 曾10 彭14 吕8 苏6 卢8 蒋8 蔡8 贾4 丁8 魏8 薛4 叶8 阎2 余14 潘8 ' +
  '杜8 戴8 夏10 钟6 汪10 田8 任6 姜4 范8 方8 石6 姚8 谭8 廖6 邹8 熊14 金8 陆6 郝2 孔2 白2 崔2 康2 毛4 邱4 秦4 江8 ' +
  '史2 顾4 侯2 邵4 孟2 龙4 万8 段4 雷6 钱4 汤6 尹4 黎4 易6 常2 武2 乔2 贺4 赖2 龚6 文4 严6 柯6 阮4 涂6 喻4 占2 祝4 ' +
  '欧阳2 司马1 上官1 诸葛1'
)
  .split(' ')
  .map((item) => {
    const [, name, weight] = /^(\D+)(\d+)$/.exec(item) as unknown as [string, string, string];
    return [name, Number(weight)] as const;
  });

/** Surnames repeated by their weight: one draw instead of a walk. */
const SURNAME_POOL = SURNAMES.flatMap(([name, weight]) =>
  Array.from({ length: weight }, () => name),
);

const GIVEN = {
  male: {
    elder:
      '建国 国强 德明 志刚 家福 光荣 大发 汉生 汉清 长生 水生 传家 永福 先明 启华 国华 世明 明德 元清 正才 克勤 继先 德胜 祖发 ' +
      '光明 炳生 金生 福生 少清 维汉 友才 全胜 云山 耀华 荣华 树生 贵生 志远 昌盛 兴发 国庆 胜利 春生 腊生 木生 和平 解放',
    middle:
      '建军 卫东 志强 勇 军 伟 刚 斌 涛 峰 建华 建平 汉桥 新民 国平 志华 红兵 立新 学军 汉平 俊 华 平 辉 凯 敏 亮 波 建新 ' +
      '文斌 汉文 少华 继东 晓东 向阳 文革 卫国 利民 爱民 汉江 长江 光辉 志勇 永刚 春明 国安 武 胜 鹏 超 明 强',
    young:
      '浩 宇轩 子豪 俊杰 天佑 博文 思远 嘉豪 浩然 梓轩 睿 一鸣 泽宇 晨曦 子涵 文博 志鹏 凯文 逸飞 铭 昊 鑫 翔 毅 雨泽 家乐 ' +
      '明轩 哲 子墨 宇航 煜 景行 弘毅 承志 知行 致远',
  },
  female: {
    elder:
      '桂英 秀兰 玉珍 凤英 桂兰 腊梅 菊香 银香 玉兰 秀英 金枝 桂枝 翠英 素珍 云香 春香 淑珍 汉英 爱珍 惠兰 月娥 运香 巧云 ' +
      '凤仙 菊英 桃香 腊英 春梅 水香 玉华 金香 明珍 梅英 素芳 淑华 兰英 彩云 德珍 慧珍 大珍 美华 少珍',
    middle:
      '红 丽 敏 静 艳 芳 燕 玲 霞 萍 娟 汉英 丽华 建华 秋菊 爱华 小红 春兰 红霞 丽萍 国珍 汉珍 腊梅 凤 兰 梅 琴 莉 云 ' +
      '晓燕 文娟 海燕 美玲 桂芳 冬梅 雪梅 俊 慧 玉玲 丽娟 翠平 幼平 汉萍 小玲 新华 红梅',
    young:
      '子涵 梓萱 诗涵 欣怡 雨桐 思雨 佳怡 梦琪 雅婷 晨曦 可馨 若曦 婷 倩 颖 雪 瑶 悦 紫萱 语嫣 嘉怡 静怡 心怡 一诺 诗琪 ' +
      '慧敏 雨欣 思琪 佳慧 婧 晗 怡宁 文静 书瑶 知夏',
  },
} as const;

type Era = keyof (typeof GIVEN)['male'];
export type Gender = keyof typeof GIVEN;

const GIVEN_LISTS = Object.fromEntries(
  Object.entries(GIVEN).map(([gender, eras]) => [
    gender,
    Object.fromEntries(Object.entries(eras).map(([era, names]) => [era, names.split(' ')])),
  ]),
) as unknown as Record<Gender, Record<Era, string[]>>;

const eraOf = (birthYear: number): Era =>
  birthYear < 1958 ? 'elder' : birthYear < 1988 ? 'middle' : 'young';

export const pickSurname = (random: Random): string => random.pick(SURNAME_POOL);

/** A full name that fits gender and year of birth. */
export const nameOf = (
  random: Random,
  gender: Gender,
  birthYear: number,
  surname = pickSurname(random),
): string => surname + random.pick(GIVEN_LISTS[gender][eraOf(birthYear)]);

export interface Person {
  readonly name: string;
  readonly gender: Gender;
  /** YYYY-MM-DD. */
  readonly bornOn: string;
  readonly idNumber: string;
}

const FIRST_BIRTHDAY = Date.UTC(1900, 0, 1);
const DAY = 86_400_000;
const DAYS = Math.ceil((Date.UTC(2018, 0, 1) - FIRST_BIRTHDAY) / DAY);

/** Number of the last day of every year from 1900. */
const LAST_DAYS = Array.from({ length: 118 }, (_, year) =>
  Math.floor((Date.UTC(1900 + year, 11, 31) - FIRST_BIRTHDAY) / DAY),
);
const dayTexts: string[] = [];
const dayOf = (day: number): string =>
  (dayTexts[day] ??= new Date(FIRST_BIRTHDAY + day * DAY).toISOString().slice(0, 10));

/** Makes up people; no two of one factory share an ID number. */
export const createPeople = (random: Random) => {
  const used = new Uint16Array(DAYS * 2);

  return {
    /** @param ages youngest and eldest, at the end of 2017. */
    person(
      ages: readonly [number, number],
      known: { readonly surname?: string; readonly gender?: Gender } = {},
    ): Person {
      const gender = known.gender ?? (random.chance(0.5) ? 'male' : 'female');
      for (;;) {
        const age = random.int(ages[0], ages[1]);
        const day = (LAST_DAYS[2016 - age - 1900] as number) + random.int(1, 365);
        const slot = day * 2 + (gender === 'male' ? 1 : 0);
        const serial = (used[slot] as number) + 1;
        if (serial > 499) continue;
        used[slot] = serial;
        const bornOn = dayOf(day);
        // The 17th digit is odd for men and even for women.
        const order = serial * 2 + (gender === 'male' ? -1 : 0);
        const digits = `${UNASSIGNED_REGION}${bornOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
        return {
          name: nameOf(random, gender, Number(bornOn.slice(0, 4)), known.surname),
          gender,
          bornOn,
          idNumber: digits + idNumberCheck(digits),
        };
      }
    },
  };
};

export type People = ReturnType<typeof createPeople>;

/** Check digit of Luhn's rule for the digits before it. */
export const luhnDigit = (digits: string): number => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const value = index % 2 === 0 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
};

/** A bank account that can't exist: unassigned issuer, wrong check digit. */
export const accountOf = (serial: number): string => {
  const digits = `${UNASSIGNED_ISSUER}${String(serial).padStart(12, '0')}`;
  return `${digits}${(luhnDigit(digits) + 5) % 10}`;
};

/** A mobile number of a range that no carrier uses. */
export const mobileOf = (random: Random): string =>
  `1400000${String(random.int(0, 9999)).padStart(4, '0')}`;
