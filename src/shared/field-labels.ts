import type { FieldLabel, Label } from './contracts/editor-desk';

/** A field that holds an amount in yuan, with the hint that every such field has. */
export const moneyField = (zh: string, en: string, more?: Label): FieldLabel => ({
  zh,
  en,
  hint: {
    zh: `单位：元，最多两位小数，不填万元。${more?.zh ?? ''}`,
    en: `In yuan with at most two decimals, not in 10,000 yuan.${more ? ` ${more.en}` : ''}`,
  },
});

/** The readable address part that the system makes from a title. */
export const slugField: FieldLabel = {
  zh: '网址标识',
  en: 'Slug',
  hint: {
    zh: '用于网址，保存时由系统按标题拼音生成。',
    en: 'Part of the address; made from the title in pinyin on saving.',
  },
  readOnly: true,
};

/** Encrypted with the system's key; the form shows it masked. */
export const idNumberField: FieldLabel = {
  zh: '身份证号',
  en: 'ID number',
  hint: {
    zh: '18 位居民身份证号。加密保存，仅供核对，不对外公开；保存后只显示首尾几位。',
    en: '18 characters. Stored encrypted for checking only, never published; shown masked once saved.',
  },
};

/** Keyed hash by which a person is found without decrypting anything. */
export const idHashField: FieldLabel = { zh: '身份证号摘要', en: 'ID number hash', hidden: true };
