/**
 * What a message needs from the code which shows it: its arguments (`{name}` as `name`, a plural
 * or select as `name,plural`) and its rich-text tags (`<b>`), each once, sorted.
 */
export type MessageShape = string[];

const isLetter = (char: string | undefined): boolean => /[A-Za-z]/.test(char ?? '');

/**
 * Reads an ICU message and returns its shape.
 *
 * @throws Error when braces or tags don't balance, an argument has no name, or a plural/select has
 * no `other` case: the panel would then show the raw message.
 */
export const messageShape = (message: string): MessageShape => {
  const found = new Set<string>();
  let at = 0;

  const fail = (why: string): never => {
    throw new Error(`${why} at ${at} in: ${message}`);
  };
  const skipSpace = (): void => {
    while (/\s/.test(message[at] ?? '')) at += 1;
  };
  const readUntil = (stop: RegExp): string => {
    const from = at;
    while (at < message.length && !stop.test(message[at] ?? '')) at += 1;
    return message.slice(from, at).trim();
  };

  const readCases = (name: string, type: string): void => {
    const cases: string[] = [];
    for (skipSpace(); message[at] !== '}'; skipSpace()) {
      if (at >= message.length) fail('unclosed argument');
      const label = readUntil(/[{}]/);
      if (message[at] !== '{') fail(`case ${label} has no text`);
      at += 1;
      readText(true);
      at += 1;
      cases.push(label);
    }
    if (!cases.includes('other')) fail(`{${name}, ${type}} has no "other" case`);
  };

  const readArgument = (): void => {
    at += 1;
    const name = readUntil(/[,{}]/);
    if (!/^\w+$/.test(name)) fail('argument without a name');
    if (message[at] === '}') {
      found.add(name);
    } else {
      at += 1;
      const type = readUntil(/[,}]/);
      found.add(`${name},${type}`);
      if (message[at] === ',') {
        at += 1;
        if (type === 'plural' || type === 'select' || type === 'selectordinal') {
          readCases(name, type);
        } else {
          readUntil(/\}/);
        }
      }
    }
    if (message[at] !== '}') fail('unclosed argument');
    at += 1;
  };

  const readText = (nested: boolean): void => {
    const open: string[] = [];
    while (at < message.length) {
      const char = message[at];
      if (char === "'" && /[{}<>]/.test(message[at + 1] ?? '')) {
        // Quoted syntax is plain text up to the closing apostrophe.
        const end = message.indexOf("'", at + 1);
        at = end < 0 ? message.length : end + 1;
      } else if (char === '{') {
        readArgument();
      } else if (char === '}') {
        if (!nested) fail('stray }');
        if (open.length > 0) fail(`<${open.at(-1) ?? ''}> is not closed`);
        return;
      } else if (char === '<' && (isLetter(message[at + 1]) || message[at + 1] === '/')) {
        const tag = /^<(\/?)([A-Za-z][\w-]*)>/.exec(message.slice(at));
        if (!tag) return fail('broken tag');
        const [whole, slash, name = ''] = tag;
        if (slash) {
          if (open.pop() !== name) fail(`</${name}> closes nothing`);
        } else {
          open.push(name);
          found.add(`<${name}>`);
        }
        at += whole.length;
      } else {
        at += 1;
      }
    }
    if (nested) fail('unclosed case');
    if (open.length > 0) fail(`<${open.at(-1) ?? ''}> is not closed`);
  };

  readText(false);
  return [...found].sort();
};
