import { isObject, type JsonObject } from '../json';
import type { WechatCall } from './core';
import { cleanContent, externalLinks, hostedImageId, textOf, unlink } from './content';
import { WechatError } from './errors';
import { requireMaterial } from './media';
import type { StoredArticle } from './state';

const CHARACTERS_OF_MADE_DIGEST = 54;

/** Characters as the platform's 字: code points. */
const characters = (text: string): number => Array.from(text).length;

function optionalText(article: JsonObject, name: string): string {
  const value = article[name];
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value !== 'string') {
    throw new WechatError(47001, `data format error, ${name} must be a string`);
  }
  return value;
}

function flag(article: JsonObject, name: string): number {
  const value = article[name] ?? 0;
  if (value !== 0 && value !== 1) {
    throw new WechatError(47001, `data format error, ${name} must be 0 or 1`);
  }
  return value;
}

function checkCrop(article: JsonObject, name: string): void {
  const value = optionalText(article, name);
  if (value === '') {
    return;
  }
  const fraction = '(?:0(?:\\.\\d{1,6})?|1(?:\\.0{1,6})?)';
  const [x1, y1, x2, y2] = value.split('_').map(Number);
  const ordered =
    x1 !== undefined &&
    y1 !== undefined &&
    x2 !== undefined &&
    y2 !== undefined &&
    x1 < x2 &&
    y1 < y2;
  if (!new RegExp(`^${fraction}(?:_${fraction}){3}$`).test(value) || !ordered) {
    throw new WechatError(40035, `invalid parameter ${name}`);
  }
}

function checkTexts(call: WechatCall, article: JsonObject, single: boolean): void {
  const { limits } = call.core.options;
  const title = optionalText(article, 'title');
  if (title.trim() === '' || characters(title) > limits.title) {
    throw new WechatError(45003, 'title size out of limit');
  }
  if (characters(optionalText(article, 'author')) > limits.author) {
    throw new WechatError(45110, 'author size out of limit');
  }
  if (single && characters(optionalText(article, 'digest')) > limits.digest) {
    throw new WechatError(45004, 'description size out of limit');
  }
  const source = optionalText(article, 'content_source_url');
  if (Buffer.byteLength(source) > limits.sourceUrlBytes) {
    throw new WechatError(45005, 'url size out of limit');
  }
  if (source !== '' && !/^https?:\/\/[^\s/]+/.test(source)) {
    throw new WechatError(41039, 'invalid content_source_url');
  }
}

function checkedContent(call: WechatCall, article: JsonObject): string {
  const { limits, externalLinks: policy } = call.core.options;
  const content = optionalText(article, 'content');
  if (content.trim() === '') {
    throw new WechatError(44004, 'empty content');
  }
  if (
    characters(content) >= limits.contentCharacters ||
    Buffer.byteLength(content) >= limits.contentBytes
  ) {
    throw new WechatError(45002, 'content size out of limit');
  }
  if (policy === 'reject' && externalLinks(content).length > 0) {
    throw new WechatError(45166, 'invalid content hint: [link is not allowed]');
  }
  const { state } = call.core;
  const clean = cleanContent(content, (url) => {
    const id = hostedImageId(url);
    return (
      (id !== undefined && state.images[id] !== undefined) ||
      Object.values(state.materials).some((material) => hostedImageId(material.url) === id)
    );
  });
  return unlink(clean);
}

function imageIds(call: WechatCall, article: JsonObject): string[] {
  const info = article.image_info;
  const list: unknown = isObject(info) ? info.image_list : undefined;
  const { newspicImages } = call.core.options.limits;
  if (!Array.isArray(list) || list.length === 0 || list.length > newspicImages) {
    throw new WechatError(40035, 'invalid parameter image_info');
  }
  return (list as unknown[]).map((image) => {
    const mediaId = isObject(image) ? image.image_media_id : undefined;
    requireMaterial(call, mediaId);
    return String(mediaId);
  });
}

/**
 * Checks and cleans one article of draft/add or draft/update.
 * @param single whether it is the only article of its draft (only then has it a digest)
 */
export function acceptArticle(call: WechatCall, value: unknown, single: boolean): StoredArticle {
  if (!isObject(value)) {
    throw new WechatError(47001, 'data format error');
  }
  const type = optionalText(value, 'article_type') || 'news';
  if (type !== 'news' && type !== 'newspic') {
    throw new WechatError(40035, 'invalid parameter article_type');
  }
  checkTexts(call, value, single);
  checkCrop(value, 'pic_crop_235_1');
  checkCrop(value, 'pic_crop_1_1');
  const content = checkedContent(call, value);
  const images = type === 'newspic' ? imageIds(call, value) : [];
  if (type === 'news') {
    requireMaterial(call, value.thumb_media_id);
  }
  const comments = flag(value, 'need_open_comment');
  const fansOnly = flag(value, 'only_fans_can_comment');
  if ((comments === 1 || fansOnly === 1) && !call.account.capabilities.comments) {
    throw new WechatError(88000, 'without comment privilege');
  }
  const madeDigest = Array.from(textOf(content)).slice(0, CHARACTERS_OF_MADE_DIGEST).join('');
  return {
    article_type: type,
    title: optionalText(value, 'title'),
    author: optionalText(value, 'author'),
    digest: single ? optionalText(value, 'digest') || madeDigest : '',
    content,
    content_source_url: optionalText(value, 'content_source_url'),
    thumb_media_id: type === 'news' ? optionalText(value, 'thumb_media_id') : '',
    need_open_comment: comments,
    only_fans_can_comment: fansOnly,
    image_media_ids: images,
  };
}
