/**
 * A request that breaks the rules. The message is for the person who wrote it; `key` and `path`
 * name the place. It says the same of a private and of an unknown attribute.
 */
export class RequestFault extends Error {
  readonly key: string;
  readonly path: string;

  constructor(message: string, path: readonly string[]) {
    super(message);
    this.name = 'RequestFault';
    this.path = shorten(path.join('.'), 120);
    this.key = shorten(path.at(-1) ?? '', 60);
  }
}

const shorten = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;

/** The one refusal of any key that isn't public, whatever the reason. */
export const refuseKey = (path: readonly string[]): never => {
  const fault = new RequestFault('', path);
  throw new RequestFault(`参数“${fault.path}”不可用，请只使用接口文档列出的参数和字段`, path);
};

/** Refuses a value of a key that is public. */
export const refuseValue = (path: readonly string[], expected: string): never => {
  const fault = new RequestFault('', path);
  throw new RequestFault(`参数“${fault.path}”的值不正确：应为${expected}`, path);
};
