import { createHash } from 'node:crypto';
import { jsonReply, type Reply } from '../http';
import type { Json } from '../json';
import { extensionOf, sniffMediaType, type MediaType } from '../media-type';
import { MultipartError, parseMultipart, type Part } from '../multipart';
import { randomText } from '../random';
import { jsonBody, pageOf, textMember, type WechatCall, type WechatCore } from './core';
import { WechatError } from './errors';
import type { Material } from './state';

interface MediaRule {
  types: readonly MediaType[];
  extensions: readonly string[];
  maxBytes: (core: WechatCore) => number;
}

const IMAGE_EXTENSIONS = ['bmp', 'png', 'jpeg', 'jpg', 'gif'] as const;

const UPLOADIMG: MediaRule = {
  types: ['jpg', 'png'],
  extensions: ['jpg', 'jpeg', 'png'],
  // "under 1 MB": one megabyte itself is too much.
  maxBytes: (core) => core.options.limits.uploadImageBytes - 1,
};

const MATERIAL_RULES: Readonly<Record<string, MediaRule>> = {
  image: {
    types: ['bmp', 'png', 'jpg', 'gif'],
    extensions: IMAGE_EXTENSIONS,
    maxBytes: (core) => core.options.limits.materialImageBytes,
  },
  thumb: {
    types: ['jpg'],
    extensions: ['jpg', 'jpeg'],
    maxBytes: (core) => core.options.limits.thumbBytes,
  },
  voice: {
    types: ['mp3', 'amr', 'wav'],
    extensions: ['mp3', 'wma', 'wav', 'amr'],
    maxBytes: (core) => core.options.limits.voiceBytes,
  },
  video: {
    types: ['mp4'],
    extensions: ['mp4'],
    maxBytes: (core) => core.options.limits.videoBytes,
  },
};

function partsOf(call: WechatCall): Part[] {
  const { headers, body } = call.request;
  // Old upload servers lose bodies that come in chunks.
  if (call.core.options.rejectChunkedUploads && headers['content-length'] === undefined) {
    throw new WechatError(41005, 'media data missing');
  }
  try {
    return parseMultipart(headers['content-type'] ?? '', body);
  } catch (error) {
    if (error instanceof MultipartError) {
      throw new WechatError(41005, 'media data missing');
    }
    throw error;
  }
}

