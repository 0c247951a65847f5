import { text } from 'node:stream/consumers';

import { Validator } from '@seriousme/openapi-schema-validator';

/** Checks the OpenAPI document on standard input; prints its version or what is wrong with it. */
const validator = new Validator();
const { valid, errors } = await validator.validate(JSON.parse(await text(process.stdin)));
process.stdout.write(valid ? `valid ${validator.version}\n` : `${JSON.stringify(errors)}\n`);
process.exitCode = valid ? 0 : 1;
