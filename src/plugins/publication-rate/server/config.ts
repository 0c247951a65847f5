import { z } from 'zod';

const schema = z.object({
  /** Minutes between looks for links that are due; 0: links aren't checked. */
  linkCheckMinutes: z.int().min(0).default(10),
  /**
   * Hosts (`name` or `name:port`) that may be asked although their addresses are private, such as
   * the own site inside the government network.
   */
  linkCheckHosts: z.array(z.string().min(1)).default([]),
  /** Milliseconds for one link with all its redirects. */
  linkCheckTimeoutMs: z.int().positive().default(15_000),
});

export type RateConfig = z.infer<typeof schema>;

export const config = {
  default: () => schema.parse({}),
  validator(value: unknown): void {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw new Error(`publication-rate: ${z.prettifyError(parsed.error)}`);
  },
};

/** The plugin's configuration with defaults filled in. */
export const readConfig = (value: unknown): RateConfig => schema.parse(value);