/** The part named `media`, checked. Throws 41005, 44001, 40009 or 40005. */
function mediaPart(call: WechatCall, rule: MediaRule): { filename: string; data: Buffer } {
  const part = partsOf(call).find((candidate) => candidate.name === 'media');
  if (part?.filename === undefined || part.filename === '') {
    throw new WechatError(41005, 'media data missing');
  }
  if (part.data.length === 0) {
    throw new WechatError(44001, 'empty media data');
  }
  if (part.data.length > rule.maxBytes(call.core)) {
    throw new WechatError(40009, 'invalid image size');
  }
  const type = sniffMediaType(part.data);
  if (
    type === undefined ||
    !rule.types.includes(type) ||
    !rule.extensions.includes(extensionOf(part.filename))
  ) {
    throw new WechatError(40005, 'invalid file type');
  }
  return { filename: part.filename, data: part.data };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The URL arrives as http, as on the real platform. */
function imageUrl(id: string, data: Buffer): string {
  const format = sniffMediaType(data) === 'png' ? 'png' : 'jpeg';
  return `http://mmbiz.qpic.cn/mmbiz_${format === 'png' ? 'png' : 'jpg'}/${id}/0?wx_fmt=${format}`;
}

/** `POST media/uploadimg`: an image for use inside articles; the answer is text/plain. */
export function uploadImage(call: WechatCall): Reply {
  const { core, account } = call;
  const { data } = mediaPart(call, UPLOADIMG);
  const id = randomText(43);
  const url = imageUrl(id, data);
  core.store.writeBlob(id, data);
  core.state.images[id] = {
    id,
    appId: account.appId,
    url,
    bytes: data.length,
    sha256: sha256(data),
  };
  return jsonReply({ url }, 200, 'text/plain');
}

function storeMaterial(call: WechatCall, type: string, permanent: boolean): Material {
  const { core, account } = call;
  const rule = MATERIAL_RULES[type];
  if (rule === undefined) {
    throw new WechatError(40004, 'invalid media type');
  }
  const { filename, data } = mediaPart(call, rule);
  if (type === 'video' && permanent) {
    requireDescription(call);
  }
  const id = randomText(43);
  const material: Material = {
    mediaId: randomText(64),
    appId: account.appId,
    type,
    permanent,
    name: filename,
    url: type === 'image' || type === 'thumb' ? imageUrl(id, data) : '',
    bytes: data.length,
    sha256: sha256(data),
    createdAt: core.now(),
  };
  core.store.writeBlob(id, data);
  core.state.materials[material.mediaId] = material;
  return material;
}

function requireDescription(call: WechatCall): void {
  const field = partsOf(call).find((part) => part.name === 'description');
  try {
    JSON.parse(field?.data.toString('utf8') ?? '');
  } catch {
    throw new WechatError(47001, 'data format error');
  }
}

/** `POST material/add_material?type=`: a permanent material. */
export function addMaterial(call: WechatCall): Json {
  const type = call.request.query.get('type') ?? '';
  const material = storeMaterial(call, type, true);
  return type === 'image'
    ? { media_id: material.mediaId, url: material.url, item: [] }
    : { media_id: material.mediaId };
}

/** `POST media/upload?type=`: a temporary material, which is no good as an article's cover. */
export function uploadTemporary(call: WechatCall): Json {
  const type = call.request.query.get('type') ?? '';
  const material = storeMaterial(call, type, false);
  const key = type === 'thumb' ? 'thumb_media_id' : 'media_id';
  return { type, [key]: material.mediaId, created_at: Math.floor(material.createdAt / 1000) };
}

/** `POST material/del_material`. */
export function deleteMaterial(call: WechatCall): Json {
  const mediaId = textMember(jsonBody(call.request), 'media_id', 40007, 'invalid media_id');
  requireMaterial(call, mediaId);
  delete call.core.state.materials[mediaId];
  return { errcode: 0, errmsg: 'ok' };
}

function permanentMaterials(call: WechatCall, type: string): Material[] {
  return Object.values(call.core.state.materials).filter(
    (material) =>
      material.permanent && material.appId === call.account.appId && material.type === type,
  );
}

/** `GET material/get_materialcount`. */
export function countMaterials(call: WechatCall): Json {
  return {
    voice_count: permanentMaterials(call, 'voice').length,
    video_count: permanentMaterials(call, 'video').length,
    image_count: permanentMaterials(call, 'image').length,
    news_count: 0,
  };
}

/** `POST material/batchget_material {type, offset, count}`. */
export function listMaterials(call: WechatCall): Json {
  const body = jsonBody(call.request);
  const type = textMember(body, 'type', 40004, 'invalid media type');
  if (type !== 'image' && type !== 'voice' && type !== 'video') {
    throw new WechatError(40004, 'invalid media type');
  }
  const { offset, count } = pageOf(body);
  const all = permanentMaterials(call, type).sort((a, b) => b.createdAt - a.createdAt);
  const item = all.slice(offset, offset + count).map((material) => ({
    media_id: material.mediaId,
    name: material.name,
    update_time: Math.floor(material.createdAt / 1000),
    url: material.url,
  }));
  return { item, total_count: all.length, item_count: item.length };
}

/** Throws 40007 unless this is a permanent material of the account. */
export function requireMaterial(call: WechatCall, mediaId: unknown): void {
  const material = typeof mediaId === 'string' ? call.core.state.materials[mediaId] : undefined;
  if (material?.appId !== call.account.appId || !material.permanent) {
    throw new WechatError(40007, 'invalid media_id');
  }
}
