import { z } from 'zod';

/** Control characters but tab and line feed, and marks that turn the direction of text around. */
const UNWANTED = /[^\P{Cc}\t\n]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** What a browser would take for a tag or comment; a "<" before a number or a space is just text. */
const MARKUP = /<[a-z!/?]/i;

/**
 * A text that a citizen writes into a form: trimmed, Unicode NFC, with plain line ends, without
 * control characters and markup.
 */
export const citizenText = (options: { min?: number; max: number; lines?: 'one' | 'many' }) =>
  z
    .string('请填写文字')
    // Before anything else walks through it; composing can't make it longer than this.
    .max(options.max * 4, `至多 ${options.max} 个字`)
    .refine((text) => !/\p{Surrogate}/u.test(text), '含有不完整的字符')
    .transform((text) => text.replace(/\r\n?/g, '\n').normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(options.min ?? 1, (options.min ?? 1) === 1 ? '不能为空' : `至少 ${options.min} 个字`)
        .max(options.max, `至多 ${options.max} 个字`)
        .refine((text) => !UNWANTED.test(text), '含有控制字符，请重新输入')
        .refine((text) => !MARKUP.test(text), '不能含有网页代码')
        .refine((text) => options.lines === 'many' || !/[\n\t]/.test(text), '只能填写一行'),
    );
