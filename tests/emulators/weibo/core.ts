import type { EmulatorRequest } from '../http';
import { MultipartError, parseMultipart } from '../multipart';
import type { Store } from '../store';
import { WeiboError } from './errors';
import type { WeiboApp, WeiboOptions } from './options';
import type { WeiboState, WeiboToken, WeiboVault } from './state';

/** Everything the parts of the Weibo emulator share. Members are replaced on configure/reset. */
export interface WeiboCore {
  options: WeiboOptions;
  state: WeiboState;
  vault: WeiboVault;
  store: Store;
  /** The emulator's own URL without a slash at the end. */
  url: string;
  /** The platform's clock in milliseconds. */
  now(): number;
  /** Persists the state, when there is somewhere to. */
  save(): void;
}

/** A file of a multipart body. */
export interface UploadedFile {
  field: string;
  filename: string;
  data: Buffer;
}

/** Parameters of a call: from the query and the body; the body wins. */
export interface Parameters {
  get(name: string): string | undefined;
  multipart: boolean;
  files: UploadedFile[];
}

/** One call of an authorised user through an app. */
export interface WeiboCall {
  core: WeiboCore;
  app: WeiboApp;
  token: WeiboToken;
  parameters: Parameters;
  request: EmulatorRequest;
  ip: string;
}

export function findApp(core: WeiboCore, appKey: string | undefined): WeiboApp | undefined {
  return core.options.apps.find((app) => app.appKey === appKey);
}

/** Reads the parameters of a form, a multipart body or the query. Throws 10012 when malformed. */
export function readParameters(request: EmulatorRequest): Parameters {
  const type = (request.headers['content-type'] ?? '').toLowerCase();
  const fields = new Map<string, string>(request.query);
  const files: UploadedFile[] = [];
  const multipart = type.startsWith('multipart/form-data');
  if (multipart) {
    try {
      for (const part of parseMultipart(request.headers['content-type'] ?? '', request.body)) {
        if (part.filename === undefined) {
          fields.set(part.name, part.data.toString('utf8'));
        } else {
          files.push({ field: part.name, filename: part.filename, data: part.data });
        }
      }
    } catch (error) {
      if (error instanceof MultipartError) {
        throw new WeiboError(10012, 'Illegal request!');
      }
      throw error;
    }
  } else if (type.startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(request.body.toString('utf8'))) {
      fields.set(name, value);
    }
  }
  return { get: (name) => fields.get(name), multipart, files };
}

/** A parameter that must be there: 10016. */
export function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined) {
    throw new WeiboError(10016, `miss required parameter (${name}) , see doc for more info.`);
  }
  return value;
}
