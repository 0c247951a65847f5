/** Strapi's parser of bodies, among the application's middlewares. */
const BODY_PARSER = 'strapi::body';

/** A form while it is read (formidable). */
interface Form {
  readonly headers: object;
}

interface Middleware {
  readonly name?: string;
  readonly config?: { readonly formidable?: object };
}

/**
 * The application's middlewares, with a parser that tells of each file of a form before it writes
 * it: of a form that is cut off or refused it tells nothing afterwards.
 * @param onFile with the very headers of the request, and the file's place
 */
export const withFileWatch = (
  middlewares: readonly unknown[],
  onFile: (headers: object, file: string) => void,
): unknown[] => {
  function onFileBegin(this: Form, _: string, { filepath }: { readonly filepath: string }): void {
    onFile(this.headers, filepath);
  }
  return middlewares.map((entry) => {
    const { name, config } = typeof entry === 'string' ? { name: entry } : (entry as Middleware);
    if (name !== BODY_PARSER) return entry;
    return { name, config: { ...config, formidable: { ...config?.formidable, onFileBegin } } };
  });
};
